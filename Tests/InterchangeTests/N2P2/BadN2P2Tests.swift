import Atomistics
import Foundation
import Interchange
import Potentials
import TestSupport
import Testing

@Suite("Sets of n2p2 that cannot be right")
struct BadN2P2Tests {
  /// A copy of a golden set with one text put in the place of another.
  private func edited(
    _ file: String, _ old: String, _ new: String, in folder: TemporaryFolder, set: Int = 0
  ) throws -> String {
    let place = folder.path("set")
    try FileManager.default.copyItem(atPath: GoldenSet.all[set].folder, toPath: place)
    let path = place + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    let range = try #require(text.range(of: old))
    try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    return place
  }

  @Test(
    "every wrong line is named",
    arguments: [
      ("cutoff_type 2", "cutoff_type 9", 5, "the cutoff type is 9, but must be 0 to 8"),
      ("cutoff_type 2", "cutof_type 2", 5, "\"cutof_type\" is not a keyword of n2p2 that this program knows"),
      ("cutoff_type 2", "cutoff_type", 5, "has 1 words where 2 to 3 belong: cutoff_type and its values"),
      ("elements O H S", "elements O H", 2, "names 2 elements where 3 different ones belong"),
      ("elements O H S", "elements O H Xx", 2, "Xx is not an element"),
      ("atom_energy O -75.0", "atom_energy O minus", 4, "the energy of O is \"minus\", which is not a finite number"),
      ("atom_energy O -75.0", "atom_energy H -75.0", 4, "a second energy of H"),
      (
        "scale_symmetry_functions", "scale_symmetry_functions_sigma", 6,
        "scale_symmetry_functions_sigma excludes the other two ways of scaling"
      ),
      ("t t l", "t x l", 10, "\"x\" is no activation; there are l t s p r g c S e h"),
      ("t t l", "t l", 10, "gives 2 activations for 2 hidden layers and the output"),
      ("short 4 3", "short 4 3 2", 9, "gives 3 widths for 2 hidden layers"),
      ("S 2 O 0.05 1.0 6.0", "S 4 O 0.05 1.0 6.0", 11, "there is no type 4; there are 2, 3, 9, 12, 13 and 20 to 25"),
      ("S 2 O 0.05 1.0 6.0", "S 2 O 0.05 6.0", 11, "has 6 words where 7 belong: type 2 takes η, r_s and r_c"),
      ("S 2 O 0.05 1.0 6.0", "S 2 C 0.05 1.0 6.0", 11, "word 4 is C, which should be one of H O S"),
      ("S 2 O 0.01 0.0 6.0", "S 2 O 0.05 1.0 6.0", 12, "this symmetry function stands in the file already"),
      ("cutoff_type 2", "mean_energy 1.0", 5, "mean_energy, conv_energy and conv_length must be given together"),
      (
        "cutoff_type 2", "element_nodes_short H 1 4", 5,
        "element_nodes_short is not supported: settings for single elements are read differently by n2p2 and CP2K; "
          + "give every element the same network"
      ),
    ])
  func input(old: String, new: String, line: Int, problem: String) throws {
    let folder = try TemporaryFolder()
    let place = try edited("input.nn", old, new, in: folder)
    #expect(throws: N2P2Error.invalidLine(file: place + "/input.nn", line: line, problem: problem)) {
      try N2P2Set.read(place)
    }
  }

  @Test("a missing keyword")
  func missing() throws {
    let folder = try TemporaryFolder()
    let place = try edited("input.nn", "cutoff_type 2", "", in: folder)
    let error = N2P2Error.invalidFile(
      file: place + "/input.nn", problem: "the keyword cutoff_type is missing")
    #expect(throws: error) { try N2P2Set.read(place) }
    #expect(error.description == "\(place)/input.nn: the keyword cutoff_type is missing")
  }

  @Test("weights that are too few or too many")
  func weights() throws {
    for (new, count) in [("", 86), ("0.5\n0.5\n", 88)] {
      let folder = try TemporaryFolder()
      let place = try edited("weights.001.data", "-1.0082567352500555E-02\n", new, in: folder)
      #expect(
        throws: N2P2Error.invalidFile(
          file: place + "/weights.001.data",
          problem: "has \(count) numbers, but the network of input.nn has 87 weights and biases")
      ) { try N2P2Set.read(place) }
    }
  }

  @Test("scaling that lacks a row, is out of order, or divides by zero")
  func scaling() throws {
    let folder = try TemporaryFolder()
    let first = "1 1 4.2824583571812180E-02 8.9804034346596173E-01"
    let place = try edited("scaling.data", first, "1 2 4.2824583571812180E-02 8.9804034346596173E-01", in: folder)
    #expect(
      throws: N2P2Error.invalidLine(
        file: place + "/scaling.data", line: 2,
        problem: "is about symmetry function 2 of element 1, where that of 1 of element 1 (H) belongs")
    ) { try N2P2Set.read(place) }
    let other = try TemporaryFolder()
    let flat = try edited("scaling.data", first, "1 1 0.5 0.5", in: other)
    #expect(
      throws: N2P2Error.invalidFile(
        file: flat + "/scaling.data", problem: ACSFError.constantFeature(.init(symbol: "H")!, index: 1).description)
    ) { try N2P2Set.read(flat) }
  }

  @Test("no folder")
  func nothing() {
    #expect(
      throws: N2P2Error.unreadable(file: "/nowhere/input.nn", cause: "No such file or directory")
    ) { try N2P2Set.read("/nowhere") }
  }
}
