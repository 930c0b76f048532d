internal import Atomistics
internal import Potentials

/// The structures that one penalty of one frame is evaluated on, and the direction that it takes.
struct PenaltyPoint {
  /// The point; for a Taylor expansion the frame, and the point where it ends.
  var graphs: [NeighborGraph<Float>]
  /// The direction u of the Hessian-vector product at the first structure; empty where none is needed.
  var direction: [SIMD3<Double>]
}

/// Draws the points of penalties.
struct PenaltyPoints: Sendable {
  /// Finds the pairs of a new geometry.
  let graph: @Sendable (Configuration) throws -> NeighborGraph<Float>
  /// The standard deviation of perturbed coordinates in Å.
  let displacement: Double

  /// Draws the point of a structure; `nil` where it needs a neighboring frame and the set has none.
  ///
  /// - Throws: What finding the pairs throws.
  func point(
    of structure: Int, in set: TrainingSet, _ derivative: DerivativePenalty.Derivative,
    _ points: DerivativePenalty.Points, using generator: inout RandomGenerator
  ) throws -> PenaltyPoint? {
    let own = set.graphs[structure]
    if points == .data, derivative != .taylor {
      return PenaltyPoint(graphs: [own], direction: probe(derivative, own.atomCount, &generator))
    }
    guard let step = step(of: structure, in: set, points, using: &generator) else { return nil }
    var configuration = set.configurations[structure]
    for atom in step.indices { configuration.positions[atom] += step[atom] }
    let moved = try graph(configuration)
    return derivative == .taylor
      ? PenaltyPoint(graphs: [own, moved], direction: step)
      : PenaltyPoint(graphs: [moved], direction: probe(derivative, step.count, &generator))
  }

  /// The displacement from a frame to its point.
  private func step(
    of structure: Int, in set: TrainingSet, _ points: DerivativePenalty.Points,
    using generator: inout RandomGenerator
  ) -> [SIMD3<Double>]? {
    switch points {
    case .perturbed:
      return set.configurations[structure].positions.map { _ in displacement * generator.gaussianVector() }
    case .data:
      return set.stepToNeighbor(of: structure, using: &generator)
    case .interpolated:
      let fraction = generator.uniform()
      return set.stepToNeighbor(of: structure, using: &generator)?.map { fraction * $0 }
    }
  }

  private func probe(
    _ derivative: DerivativePenalty.Derivative, _ atoms: Int, _ generator: inout RandomGenerator
  ) -> [SIMD3<Double>] {
    guard derivative == .curvature else { return [] }
    return (0..<atoms).map { _ in
      let bits = generator.next()
      return SIMD3(bits & 1 == 0 ? 1 : -1, bits & 2 == 0 ? 1 : -1, bits & 4 == 0 ? 1 : -1)
    }
  }
}
