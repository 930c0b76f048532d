internal import Potentials

/// The threads of a fit, which share every step.
///
/// Shares are a function of the items alone, and sums are added in the order of the threads, so the same
/// number of threads gives the same bits.
final class StepTeam {
  private let workers: [StepWorker]
  private let penaltyWorkers: [PenaltyWorker]
  private let threads: ThreadTeam

  /// Takes over a parameter vector; no step may be under way.
  let load: ([Double]) -> Void

  init(_ shared: GradientWorkers, threads: ThreadTeam) {
    self.threads = threads
    workers = shared.workers.map(StepWorker.init)
    penaltyWorkers = shared.workers.map(PenaltyWorker.init)
    load = shared.load
  }

  /// Evaluates some items; with a scale in the plan, their gradient can be added afterwards.
  ///
  /// - Throws: `TrainingError.lossNotFinite`.
  func evaluate(_ items: [StepItem], of set: TrainingSet, plan: StepPlan) throws -> ErrorSums {
    // The dual and the hyper-dual sweep cost about twice as much as the real and the dual one.
    let shares = share(items) { set.cost($0.structure) * ($0.probe == nil ? 1 : 2) }
    nonisolated(unsafe) let workers = workers
    threads.run { thread in
      workers[thread].run(shares[thread], of: set, plan: plan)
    }
    var sums = ErrorSums()
    for worker in workers {
      if let failure = worker.failure {
        throw TrainingError.lossNotFinite(
          structure: set.names[failure.structure], term: "\(failure.term)", epoch: plan.epoch)
      }
      sums.add(worker.sums)
    }
    return sums
  }

  /// Evaluates penalties, whose gradient can be added afterwards.
  ///
  /// - Returns: Their sum, by the weights of the structures.
  /// - Throws: What finding the pairs of new geometries throws.
  func penalize(_ items: [PenaltyItem], of set: TrainingSet, plan: PenaltyPlan) throws -> Double {
    let shares = share(items) { set.cost($0.structure) * ($0.derivative == .gradient ? 1 : 2) }
    nonisolated(unsafe) let workers = penaltyWorkers
    threads.run { thread in
      workers[thread].run(shares[thread], of: set, plan: plan)
    }
    return try workers.reduce(0) { sum, worker in
      if let failure = worker.failure { throw failure }
      return sum + worker.loss
    }
  }

  /// Adds the gradient of the last evaluation.
  func addGradient(to gradient: inout [Double]) {
    for worker in workers { worker.addGradient(to: &gradient) }
  }

  /// Gives each thread about the same work: the largest items first, each to the thread with the least.
  private func share<Item>(_ items: [Item], by cost: (Item) -> Int) -> [[Item]] {
    guard workers.count > 1 else { return [items] }
    let weights = items.map(cost)
    var shares = [[Item]](repeating: [], count: workers.count)
    var costs = [Int](repeating: 0, count: workers.count)
    for index in items.indices.sorted(by: { (weights[$0], $1) > (weights[$1], $0) }) {
      var lightest = 0
      for thread in costs.indices where costs[thread] < costs[lightest] { lightest = thread }
      shares[lightest].append(items[index])
      costs[lightest] += weights[index]
    }
    return shares
  }
}
