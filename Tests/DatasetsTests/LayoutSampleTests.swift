import Atomistics
import Datasets
import Foundation
import Testing

/// Every HDF5 layout, read from a small file that holds frames of a model known in closed form.
///
/// tools/datasets/layout_samples.py wrote them; dpdata those of DeePMD-kit, znh5md one of H5MD.
@Suite struct LayoutSampleTests {
  /// What a file holds: its formulas in the order of frames, and for which of them there are labels.
  struct Sample: Sendable, CustomTestStringConvertible {
    var file: String
    var identifier: String
    var formulas: [String]
    var energies: [Int]
    var forces: [Int] = []
    var virials: [Int] = []
    var hessians: [Int] = []
    var level: String?
    /// Whether energies are relative to isolated atoms.
    var isFormation = false
    /// What the energies of the level are above the model's, in eV, and its forces times the model's.
    var shift = 0.0
    var forceFactor = 1.0
    var testDescription: String { file }
  }

  static let molecules = ["CH2O", "CH2O", "H2O", "H2O", "H2O"]
  static let waterFirst = ["H2O", "H2O", "H2O", "CH2O", "CH2O"]
  static let salts = ["ClNa", "ClNa"]
  static let hartree = 27.211386245988

  static let all = [
    Sample(file: "ani1", identifier: "ani1", formulas: molecules, energies: [0, 1, 2, 3, 4]),
    Sample(
      file: "openreact", identifier: "openreact", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4], hessians: [0, 1, 2, 3, 4]),
    Sample(file: "hippynn", identifier: "hippynn", formulas: salts, energies: [0, 1], forces: [0, 1]),
    Sample(
      file: "ani1x", identifier: "ani1x", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4], level: "wb97x_dz"),
    Sample(
      file: "ani1x", identifier: "ani1x", formulas: molecules, energies: [0, 2, 3], forces: [0, 2, 3],
      level: "wb97x_tz", shift: 0.1 * hartree),
    Sample(file: "ani1x", identifier: "ani1x", formulas: molecules, energies: [], level: "ccsd(t)_cbs"),
    Sample(
      file: "torchani", identifier: "torchani", formulas: waterFirst, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "ani2x", identifier: "torchani", formulas: waterFirst, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "spice", identifier: "spice", formulas: molecules, energies: [0, 1], forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "qm7x", identifier: "qm7x", formulas: waterFirst, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4], level: "PBE0+MBD"),
    Sample(
      file: "qm7x", identifier: "qm7x", formulas: waterFirst, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4], level: "PBE0", shift: 1, forceFactor: 2),
    Sample(
      file: "transition1x", identifier: "transition1x", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    // The reactants with Hessians come after the images of their reactions; that of water is displaced.
    Sample(
      file: "transition1x-hessian", identifier: "transition1x",
      formulas: ["CH2O", "CH2O", "CH2O", "H2O", "H2O", "H2O", "H2O"], energies: [0, 1, 2, 3, 4, 5],
      forces: [0, 1, 2, 3, 4, 5], hessians: [2, 6]),
    Sample(
      file: "aimnet2", identifier: "aimnet2", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "torchmdnet", identifier: "torchmdnet", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "nequip", identifier: "torchmdnet", formulas: molecules, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "ace1", identifier: "ace", formulas: molecules, energies: [0, 1, 2, 3], forces: [0, 1, 2, 3, 4],
      isFormation: true),
    Sample(
      file: "ace2", identifier: "ace", formulas: molecules, energies: [0, 1, 2, 3], forces: [0, 1, 2, 3, 4],
      isFormation: true),
    Sample(
      file: "mace", identifier: "mace", formulas: Array(repeating: "H2O", count: 9) + salts,
      energies: Array(1...10), forces: Array(0...10), virials: [9, 10], hessians: Array(0...8)),
    Sample(
      file: "mace-old", identifier: "mace", formulas: ["H2O", "H2O"] + salts, energies: [1, 2, 3],
      forces: [0, 1, 2, 3], virials: [2, 3]),
    Sample(
      file: "deepmd", identifier: "deepmd", formulas: ["H2O", "H2O", "H2O"] + salts,
      energies: [0, 1, 2, 3, 4], forces: [0, 1, 2, 3, 4], virials: [0, 1, 2, 3, 4], hessians: [0, 1, 2, 3, 4]),
    Sample(
      file: "deepmd-mixed", identifier: "deepmd", formulas: salts + ["H2O", "H2O", "H2O"],
      energies: [0, 1, 2, 3, 4], forces: [0, 1, 2, 3, 4]),
    Sample(
      file: "znh5md", identifier: "h5md", formulas: waterFirst, energies: [0, 1, 2, 3, 4],
      forces: [0, 1, 2, 3, 4]),
    Sample(file: "h5md", identifier: "h5md", formulas: salts, energies: [0, 1], forces: [0, 1]),
    Sample(
      file: "phonopy/force_constants", identifier: "phonopy", formulas: ["ClNa"], energies: [], hessians: [0]),
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples/layouts").path

  static func path(_ file: String) -> String { "\(folder)/\(file).h5" }

  @Test(arguments: all) func holdsWhatTheModelSays(_ sample: Sample) throws {
    let file = try DatasetFile(
      path: LayoutSampleTests.path(sample.file), options: DatasetOptions(level: sample.level))
    let layout = try #require(DatasetFile.layouts.first { $0.identifier == sample.identifier })
    #expect(file.layout == layout.name)
    let frames = try file.readAll()
    #expect(frames.map(\.configuration.formula) == sample.formulas)
    let all = frames.indices
    #expect(all.filter { frames[$0].labels.energy != nil } == sample.energies)
    #expect(all.filter { frames[$0].labels.forces != nil } == sample.forces)
    #expect(all.filter { frames[$0].labels.virial != nil } == sample.virials)
    #expect(all.filter { frames[$0].labels.hessian != nil } == sample.hessians)
    for frame in frames { try check(frame, sample) }

    // What is counted without reading frames is what the frames have.
    let census = try file.census()
    #expect(census.frames == frames.count)
    #expect(census.atoms == frames.reduce(0) { $0 + $1.configuration.count })
    #expect(census.labels[.energy] ?? 0 == sample.energies.count)
    #expect(census.labels[.forces] ?? 0 == sample.forces.count)
    #expect(census.labels[.virial] ?? 0 == sample.virials.count)
    #expect(census.labels[.hessian] ?? 0 == sample.hessians.count)
    #expect(census.periodicFrames == frames.count { $0.configuration.cell != nil })
    #expect(Set(frames.map(\.name)).count == frames.count)
  }

  /// Labels are compared with the model at the coordinates that were read. Single precision rounds coordinates
  /// and forces of up to 10 eV/Å and bohr by 10⁻⁷ of them, and curvatures are below 20 eV/Å².
  private func check(_ frame: LabeledConfiguration, _ sample: Sample) throws {
    let model = SpringModel(frame.configuration)
    let (expected, found) = (model.labels, frame.labels)
    if let energy = found.energy {
      let zero = sample.isFormation ? model.formationEnergy : try #require(expected.energy)
      #expect(abs(energy - zero - sample.shift) < 1e-5, "\(frame.name)")
    }
    for (force, reference) in zip(found.forces ?? [], expected.forces ?? []) {
      #expect((force - sample.forceFactor * reference).norm < 1e-5, "\(frame.name)")
    }
    if let virial = found.virial, let reference = expected.virial {
      #expect((virial - reference).elements.allSatisfy { abs($0) < 1e-5 }, "\(frame.name)")
    }
    let differences = zip(found.hessian ?? [], expected.hessian ?? []).map { abs($0 - $1) }
    #expect(differences.allSatisfy { $0 < 1e-5 }, "\(frame.name)")
    let isSalt = frame.configuration.formula == "ClNa" && sample.file != "deepmd-mixed"
    #expect((frame.configuration.cell != nil) == isSalt, "\(frame.name)")
    if let cell = frame.configuration.cell {
      let vectors: Matrix3 = Matrix3([6, 0, 0], [0.5, 7, 0], [0.25, 1, 8])
      #expect((cell.vectors - vectors).elements.allSatisfy { abs($0) < 1e-12 })
      #expect(cell.periodicity == [true, true, true])
    }
  }

  @Test func everyLayoutIsTested() {
    let tested = Set(LayoutSampleTests.all.map(\.identifier))
    let elsewhere: Set = ["sobolev", "qmgen", "pysisyphus", "custom"]
    let hdf5 = DatasetFile.layouts.map(\.identifier).prefix { $0 != "custom" } + ["custom"]
    #expect(Set(hdf5).subtracting(elsewhere) == tested)
  }
}
