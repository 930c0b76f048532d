import Atomistics
import Datasets
import HDF5
import TestSupport
import Testing

/// Files that other programs wrote, in other layouts than TorchANI's, against sums taken from them with h5py.
@Suite(.enabled(if: RepositoryFiles.sharedData != nil, "needs third-party data in shared/data"))
struct GenuineLayoutTests {
  /// Counts, and sums of energies and of the absolute values of the others, in eV and Å.
  struct Figures: Sendable, CustomTestStringConvertible {
    var file: String
    var layout: String
    var groups = 1
    var frames: Int
    var atoms: Int
    var energies: Double
    var coordinates: Double
    var forces = 0.0
    var hessians = 0.0
    var testDescription: String { file }
  }

  static let all = [
    Figures(
      file: "layouts/ani1-alkane.h5", layout: "ANI-1 or COMP6", frames: 42, atoms: 1092,
      energies: -359822.56525673217, coordinates: 8055.562484999999),
    Figures(
      file: "layouts/ani1-comp6-s66x8.h5", layout: "ANI-1 or COMP6", groups: 66, frames: 528, atoms: 10512,
      energies: -5734575.114201763, coordinates: 43025.228524152604, forces: 3899.8834870292353),
    Figures(
      file: "layouts/pysisyphus.h5", layout: "pysisyphus", frames: 1, atoms: 17,
      energies: -9441.414109262032, coordinates: 58.275521999999995, hessians: 4474.530889970185),
    Figures(
      file: "qm/ethanol_xtb.h5", layout: "qmgen", frames: 1755, atoms: 15795,
      energies: -542984.1587285737, coordinates: 35327.937842748375, forces: 40868.1295921364,
      hessians: 3809693.434941399),
    Figures(
      file: "qm/malonaldehyde_xtb.h5", layout: "qmgen", frames: 1135, atoms: 10215,
      energies: -510431.76838908193, coordinates: 24397.829130585582, forces: 29077.010809952106,
      hessians: 3078773.396842285),
    Figures(
      file: "qm/h2o_dft.h5", layout: "qmgen", groups: 2, frames: 398, atoms: 1419,
      energies: -982567.6678716035, coordinates: 1988.4961611055157, forces: 7180.021657686668,
      hessians: 423243.3863742884),
    Figures(
      file: "qm/chno_xtb.h5", layout: "qmgen", groups: 32, frames: 3872, atoms: 27467,
      energies: -1110637.2765899054, coordinates: 59812.74904745521, forces: 80527.9880960367,
      hessians: 8275476.012676996),
    Figures(
      file: "qm/exact_classical.h5", layout: "qmgen", groups: 4, frames: 520, atoms: 5680,
      energies: -11987.671458668283, coordinates: 41130.37430837855, forces: 20610.084588110578,
      hessians: 677605.8594553964),
  ]

  func open(_ file: String, _ options: DatasetOptions = DatasetOptions()) throws -> DatasetFile {
    try DatasetFile(path: #require(RepositoryFiles.sharedData) + "/" + file, options: options)
  }

  @Test(arguments: all) func agreesWithH5py(_ figures: Figures) throws {
    let file = try open(figures.file)
    #expect(file.layout == figures.layout)
    #expect(file.groups.count == figures.groups)
    #expect(file.count == figures.frames)
    let sums = try Sums(file)
    #expect(sums.atoms == figures.atoms)
    // Sums of up to 10⁷ numbers in another order differ by less than 10⁻¹² of them.
    #expect(abs(sums.energies - figures.energies) <= 1e-12 * abs(figures.energies))
    #expect(abs(sums.coordinates - figures.coordinates) <= 1e-12 * figures.coordinates)
    #expect(abs(sums.forces - figures.forces) <= 1e-12 * figures.forces)
    #expect(abs(sums.hessians - figures.hessians) <= 1e-12 * figures.hessians)
  }

  @Test func deepmdFileOfAnUnknownElementNeedsItsName() throws {
    let error = #expect(throws: DatasetError.self) { try open("layouts/deepmd.hdf5") }
    let words = "/type_map.raw: `X` is no element; say which elements the types are, as in --types H,O"
    #expect(error?.description.hasSuffix(words) == true)
    let silicon = try #require(Element(symbol: "Si"))
    let file = try open("layouts/deepmd.hdf5", DatasetOptions(types: [silicon]))
    #expect(file.layout == "DeePMD-kit")
    let sums = try Sums(file)
    #expect(abs(sums.coordinates - 2769.419504851103) < 1e-9)
    #expect(abs(sums.forces - 2761.4440413713455) < 1e-9)
    #expect(abs(sums.energies - 41.21669387817383) < 1e-12)
    #expect(try file.frames(0..<1)[0].configuration.cell?.volume == 1e6)
  }

  @Test func assumedForcesAreSaidToBeSo() throws {
    let forces = try #require(
      open("layouts/ani1-comp6-s66x8.h5").conventions.first { $0.quantity == .force })
    #expect(forces.basis == .assumed)
    #expect(forces.unit == "hartree/angstrom")
  }

  @Test func splitsOfReferenceDataAreNamed() throws {
    let file = try open("qm/ethanol_xtb.h5")
    #expect(try file.census().splits.keys.sorted() == ["test", "train", "validation"])
  }

  /// The same frames in other HDF5 encodings.
  @Test(arguments: [
    "bigendian", "fletcher", "float32", "gzip", "resizable", "userblock", "v110", "vlenstr",
  ])
  func encodingsGiveTheSameNumbers(_ encoding: String) throws {
    let plain = try open("qm/variants/ethanol_xtb_plain.h5").readAll()
    let other = try open("qm/variants/ethanol_xtb_\(encoding).h5").readAll()
    #expect(plain.count == 24)
    guard encoding == "float32" else {
      #expect(plain.map(\.configuration) == other.map(\.configuration))
      #expect(plain.map(\.labels) == other.map(\.labels))
      return
    }
    for (exact, rounded) in zip(plain, other) {
      // Half a unit in the last place of Float32 is 6·10⁻⁸ of the number.
      let energy = try #require(exact.labels.energy)
      #expect(abs(energy - (rounded.labels.energy ?? 0)) <= 6e-8 * abs(energy))
    }
  }

  /// libhdf5 1.10 cannot read what newer versions write with `libver="latest"`.
  @Test(.enabled(if: hdf5LibraryVersion().hasPrefix("1.10.")))
  func newerEncodingsAreRefusedWithTheRemedy() throws {
    let error = #expect(throws: DatasetError.self) { try open("qm/variants/ethanol_xtb_latest.h5") }
    #expect(error?.description.contains("array by array with h5py's libver=") == true)
  }
}

/// Sums over all frames of a file.
struct Sums {
  var atoms = 0
  var energies = 0.0
  var coordinates = 0.0
  var forces = 0.0
  var hessians = 0.0

  init(_ file: DatasetFile) throws {
    var batches = file.batches(of: 97)
    while let batch = try batches.next() {
      for frame in batch {
        atoms += frame.configuration.count
        energies += frame.labels.energy ?? 0
        coordinates += Sums.absolute(frame.configuration.positions)
        forces += Sums.absolute(frame.labels.forces ?? [])
        hessians += frame.labels.hessian?.reduce(0) { $0 + abs($1) } ?? 0
      }
    }
  }

  private static func absolute(_ vectors: [SIMD3<Double>]) -> Double {
    vectors.reduce(0) { $0 + abs($1.x) + abs($1.y) + abs($1.z) }
  }
}
