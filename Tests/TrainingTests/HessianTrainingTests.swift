import Atomistics
import Potentials
import Testing
import Training

@Suite("Training on Hessians")
struct HessianTrainingTests {
  private func onlyHessians(_ probe: HessianProbe, count: Int = 1) -> TrainingOptions {
    var options = PlantedData.options(epochs: 1)
    (options.energyWeight, options.forceWeight, options.virialWeight) = (0, 0, 0)
    (options.hessianWeight, options.hessianProbe, options.hessianProbeCount) = (0.01, probe, count)
    return options
  }

  /// Every third structure without a Hessian, and one whose Hessian is known in part.
  private func structures() throws -> [LabeledConfiguration] {
    var structures = try PlantedData.labeledWithHessians(9, by: PlantedData.planted())
    for index in stride(from: 2, to: 9, by: 3) { structures[index].labels.hessian = nil }
    structures[1].labels = try partial(structures[1].labels, unknown: [0, 4, 5])
    for index in structures.indices { structures[index].weight = 0.5 + 0.3 * Double(index) }
    return structures
  }

  /// Labels whose Hessian lacks all numbers between some coordinates.
  private func partial(_ labels: Labels, unknown: [Int]) throws -> Labels {
    var labels = labels
    var hessian = try #require(labels.hessian)
    let size = Int(Double(hessian.count).squareRoot())
    for row in unknown { for column in unknown { hessian[row * size + column] = .nan } }
    labels.hessian = hessian
    return labels
  }

  @Test("the gradient is that of the reported loss along random directions", arguments: HessianProbe.allCases)
  func gradient(probe: HessianProbe) throws {
    let structures = try structures()
    let start = try PlantedData.perturbed(0.2)
    for withAll in [false, true] {
      var options = onlyHessians(probe, count: 3)
      if withAll { (options.energyWeight, options.forceWeight, options.virialWeight) = (10, 1, 0.5) }
      options.forceNormExponent = 0.7
      options.orthogonalityWeight = 0.5
      let (found, expected, loss) = try EpochLoss.slopes(start, structures, options, step: 4e-3)
      // Float32 losses over 4·10⁻³; the fifth derivative times 10⁻⁹ is less.
      let tolerance = 1e-3 * abs(expected) + 1e-4 * loss
      #expect(abs(found - expected) < tolerance, "\(found), \(expected)")
    }
  }

  @Test("every family learns second derivatives: its gradient is that of the loss with and without the other terms")
  func families() throws {
    let structures = try structures()
    var options = onlyHessians(.rademacher, count: 3)
    for potential in try SmallFamilies.all(on: structures) {
      for weights: SIMD3<Double> in [[0, 0, 0], [10, 1, 0.5]] {
        (options.energyWeight, options.forceWeight, options.virialWeight) = (weights.x, weights.y, weights.z)
        let (found, expected, loss) = try EpochLoss.slopes(potential, structures, options, step: 4e-3)
        // As above.
        #expect(abs(found - expected) < 1e-3 * abs(expected) + 1e-4 * loss, "\(found), \(expected), \(loss)")
        #expect(loss > 0 && found != 0)
      }
    }
  }

  @Test("all columns give the mean squared norm of the error of a column")
  func columns() throws {
    let structures = try PlantedData.labeledWithHessians(3, by: PlantedData.planted())
    let start = try PlantedData.perturbed(0.2)
    let sums = try EpochLoss(start, structures, onlyHessians(.columns)).sums
    let expected = try structures.reduce(0.0) { sum, structure in
      let label = try #require(structure.labels.hessian)
      let found = try start.hessian(of: structure.configuration).values
      let square = zip(found, label).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return sum + 0.01 * square / Double(3 * structure.configuration.count)
    }
    // Float32 sweeps against Float64.
    #expect(abs(sums.loss - expected) < 1e-4 * expected)
  }

  @Test(
    "random probes have the mean of all columns",
    arguments: [HessianProbe.rademacher, .gaussian, .coordinate])
  func unbiased(probe: HessianProbe) throws {
    var structures = try PlantedData.labeledWithHessians(1, by: PlantedData.planted())
    structures[0].labels = try partial(structures[0].labels, unknown: [0, 4])
    let start = try PlantedData.perturbed(0.2)
    let expected = try EpochLoss(start, structures, onlyHessians(.columns)).sums.loss
    var losses: [Double] = []
    for seed in 1...40 {
      var options = onlyHessians(probe, count: 50)
      options.seed = UInt64(seed)
      losses.append(try EpochLoss(start, structures, options).sums.loss)
    }
    let mean = losses.reduce(0, +) / Double(losses.count)
    let variance = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(losses.count - 1)
    // Four standard errors: one false alarm in 16 000, and the seeds are fixed.
    #expect(abs(mean - expected) < 4 * (variance / Double(losses.count)).squareRoot(), "\(mean), \(expected)")
    #expect(mean > 0 && abs(mean - expected) < 0.2 * expected)
  }

