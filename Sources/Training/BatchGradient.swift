internal import Atomistics
internal import Potentials

/// The gradient of the mean loss of a batch: of its labels, combined where they conflict, and of the penalties.
final class BatchGradient {
  /// The gradient of the last batch.
  private(set) var values: [Double]

  /// The cosines between the gradients of the terms of every batch of the epoch.
  private var cosines: [GradientCosines] = []

  private let options: TrainingOptions
  private let team: StepTeam
  /// The threads that share every step.
  let threads: ThreadTeam
  private let orthogonality: OrthogonalityPenalty
  private let points: PenaltyPoints

  init(_ potential: some TrainablePotential, options: TrainingOptions) {
    self.options = options
    values = Array(repeating: 0, count: potential.parameters.count)
    threads = ThreadTeam(count: options.threads)
    team = StepTeam(potential.makeGradientWorkers(count: options.threads), threads: threads)
    orthogonality = OrthogonalityPenalty(
      potential.parameterBlocks, weight: options.orthogonalityWeight)
    points = PenaltyPoints(
      graph: { try potential.graph(of: $0) }, displacement: options.penaltyDisplacement)
  }

  /// Takes over a parameter vector.
  func load(_ parameters: [Double]) { team.load(parameters) }

  /// Forgets the cosines of the epoch before.
  func beginEpoch() { cosines.removeAll() }

  /// The mean cosines of the epoch; `nil` where none were measured.
  var meanCosines: GradientCosines? { GradientCosines(mean: cosines) }

  /// Evaluates a batch at the loaded parameters, which are those of the state.
  ///
  /// - Throws: `TrainingError` where a loss or the gradient is not finite.
  @discardableResult
  func evaluate(_ batch: [Int], of set: TrainingSet, _ state: TrainingState) throws -> ErrorSums {
    let loss = options.loss(at: state.progress, meanSquares: state.meanSquares)
    var sums = ErrorSums()
    let gradients = try options.gradientConflict.parts.map { part in
      let partLoss = loss.only(part)
      let partSums = try team.evaluate(
        items(batch, of: set, partLoss), of: set,
        plan: StepPlan(
          loss: partLoss, scale: 1 / Double(batch.count), seed: options.seed, epoch: state.epoch + 1,
          hasFreshProbes: true))
      sums.add(partSums, for: part)
      var gradient = values.map { _ in 0.0 }
      team.addGradient(to: &gradient)
      return gradient
    }
    if gradients.count > 1 { cosines.append(GradientCosines(gradients)) }
    values = options.gradientConflict.combine(gradients)
    sums.add(penalty: try addPenalties(batch, of: set, state))
    guard values.allSatisfy(\.isFinite) else {
      throw TrainingError.gradientNotFinite(epoch: state.epoch + 1)
    }
    return sums
  }

  /// Adds the gradient of the penalties and gives their sum over the structures.
  private func addPenalties(_ batch: [Int], of set: TrainingSet, _ state: TrainingState) throws -> Double {
    let overlaps = Double(batch.count) * orthogonality.add(state.parameters, to: &values)
    let penalties = options.activePenalties
    guard !penalties.isEmpty else { return overlaps }
    let items = penalties.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { derivative in
      batch.map { PenaltyItem(structure: $0, derivative: derivative) }
    }
    let sum = try team.penalize(
      items, of: set,
      plan: PenaltyPlan(
        penalties: penalties, points: points, scale: 1 / Double(batch.count), seed: options.seed,
        epoch: state.epoch + 1))
    team.addGradient(to: &values)
    return overlaps + sum
  }

  /// Evaluates the averaged parameters on a whole set, with the final weights of the labels; `nil` where it is empty.
  func validate(_ set: TrainingSet, _ state: TrainingState) throws -> ErrorSums? {
    guard set.count > 0 else { return nil }
    team.load(state.average)
    defer { team.load(state.parameters) }
    let loss = options.loss(at: 1, meanSquares: state.meanSquares)
    return try team.evaluate(
      items(Array(0..<set.count), of: set, loss), of: set,
      plan: StepPlan(
        loss: loss, scale: nil, seed: options.seed, epoch: state.epoch, hasFreshProbes: false))
  }

  /// The work on some structures; Hessians without weight cost nothing.
  private func items(_ batch: [Int], of set: TrainingSet, _ loss: SobolevLoss) -> [StepItem] {
    let probes = loss[.hessian].weight > 0 ? options.hessianProbeCount : 0
    return batch.flatMap { StepItem.items(of: $0, in: set, probes: probes) }
  }
}
