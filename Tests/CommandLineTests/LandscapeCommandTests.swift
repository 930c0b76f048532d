import Foundation
import Sobolev
import TestSupport
import Testing

/// Vibrations, phonons, attribution and errors by frequency, with the shipped potential of ethanol.
@Suite struct LandscapeCommandTests {
  private let folder: TemporaryFolder
  private let potential: String
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    potential = RepositoryFiles.root + "/potentials/ethanol-gfn2.h5"
    data = RepositoryFiles.datasets + "/ethanol-gfn2/test.h5"
  }

  @Test func vibrationsOfEthanol() throws {
    let outcome = try Tool.run(
      "vibrations", potential, data, "--temperature", "300", "-o", "out", "--threads", "1", "--json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let results = try outcome.json()
    let frequencies = try #require(results["frequencies_cm1"] as? [Double])
    #expect(frequencies.count == 21)
    #expect(frequencies == frequencies.sorted() && frequencies[0] > 0)
    // GFN2-xTB itself: methyl and hydroxyl torsions from some 230 cm⁻¹, the O-H stretch at some 3450 cm⁻¹.
    #expect((150...300).contains(frequencies[0]) && (3350...3600).contains(frequencies[20]))
    #expect(try #require(results["largest_force_eV_per_A"] as? Double) <= 1e-5)
    #expect(try #require(results["translation_sum_rule_eV_per_A2"] as? Double) < 1e-10)
    let functions = try #require(results["thermochemistry"] as? [String: Any])
    let zeroPoint = try #require(functions["zero_point_energy_eV"] as? Double)
    #expect(abs(zeroPoint - frequencies.reduce(0, +) / 2 * 1.239841984e-4) < 1e-8)
    let names = try folder.names()
    #expect(names.filter { $0.hasPrefix("out/modes/mode-") }.count == 21)
    for name in ["out/vibrations.json", "out/frequencies.csv", "out/structure.xyz", "out/modes/mode-07.xyz"] {
      #expect(names.contains(name))
    }
    #expect(!names.contains { $0.contains("partial") })
    #expect(try folder.text("out/modes/mode-01.xyz").split(separator: "\n").count == 20 * 11)

    // The relaxed structure is a minimum for the next run, and the folder is not overwritten.
    let again = try Tool.run("vibrations", potential, "out/structure.xyz", "--no-relax", "--json", in: folder)
    let repeated = try #require(try again.json()["frequencies_cm1"] as? [Double])
    for (one, other) in zip(frequencies, repeated) { #expect(abs(one - other) < 1e-6) }
    let refused = try Tool.run("vibrations", potential, "out/structure.xyz", "-o", "out", in: folder)
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors
        == "error: out: the folder exists and is not empty; choose another, or replace its files with --overwrite\n")
  }

  /// The potential knows nothing of diamond; what is tested is the way through the command.
  @Test func phononsOfACrystal() throws {
    let corners = ["0 0 0", "0 1.8 1.8", "1.8 0 1.8", "1.8 1.8 0"]
    let others = ["0.9 0.9 0.9", "0.9 2.7 2.7", "2.7 0.9 2.7", "2.7 2.7 0.9"]
    try folder.write(
      "8\nLattice=\"3.6 0 0 0 3.6 0 0 0 3.6\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n"
        + (corners + others).map { "C \($0)\n" }.joined(), to: "diamond.xyz")
    let outcome = try Tool.run(
      "phonons", potential, "diamond.xyz", "--no-relax", "--mesh", "4,4,4", "--points", "30", "-o", "out",
      "--threads", "1", "--json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let results = try outcome.json()
    #expect(results["formula"] as? String == "C2")
    #expect(results["lattice"] as? String == "face-centered cubic")
    #expect(results["force_constants_exact"] as? Bool == true)
    #expect(try #require(results["acoustic_sum_rule_eV_per_A2"] as? Double) < 1e-8)
    let points = try #require(results["corners"] as? [[String: Any]])
    #expect(points.compactMap { $0["name"] as? String } == ["Γ", "X", "U", "K", "Γ", "L"])
    let center = try #require(points[0]["frequencies_cm1"] as? [Double])
    #expect(center.count == 6)
    // Three acoustic modes; 1e-8 eV/Å² of rounding over 12 amu is 0.01 cm⁻¹.
    #expect(center.map(abs).sorted()[..<3].allSatisfy { $0 < 0.05 })
    // U and K are the same point of the crystal.
    let (u, k) = (points[2]["frequencies_cm1"] as? [Double], points[3]["frequencies_cm1"] as? [Double])
    for (one, other) in zip(try #require(u), try #require(k)) { #expect(abs(one - other) < 0.01) }
    #expect(
      try folder.names() == [
        "diamond.xyz", "out", "out/bands.csv", "out/cell.xyz", "out/density-of-states.csv", "out/phonons.json",
        "out/phonons.svg",
      ])
  }

  @Test func attributionAddsUp() throws {
    let outcome = try Tool.run(
      "attribute", potential, data, "-o", "energy.xyz", "--threads", "1", "--json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try outcome.json()["frames"] as? Int == 200)
    #expect(try folder.names() == ["energy.xyz"])
    let lines = try folder.text("energy.xyz").split(separator: "\n")
    #expect(lines.count == 200 * 11)
    #expect(
      lines[1].contains(
        "Properties=species:S:1:pos:R:3:atom_energy:R:1:forces:R:3:gradient:R:3:reference_forces:R:3:force_error:R:3"
      ))
    var sum = 0.0
    for line in lines[2..<11] {
      let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
      try #require(numbers.count == 16)
      sum += numbers[3]
      for axis in 0..<3 {
        #expect(numbers[7 + axis] == -numbers[4 + axis])
        #expect(abs(numbers[13 + axis] - (numbers[4 + axis] - numbers[10 + axis])) < 1e-15)
      }
    }
    let energy = try #require(lines[1].firstMatch(of: /\ energy=(\S+)/).flatMap { Double($0.1) })
    #expect(abs(sum - energy) < 1e-10)

    let missing = try Tool.run(
      "attribute", potential, data, "--quantity", "atom:9", "-o", "atom.xyz", in: folder)
    #expect(missing.exitCode == 1)
    #expect(missing.errors.contains("has no atom 9; its 9 atoms are numbered from 0"))
    #expect(try folder.names() == ["energy.xyz"])
  }

  @Test func errorsAreResolvedByFrequency() throws {
    let outcome = try Tool.run("evaluate", potential, data, "--threads", "1", "--json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let results = try outcome.json()
    let rows = try #require(results["spectrum"] as? [[String: Any]])
    // 32 of the frames have Hessians, each with 21 vibrations.
    #expect(rows.compactMap { $0["modes"] as? Int }.reduce(0, +) == 32 * 21)
    let frequency = try #require(results["frequency_mae_cm1"] as? Double)
    let weighted = try rows.reduce(0.0) {
      try $0 + Double(#require($1["modes"] as? Int)) * #require($1["frequency_mae_cm1"] as? Double)
    }
    #expect(abs(weighted / (32 * 21) - frequency) < 1e-9)
    #expect(rows.allSatisfy { $0["force_mae_meV_per_A"] is Double && $0["hessian_mae_eV_per_A2"] is Double })
    // Frames of molecular dynamics are no minima.
    #expect(results["frequency_mae_cm1_at_minima"] == nil)
  }

  @Test func moleculesHaveNoPhonons() throws {
    let outcome = try Tool.run("phonons", potential, data, "--no-relax", "-o", "out", in: folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: the structure does not repeat in all three directions; give a cell"))
    #expect(try folder.names() == [])
  }
}
