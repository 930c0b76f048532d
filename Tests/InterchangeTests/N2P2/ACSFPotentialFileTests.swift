import Atomistics
import HDF5
import Interchange
import Potentials
import TestSupport
import Testing

@Suite("Potential files of symmetry functions")
struct ACSFPotentialFileTests {
  private func contents(_ potential: ACSFPotential) throws -> PotentialFile {
    var file = try makeContents()
    file.potential = .acsf(potential)
    return file
  }

  @Test("every number reads back with the same bits", arguments: GoldenSet.all, N2P2Units.all)
  func roundTrip(set: GoldenSet, units: N2P2Units) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("potential.h5")
    let potential = try N2P2Set.read(set.folder, units: units)
    try PotentialFile.write(contents(potential), to: path)
    guard case .acsf(let copy) = try PotentialFile.read(path).potential else {
      Issue.record("the file is of another family")
      return
    }
    // Compared here without the comparison that writing relies on.
    #expect(copy.architecture == potential.architecture)
    #expect(copy.featureRanges == potential.featureRanges)
    #expect(copy.parameters.map(\.bitPattern) == potential.parameters.map(\.bitPattern))
    #expect(copy.referenceEnergies.map(\.bitPattern) == potential.referenceEnergies.map(\.bitPattern))
    #expect(copy.energyScale == potential.energyScale)
  }

  @Test("comparison finds every part")
  func comparison() throws {
    let potential = try WaterSamples.potential()
    let file = try contents(potential)
    var other = potential
    other.energyScale = other.energyScale.nextUp
    #expect(try contents(other).firstDifference(from: file) == "scaling")
    other = potential
    other.parameters[5] = -other.parameters[5]
    #expect(try contents(other).firstDifference(from: file) == "parameters")
    let old = potential.architecture
    let changed = try ACSFArchitecture(
      functions: old.functions, cutoffFunction: CutoffFunction(.cosine), scaling: old.scaling,
      hiddenLayers: old.hiddenLayers, activations: old.activations)
    other = try ACSFPotential(
      changed, featureRanges: potential.featureRanges, referenceEnergies: potential.referenceEnergies,
      energyScale: potential.energyScale)
    other.parameters = potential.parameters
    #expect(try contents(other).firstDifference(from: file) == "hyperparameters")
  }

  @Test(
    "what was edited is named",
    arguments: [
      ("/hyperparameters@cutoff_type", Edit.integer(9), "attribute cutoff_type of /hyperparameters is 9, but must be 0 to 8"),
      ("/hyperparameters@inner_cutoff_fraction", .number(1.5), "the inner fraction of the cutoff is 1.5"),
      ("/scaling@kind", .text("logarithm"), "attribute kind of /scaling is 'logarithm'"),
      ("/scaling@energy_scale", .number(.nan), "attribute energy_scale of /scaling is nan"),
      ("/scaling@energy_scale", .remove, "there is no attribute energy_scale of /scaling"),
    ])
  func damage(object: String, edit: Edit, message: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("p.h5")
    try PotentialFile.write(contents(WaterSamples.potential()), to: path)
    try rewrite(path, changing: object, to: edit)
    do {
      _ = try PotentialFile.read(path)
      Issue.record("no error")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }

  @Test("a symmetry function that cannot be is named")
  func damagedFunctions() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("p.h5")
    try PotentialFile.write(contents(WaterSamples.potential()), to: path)
    let functions = try HDF5File(reading: path).root.group("symmetry_functions").dataset("O").readStrings()
    try rewrite(
      path, changing: "/symmetry_functions/O",
      to: .texts(functions.dropLast() + ["symfunction_short O 4 H 1.0 0.0 3.4"]))
    #expect(
      throws: PotentialFileError.invalid(
        file: path, object: "/symmetry_functions/O",
        problem: "is wrong in row \(functions.count - 1): there is no type 4; there are 2, 3, 9, 12, 13 and 20 to 25")
    ) { try PotentialFile.read(path) }
  }

  @Test("another unit of the networks' output changes no energy")
  func rescaling() throws {
    let potential = try WaterSamples.potential()
    let copy = try potential.rescaled(energyScale: 3.5)
    let configuration = WaterSamples.configuration(isPeriodic: true)
    let energy = try ACSFReference(potential).energy(of: configuration)
    #expect(copy.energyScale == 3.5 && copy.parameters != potential.parameters)
    // A sum of some ten numbers of the size of the energy.
    #expect(abs(try ACSFReference(copy).energy(of: configuration) - energy) < 1e-14 * abs(energy))
    #expect(throws: ACSFError.self) { try potential.rescaled(energyScale: 0) }
  }
}