  @Test("a probe goes along the given direction, or else along the force", arguments: [1, 7], [false, true])
  func tangential(seed: UInt64, isGiven: Bool) throws {
    var structure = try PlantedData.labeledWithHessians(1, by: PlantedData.planted())[0]
    let start = try PlantedData.perturbed(0.2)
    var direction = try #require(structure.labels.forces)
    if isGiven {
      var generator = RandomGenerator(seed: seed)
      direction = direction.map { _ in 3 * generator.gaussianVector() }
      structure.labels.direction = direction
    }
    let length = direction.reduce(0) { $0 + $1.dot($1) }.squareRoot()
    let product = try start.hessianVectorProduct(
      of: structure.configuration, along: direction.map { $0 / length })
    let label = try #require(structure.labels.hessian)
    let size = 3 * direction.count
    let flat = direction.flatMap { [$0.x, $0.y, $0.z] }
    let square = (0..<size).reduce(0.0) { sum, row in
      let expected = (0..<size).reduce(0) { $0 + label[row * size + $1] * flat[$1] } / length
      let error = product[row / 3][row % 3] - expected
      return sum + error * error
    }
    var options = onlyHessians(.tangential)
    options.seed = seed
    let sums = try EpochLoss(start, [structure], options).sums
    #expect(abs(sums.loss - 0.01 * square) < 1e-3 * 0.01 * square)
  }

  @Test("Hessians alone lead back towards the planted potential")
  func learns() throws {
    let structures = try PlantedData.labeledWithHessians(8, by: PlantedData.planted())
    let start = try PlantedData.perturbed(0.1)
    var options = onlyHessians(.rademacher)
    (options.epochs, options.weightDecay) = (60, 0)
    let trainer = try Trainer(start, training: structures, validation: [], options: options)
    try trainer.run { _ in true }
    func squaredError(_ potential: DensityPotential) throws -> Double {
      try structures.reduce(0) { sum, structure in
        let found = try potential.hessian(of: structure.configuration).values
        let label = try #require(structure.labels.hessian)
        return sum + zip(found, label).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
    let (before, after) = (try squaredError(start), try squaredError(trainer.best))
    #expect(after < 0.1 * before, "\(after) after, \(before) before")
  }

  @Test("the weight starts and rises on schedule")
  func ramp() throws {
    let structures = try PlantedData.labeledWithHessians(4, by: PlantedData.planted())
    var options = onlyHessians(.rademacher)
    (options.energyWeight, options.batchSize, options.epochs) = (1, 4, 10)
    (options.hessianStart, options.hessianRamp) = (0.35, 0.4)
    let trainer = try Trainer(
      try PlantedData.perturbed(0.2), training: structures, validation: [], options: options)
    var counts: [Int] = []
    try trainer.run { record in
      counts.append(record.training.hessianProduct.count)
      return true
    }
    // Nine tenths of progress are nine epochs of one step; without weight no probe is drawn.
    let all = structures.reduce(0) { $0 + 3 * $1.configuration.count }
    #expect(counts == (0..<10).map { $0 < 4 ? 0 : all })
    // Losses can only be compared once the weights stay.
    #expect(trainer.state.bestEpoch >= 9 && trainer.state.bestLoss.isFinite)
  }

  @Test("a fit with probes is reproducible and resumes with the same bits")
  func resume() throws {
    var options = PlantedData.options(epochs: 4, threads: 2)
    (options.hessianWeight, options.hessianProbeCount) = (0.01, 2)
    let structures = try structures()
    func trainer(_ state: TrainingState? = nil) throws -> Trainer<DensityPotential> {
      try Trainer(
        PlantedData.perturbed(0.2), training: structures, validation: Array(structures.prefix(3)),
        options: options, resuming: state)
    }
    let straight = try trainer()
    try straight.run { _ in true }
    let stopped = try trainer()
    try stopped.run { $0.epoch < 2 }
    let resumed = try trainer(stopped.state)
    try resumed.run { _ in true }
    #expect(resumed.state.parameters == straight.state.parameters)
    #expect(resumed.state.bestLoss == straight.state.bestLoss)
  }
}
