internal import Atomistics
internal import Potentials

/// One thread's share of the penalties of a step.
///
/// The gradient penalty takes a real and a dual sweep, the others a dual and a hyper-dual one.
final class PenaltyWorker {
  private let worker: any GradientWorker<Float>
  /// The sum of the penalties times the weights of their structures.
  private(set) var loss = 0.0
  /// What went wrong first.
  private(set) var failure: (any Error)?

  /// How many items are worked on at once, as for labels.
  private static let placementSize = 128

  init(_ worker: any GradientWorker<Float>) { self.worker = worker }

  /// Sums penalties and their gradient over some items of a set.
  func run(_ items: [PenaltyItem], of set: TrainingSet, plan: PenaltyPlan) {
    (loss, failure) = (0, nil)
    worker.clearGradient()
    do {
      for (derivative, penalty) in plan.penalties.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let chosen = items.filter { $0.derivative == derivative }
        for start in stride(from: 0, to: chosen.count, by: Self.placementSize) {
          let part = chosen[start..<min(start + Self.placementSize, chosen.count)]
          try add(part, derivative, penalty, of: set, plan)
        }
      }
    } catch {
      failure = error
    }
  }

  private func add(
    _ items: ArraySlice<PenaltyItem>, _ derivative: DerivativePenalty.Derivative, _ penalty: DerivativePenalty,
    of set: TrainingSet, _ plan: PenaltyPlan
  ) throws {
    let exchange = worker.exchange
    var graphs: [NeighborGraph<Float>] = []
    var places: [(structure: Int, position: Int, direction: [SIMD3<Double>])] = []
    for item in items {
      var generator = plan.generator(item)
      guard
        let point = try plan.points.point(
          of: item.structure, in: set, derivative, penalty.points, using: &generator)
      else { continue }
      places.append((item.structure, graphs.count, point.direction))
      graphs += point.graphs
    }
    guard !places.isEmpty else { return }
    worker.place(Array(graphs.indices), of: graphs)
    for (_, position, direction) in places {
      for (atom, u) in zip(exchange.atoms(of: position), direction) { exchange.setProbe(u, atom: atom) }
    }
    if derivative == .gradient { worker.evaluate() } else { worker.evaluateProducts() }
    for (structure, position, direction) in places {
      let weight = set.weights[structure]
      loss += weight
        * exchange.penalize(derivative, position, direction: direction) { size in
          let (value, slope) = penalty.evaluate(size)
          return (value, plan.scale * weight * slope)
        }
    }
    if derivative == .gradient { worker.accumulateGradient() } else { worker.accumulateCurvatureGradient() }
  }
}
