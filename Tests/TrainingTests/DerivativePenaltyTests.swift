import Atomistics
import Potentials
import Testing
import Training

@Suite("Penalties of derivatives")
struct DerivativePenaltyTests {
  typealias Derivative = DerivativePenalty.Derivative

  /// Options whose loss is one penalty, but for an energy term of nothing.
  private func options(
    _ derivative: Derivative, _ points: DerivativePenalty.Points, target: Double = 0,
    sides: DerivativePenalty.Sides = .both
  ) -> TrainingOptions {
    var options = PlantedData.options(epochs: 1)
    (options.energyWeight, options.forceWeight, options.virialWeight) = (1e-12, 0, 0)
    var penalty = DerivativePenalty()
    (penalty.weight, penalty.target, penalty.sides, penalty.points) = (0.7, target, sides, points)
    switch derivative {
    case .gradient: options.gradientPenalty = penalty
    case .curvature: options.curvaturePenalty = penalty
    case .taylor: options.taylorPenalty = penalty
    }
    return options
  }

  private func structures() throws -> [LabeledConfiguration] {
    var structures = try PlantedData.labeled(9, by: PlantedData.planted())
    for index in structures.indices { structures[index].weight = 0.5 + 0.3 * Double(index) }
    return structures
  }

  @Test(
    "the gradient is that of the reported penalty along random directions", arguments: Derivative.allCases,
    DerivativePenalty.Points.allCases)
  func gradient(derivative: Derivative, points: DerivativePenalty.Points) throws {
    let structures = try structures()
    for potential in try SmallFamilies.all(on: structures) {
      let plain = try loss(potential, structures, options(derivative, points))
      // Half of the root mean square: both sides of the target occur.
      let target = 0.5 * (plain / 0.7).squareRoot()
      for sides in DerivativePenalty.Sides.allCases {
        let options = options(derivative, points, target: target, sides: sides)
        let slopes = try slopes(potential, structures, options)
        // Float32 losses over 4·10⁻³; a size that passes the target on the way bends the one-sided form.
        let tolerance = 2e-3 * abs(slopes.expected) + 2e-4 * slopes.loss
        #expect(slopes.loss > 0)
        #expect(abs(slopes.found - slopes.expected) < tolerance, "\(slopes)")
      }
    }
  }

  private func loss(
    _ potential: some TrainablePotential, _ structures: [LabeledConfiguration], _ options: TrainingOptions
  ) throws -> Double { try EpochLoss(potential, structures, options).sums.meanPenalty }

  private func slopes(
    _ potential: some TrainablePotential, _ structures: [LabeledConfiguration], _ options: TrainingOptions
  ) throws -> (found: Double, expected: Double, loss: Double) {
    try EpochLoss.slopes(potential, structures, options, step: 4e-3)
  }

  private func evaluate(
    _ potential: DensityPotential, _ configuration: Configuration
  ) throws -> (energy: Double, forces: [SIMD3<Double>]) {
    var evaluator = try potential.makeEvaluator(
      for: [configuration], options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: configuration.positions)
    return (evaluator.evaluation.energies[0], evaluator.evaluation.forces)
  }

  @Test("slopes count by their distance to the target, on the sides asked for", arguments: [0.3, 4])
  func slope(target: Double) throws {
    let structures = try structures()
    let start = try PlantedData.perturbed(0.2)
    for sides in DerivativePenalty.Sides.allCases {
      let expected = try structures.reduce(0.0) { sum, structure in
        let forces = try evaluate(start, structure.configuration).forces
        let square = forces.reduce(0) { $0 + $1.dot($1) } / Double(3 * forces.count)
        let excess = square.squareRoot() - target
        return sum + (sides == .both || excess > 0 ? structure.weight * 0.7 * excess * excess : 0)
      }
      let sums = try EpochLoss(start, structures, options(.gradient, .data, target: target, sides: sides)).sums
      // Float32 sweeps against Float64.
      #expect(abs(sums.penalty - expected) < 1e-4 * expected)
      #expect(sums.penalty <= sums.loss && sums.penalty > 0.999_999 * sums.loss)
    }
  }

