import Foundation
import Sobolev

/// Seeds that our own writers make: small potentials of every kind of file, and a checkpoint.
enum WrittenSeeds {
  private static let elements = ["H", "O"].compactMap(Element.init(symbol:))
  private static let energies = [-13.6, -2041.0]

  /// Writes them into the folder of seeds, unless they are there.
  static func write(into seeds: URL) throws {
    guard !FileManager.default.fileExists(atPath: seeds.appendingPathComponent("checkpoint").path) else { return }
    func place(_ reader: String, _ name: String) throws -> String {
      let folder = seeds.appendingPathComponent(reader)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder.appendingPathComponent(name).path
    }
    let density = try densityPotential()
    let nep = try nepPotential()
    try PotentialFile.write(file(.density(density)), to: place("potential", "density.h5"))
    try PotentialFile.write(file(.nep(nep)), to: place("potential", "nep.h5"))
    try NEPFile.write(nep, to: place("nep", "nep.txt"), dialect: .portable)
    try N2P2Set.write(
      try symmetryFunctions(), to: place("n2p2-set", "set"), dialect: .n2p2, comparingOn: [water.configuration])
    try Checkpoint.write(try state(of: density), to: place("checkpoint", "checkpoint"))
  }

  private static let water = LabeledConfiguration(
    Configuration(
      elements: [elements[1], elements[0], elements[0]], positions: [[0, 0, 0], [0.96, 0, 0], [-0.24, 0.93, 0]]),
    Labels(energy: -2076, forces: [[0.1, 0, 0], [-0.1, 0, 0], [0, 0, 0]]), name: "water")

  private static func filled(_ count: Int) -> [Double] { (0..<count).map { sin(Double($0)) } }

  private static func densityPotential() throws -> DensityPotential {
    var potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(
        cutoff: 4, radialBasisSize: 3, radialChannels: 2, angularChannels: 1, maximumDegree: 1, tripleDegree: 1,
        tripleChannels: 1, hiddenLayers: [2]),
      elements: elements, referenceEnergies: energies)
    potential.parameters = filled(potential.parameters.count)
    return potential
  }

  private static func nepPotential() throws -> NEPPotential {
    var potential = try NEPPotential(
      hyperparameters: NEPHyperparameters(
        elementCount: 2, radialChannels: 2, angularChannels: 1, radialBasisSize: 2, angularBasisSize: 2, neurons: 2),
      elements: elements, referenceEnergies: [0, 0])
    potential.parameters = filled(potential.parameters.count)
    return potential
  }

  private static func symmetryFunctions() throws -> ACSFPotential {
    let functions = elements.map { SymmetryFunction(radial: .gaussian(width: 0.5, center: 0), cutoff: 4, of: $0) }
    let architecture = try ACSFArchitecture(
      functions: Dictionary(uniqueKeysWithValues: elements.map { ($0, functions) }),
      cutoffFunction: CutoffFunction(.hyperbolicTangent), scaling: FeatureScaling(.range), hiddenLayers: [2],
      activations: [.hyperbolicTangent, .identity])
    let range = FeatureRange(minimum: 0, maximum: 1, mean: 0.4, deviation: 0.1)
    var potential = try ACSFPotential(
      architecture, featureRanges: [[range, range], [range, range]], referenceEnergies: energies)
    potential.parameters = filled(potential.parameters.count)
    return potential
  }

  private static func file(_ potential: FittedPotential) -> PotentialFile {
    PotentialFile(
      potential: potential, trainingRange: TrainingRange(),
      provenance: Provenance(
        tool: "fuzz", command: "", date: "", seed: 1, threads: 1, processor: "", dataFiles: []))
  }

  private static func state(of potential: DensityPotential) throws -> TrainingState {
    try Trainer(potential, training: [water], validation: [], options: TrainingOptions()).state
  }
}
