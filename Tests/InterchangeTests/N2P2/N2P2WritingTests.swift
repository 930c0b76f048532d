import Atomistics
import Foundation
import Interchange
import Potentials
import TestSupport
import Testing

@Suite("Writing sets of n2p2")
struct N2P2WritingTests {
  @Test("every golden set reads back", arguments: GoldenSet.all, N2P2Units.all)
  func roundTrip(set: GoldenSet, units: N2P2Units) throws {
    let potential = try N2P2Set.read(set.folder, units: .electronvolt)
    let folder = try TemporaryFolder()
    let structure = try set.structure().configuration
    try N2P2Set.write(
      potential, to: folder.path("set"), dialect: .n2p2, units: units, comparingOn: [structure])
    #expect(try folder.entries() == ["set"])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("set"))
    #expect(names.contains("README.md") && names.contains("weights.008.data"))
    // The units are found in the comment.
    let copy = try N2P2Set.read(folder.path("set"))
    let energy = try ACSFReference(potential).energy(of: structure)
    #expect(abs(try ACSFReference(copy).energy(of: structure) - energy) < 1e-12 * abs(energy))
    #expect(copy.architecture.functions.mapValues(\.count) == potential.architecture.functions.mapValues(\.count))
  }

  @Test(
    "CP2K's dialect refuses what CP2K cannot run",
    arguments: [
      ("acsf_ct2_tanh_scalecenter", "symmetry function 11 of H is of type 9, and CP2K has only 2 and 3"),
      ("acsf_ct6a_softplus_sigma_norm", "the cutoff function is of type 6, and CP2K has only 1 and 2"),
      ("compact_p_e_molecule", "symmetry function 1 of H is of type 20, and CP2K has only 2 and 3"),
    ])
  func refusal(name: String, problem: String) throws {
    let potential = try N2P2Set.read(GoldenSet(name: name).folder)
    let folder = try TemporaryFolder()
    let error = N2P2Error.notInDialect(.cp2k, problem: problem)
    #expect(throws: error) {
      try N2P2Set.write(potential, to: folder.path("set"), dialect: .cp2k, comparingOn: [])
    }
    #expect(error.description == "the cp2k dialect cannot hold this potential: \(problem)")
    #expect(try folder.entries().isEmpty)
  }

  @Test("CP2K's dialect refuses softplus, whose forces CP2K gets wrong")
  func softplus() throws {
    let folder = try TemporaryFolder()
    let water = try WaterSamples.potential()
    let old = water.architecture
    let architecture = try ACSFArchitecture(
      functions: old.functions, cutoffFunction: old.cutoffFunction, scaling: old.scaling,
      hiddenLayers: old.hiddenLayers, activations: [.hyperbolicTangent, .softplus, .identity])
    let potential = try ACSFPotential(
      architecture, featureRanges: water.featureRanges, referenceEnergies: water.referenceEnergies)
    #expect(
      throws: N2P2Error.notInDialect(
        .cp2k, problem: "CP2K 2023.1 computes wrong forces with the activation p (softplus)")
    ) {
      try N2P2Set.write(potential, to: folder.path("set"), dialect: .cp2k, comparingOn: [])
    }
  }

  @Test("an existing folder stays")
  func existing() throws {
    let folder = try TemporaryFolder()
    let potential = try N2P2Set.read(GoldenSet.all[3].folder)
    let place = folder.path("set")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    #expect(
      throws: N2P2Error.unwritable(file: place, cause: "it exists already; choose another folder or remove it")
    ) {
      try N2P2Set.write(potential, to: place, dialect: .cp2k, comparingOn: [])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
  }
}