  @Test("curvatures along random directions have the mean square of the Hessian's elements of a row")
  func curvature() throws {
    let structure = try PlantedData.labeled(1, by: PlantedData.planted())[0]
    let start = try PlantedData.perturbed(0.2)
    let hessian = try start.hessian(of: structure.configuration).values
    let expected = 0.7 * hessian.reduce(0) { $0 + $1 * $1 } / Double(3 * structure.configuration.count)
    var options = options(.curvature, .data)
    var (sum, squares) = (0.0, 0.0)
    let count = 400
    for seed in 1...count {
      options.seed = UInt64(seed)
      let penalty = try EpochLoss(start, [structure], options).sums.penalty
      sum += penalty
      squares += penalty * penalty
    }
    let mean = sum / Double(count)
    let error = ((squares / Double(count) - mean * mean) / Double(count - 1)).squareRoot()
    // Four standard errors: one false alarm in 16 000, and the seeds are fixed.
    #expect(error < 0.1 * expected && abs(mean - expected) < 4 * error, "\(mean) ± \(error), \(expected)")
  }

  @Test("a Taylor expansion is about the frame and ends at the near one")
  func taylor() throws {
    // A molecule and a crystal.
    for index in [0, 3] {
      let start = try PlantedData.perturbed(0.2)
      let frame = try PlantedData.labeled(index + 1, by: start)[index].configuration
      var other = frame
      var generator = RandomGenerator(seed: 6)
      for atom in other.positions.indices { other.positions[atom] += 0.1 * generator.gaussianVector() }
      func remainder(_ from: Configuration, _ to: Configuration) throws -> Double {
        let step = from.step(towards: to)
        var end = from
        for atom in step.indices { end.positions[atom] += step[atom] }
        let (first, last) = (try evaluate(start, from), try evaluate(start, end))
        let product = try start.hessianVectorProduct(of: from, along: step)
        let expansion = step.indices.reduce(first.energy) {
          $0 + step[$1].dot(0.5 * product[$1] - first.forces[$1])
        }
        return (last.energy - expansion) / Double(step.count)
      }
      let structures = [frame, other].map { LabeledConfiguration($0, Labels(energy: 0)) }
      let (there, back) = (try remainder(frame, other), try remainder(other, frame))
      let sums = try EpochLoss(start, structures, options(.taylor, .data)).sums
      let expected = 0.7 * (there * there + back * back)
      // Energies of some eV in Float32 against a remainder of some meV.
      #expect(abs(there) > 1e-4 && abs(sums.penalty - expected) < 0.02 * expected, "\(sums.penalty), \(expected)")
    }
  }

  @Test("points near a frame have its slope; without a near frame there is no point between")
  func points() throws {
    let start = try PlantedData.perturbed(0.2)
    let structures = try structures()
    let atFrames = try loss(start, structures, options(.gradient, .data))
    var near = options(.gradient, .perturbed)
    near.penaltyDisplacement = 1e-4
    let close = try loss(start, structures, near)
    #expect(close != atFrames && abs(close - atFrames) < 0.01 * atFrames)
    near.penaltyDisplacement = 0.1
    #expect(try abs(loss(start, structures, near) - atFrames) > 0.01 * atFrames)
    for derivative in Derivative.allCases {
      #expect(try loss(start, Array(structures.prefix(3)), options(derivative, .interpolated)) == 0)
    }
  }

  @Test("threads agree and equal seeds give equal bits")
  func reproducible() throws {
    let structures = try structures()
    var options = options(.gradient, .perturbed)
    options.taylorPenalty.weight = 2
    options.taylorPenalty.points = .interpolated
    func gradient(threads: Int) throws -> [Double] {
      options.threads = threads
      return try EpochLoss(PlantedData.perturbed(0.2), structures, options).gradient
    }
    let (one, two) = (try gradient(threads: 1), try gradient(threads: 2))
    let scale = one.map(abs).max() ?? 0
    // Float32 sums in another order.
    #expect(scale > 0 && zip(one, two).allSatisfy { abs($0 - $1) < 1e-5 * scale })
    #expect(try gradient(threads: 2) == two)
  }
}
