import Atomistics
import Datasets
import TestSupport
import Testing

/// Genuine files in TorchANI's layout against figures taken from them with h5py.
@Suite(.enabled(if: RepositoryFiles.sharedData != nil, "needs third-party data in shared/data"))
struct RealDataTests {
  /// Counts and sums over all frames; sums are in eV, eV/Å and eV/Å².
  struct Figures: Sendable, CustomTestStringConvertible {
    var file: String
    var groups: Int
    var frames: Int
    var atoms: Int
    var energies: Int
    var virials: Int
    var hessians: Int
    var energySum: Double
    var forceSum: Double
    var virialSum: Double
    var hessianSum: Double
    var testDescription: String { file }
  }

  static let all = [
    Figures(
      file: "mlearn/mlearn_Cu_train.h5", groups: 9, frames: 263, atoms: 27524, energies: 263, virials: 263,
      hessians: 0, energySum: -109441.085037640, forceSum: 33528.937704320, virialSum: 24077.037045,
      hessianSum: 0),
    Figures(
      file: "mlearn/mlearn_Cu_test.h5", groups: 4, frames: 31, atoms: 3178, energies: 31, virials: 31,
      hessians: 0, energySum: -12536.177920700, forceSum: 4303.775858990, virialSum: 4041.020462,
      hessianSum: 0),
    Figures(
      file: "mlearn/mlearn_Si_train.h5", groups: 10, frames: 214, atoms: 13233, energies: 214, virials: 214,
      hessians: 0, energySum: -67723.705531110, forceSum: 21868.424557870, virialSum: 117.127462,
      hessianSum: 0),
    Figures(
      file: "mlearn/mlearn_Si_test.h5", groups: 4, frames: 25, atoms: 1525, energies: 25, virials: 25,
      hessians: 0, energySum: -7730.512190780, forceSum: 2590.377744230, virialSum: 978.558928,
      hessianSum: 0),
    Figures(
      file: "rmd17/rmd17_ethanol_train_01.h5", groups: 1, frames: 1000, atoms: 9000, energies: 1000,
      virials: 0, hessians: 0, energySum: -4209626.277947590, forceSum: 23723.917109604, virialSum: 0,
      hessianSum: 0),
    Figures(
      file: "rmd17/rmd17_ethanol_test_01.h5", groups: 1, frames: 1000, atoms: 9000, energies: 1000,
      virials: 0, hessians: 0, energySum: -4209618.871579462, forceSum: 23672.273000906, virialSum: 0,
      hessianSum: 0),
    Figures(
      file: "hessian/hessian_deepmd20.h5", groups: 2, frames: 20, atoms: 327, energies: 20, virials: 0,
      hessians: 20, energySum: -195706.687443165, forceSum: 181.575180280, virialSum: 0,
      hessianSum: 103914.928132),
    Figures(
      file: "hessian/hessian_NaCl_dfpt.h5", groups: 1, frames: 1, atoms: 64, energies: 0, virials: 0,
      hessians: 1, energySum: 0, forceSum: 0, virialSum: 0, hessianSum: 1564.269469),
    Figures(
      file: "hessian/KCl120_train100.h5", groups: 1, frames: 100, atoms: 6400, energies: 100, virials: 0,
      hessians: 0, energySum: -5612.317482920, forceSum: 135871.841176010, virialSum: 0, hessianSum: 0),
    Figures(
      file: "hessian/KCl120_test20.h5", groups: 1, frames: 20, atoms: 1280, energies: 20, virials: 0,
      hessians: 0, energySum: -1948.956211580, forceSum: 17637.061188240, virialSum: 0, hessianSum: 0),
  ]

  func open(_ file: String) throws -> DatasetFile {
    try DatasetFile(path: #require(RepositoryFiles.sharedData) + "/" + file)
  }

  @Test(arguments: all) func agreesWithH5py(_ figures: Figures) throws {
    let file = try open(figures.file)
    let census = try file.census()
    #expect(file.count == figures.frames)
    #expect(file.layout.hasPrefix("TorchANI"))
    #expect(census.groups.count == figures.groups)
    #expect(census.atoms == figures.atoms)
    #expect(census.labels[.energy] ?? 0 == figures.energies)
    #expect(census.labels[.forces] == figures.frames)
    #expect(census.labels[.virial] ?? 0 == figures.virials)
    #expect(census.labels[.hessian] ?? 0 == figures.hessians)
    #expect(
      census.periodicFrames == (figures.file.contains("ethanol") || figures.atoms == 327 ? 0 : figures.frames)
    )

    var batches = file.batches(of: 97)
    var (frames, energy, force, virial, hessian) = (0, 0.0, 0.0, 0.0, 0.0)
    while let batch = try batches.next() {
      #expect(batch.count <= 97)
      frames += batch.count
      for frame in batch {
        energy += frame.labels.energy ?? 0
        for vector in frame.labels.forces ?? [] { force += abs(vector.x) + abs(vector.y) + abs(vector.z) }
        virial += frame.labels.virial?.elements.reduce(0, +) ?? 0
        hessian += frame.labels.hessian?.reduce(0) { $0 + abs($1) } ?? 0
      }
    }
    #expect(frames == figures.frames)
    // The figures were printed to 6 or 9 decimals; sums of 10^4 numbers in another order differ by 10^-12
    // of them.
    #expect(abs(energy - figures.energySum) < 1e-8 * (1 + abs(energy) * 1e-3))
    #expect(abs(force - figures.forceSum) < 1e-8 * (1 + force * 1e-3))
    #expect(abs(virial - figures.virialSum) < 2e-6)
    #expect(abs(hessian - figures.hessianSum) < 2e-6)
  }

  @Test func namesTellWhereAFrameIs() throws {
    let frames = try open("mlearn/mlearn_Si_train.h5").frames(0..<3)
    #expect(frames[0].name.hasPrefix("mlearn_Si_train.h5:/012[0] ("))
    #expect(frames[1].name.hasPrefix("mlearn_Si_train.h5:/016[0] ("))
    #expect(frames[0].configuration.elements.allSatisfy { $0.symbol == "Si" })
    #expect(frames[0].configuration.cell?.periodicity == [true, true, true])
  }

  @Test func explodedCrystalsAreFound() throws {
    let findings = try DatasetCheck.run(on: open("hessian/KCl120_train100.h5")).findings
    let energies = try #require(findings.first { $0.rule == .energyOutlier })
    let forces = try #require(findings.first { $0.rule == .forceOutlier })
    #expect(energies.severity == .warning)
    // The worst frame lies 1059 eV above the minimum and has forces to 1720 eV/Å.
    let frames = try open("hessian/KCl120_train100.h5").readAll()
    let highest = try #require(frames.max { ($0.labels.energy ?? 0) < ($1.labels.energy ?? 0) })
    #expect(energies.frames.first == highest.name)
    #expect(forces.count >= 1)
  }
}
