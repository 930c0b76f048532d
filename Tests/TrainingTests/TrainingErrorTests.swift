import Atomistics
import Potentials
import Testing
import Training

@Suite("Fits that cannot start or go on say why")
struct TrainingErrorTests {
  @Test("a label that is not a number is named", arguments: ["energy", "force", "virial"])
  func badLabel(term: String) throws {
    let planted = try PlantedData.planted()
    var structures = try PlantedData.labeled(6, by: planted)
    switch term {
    case "energy": structures[4].labels.energy = .nan
    case "force": structures[4].labels.forces?[1].z = .infinity
    default: structures[4].labels.virial?.rows.1.x = .nan
    }
    for threads in [1, 2] {
      let trainer = try Trainer(
        planted, training: structures, validation: [],
        options: PlantedData.options(epochs: 2, threads: threads))
      let expected = TrainingError.lossNotFinite(structure: "planted[4]", term: term, epoch: 1)
      #expect(throws: expected) { try trainer.run { _ in true } }
      #expect(
        expected.description == "the \(term) error of planted[4] is not a finite number in epoch 1; "
          + "look at that structure, or lower learning_rate")
    }
  }

  @Test("atoms on top of each other are named")
  func coincidentAtoms() throws {
    let planted = try PlantedData.planted()
    var structures = try PlantedData.labeled(6, by: planted)
    structures[2].configuration.positions[1] = structures[2].configuration.positions[0]
    let trainer = try Trainer(
      planted, training: structures, validation: [], options: PlantedData.options(epochs: 1))
    #expect(throws: TrainingError.lossNotFinite(structure: "planted[2]", term: "energy", epoch: 1)) {
      try trainer.run { _ in true }
    }
  }

  @Test("nothing to learn from")
  func empty() throws {
    let planted = try PlantedData.planted()
    let options = PlantedData.options(epochs: 1)
    #expect(throws: TrainingError.noStructures) {
      try Trainer(planted, training: [], validation: [], options: options)
    }
    var structures = try PlantedData.labeled(2, by: planted)
    for index in structures.indices { structures[index].labels = Labels() }
    #expect(throws: TrainingError.noLabels) {
      try Trainer(planted, training: structures, validation: [], options: options)
    }
    #expect(TrainingError.noStructures.description == "the training set is empty")
    #expect(
      TrainingError.noLabels.description
        == "no structure of the training set has an energy, forces or a virial")
  }

  @Test("a state of another fit, an element that the potential does not know")
  func mismatch() throws {
    let planted = try PlantedData.planted()
    let structures = try PlantedData.labeled(2, by: planted)
    let options = PlantedData.options(epochs: 1)
    let trainer = try Trainer(planted, training: structures, validation: [], options: options)
    try trainer.run { _ in true }
    let other = try DensityPotential(
      hyperparameters: PlantedData.hyperparameters,
      elements: planted.elements + [try #require(Element(symbol: "O"))],
      referenceEnergies: [0, 0, 0])
    let expected = TrainingError.stateDoesNotFit(
      parameters: planted.parameters.count, expected: other.parameters.count)
    #expect(throws: expected) {
      try Trainer(
        other, training: structures, validation: [], options: options, resuming: trainer.state)
    }
    let carbon = try DensityPotential(
      hyperparameters: PlantedData.hyperparameters, elements: [planted.elements[0]], referenceEnergies: [0])
    #expect(
      throws: PotentialError.unknownElement(planted.elements[1], structure: 0, known: carbon.elements)
    ) {
      try Trainer(carbon, training: structures, validation: [], options: options)
    }
  }

  /// A change that takes one option out of its range, and the message.
  struct BadOption: Sendable, CustomTestStringConvertible {
    var message: String
    var change: @Sendable (inout TrainingOptions) -> Void
    var testDescription: String { message }
  }

  static let badOptions = [
    BadOption(message: "energy_weight is -1.0, but must be zero or more") { $0.energyWeight = -1 },
    BadOption(message: "force_weight is nan, but must be zero or more") { $0.forceWeight = .nan },
    BadOption(message: "virial_weight is inf, but must be zero or more") { $0.virialWeight = .infinity },
    BadOption(
      message: "energy_weight is 0.0, but must be above zero where the other weights are zero"
    ) { ($0.energyWeight, $0.forceWeight, $0.virialWeight) = (0, 0, 0) },
    BadOption(message: "weight_decay is -0.1, but must be zero or more") { $0.weightDecay = -0.1 },
    BadOption(message: "averaging_epochs is -2.0, but must be zero or more") { $0.averagingEpochs = -2 },
    BadOption(message: "epochs is 0, but must be at least 1") { $0.epochs = 0 },
    BadOption(message: "time is 0.0, but must be above zero") { $0.timeBudget = 0 },
    BadOption(message: "batch_size is 0, but must be at least 1") { $0.batchSize = 0 },
    BadOption(message: "learning_rate is 0.0, but must be above 0, at most 1") { $0.learningRate = 0 },
    BadOption(message: "final_learning_rate_fraction is 1.5, but must be 0 to 1") {
      $0.finalLearningRateFraction = 1.5
    },
    BadOption(message: "warm_up_fraction is 1.0, but must be 0 to below 1") { $0.warmUpFraction = 1 },
    BadOption(message: "validation_fraction is 1.0, but must be 0 to below 1") { $0.validationFraction = 1 },
    BadOption(message: "huber_threshold is 0.0, but must be above zero") { $0.huberThreshold = 0 },
    BadOption(message: "patience is 0, but must be at least 1") { $0.patience = 0 },
    BadOption(message: "threads is 0, but must be 1 to 256") { $0.threads = 0 },
  ]

  @Test("options outside their range", arguments: badOptions)
  func options(bad: BadOption) throws {
    try TrainingOptions().validate()
    var options = TrainingOptions()
    bad.change(&options)
    let error = #expect(throws: TrainingError.self) { try options.validate() }
    #expect(error?.description == bad.message)
  }
}
