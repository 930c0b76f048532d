internal import ArgumentParser

/// The groups of benchmarks by the names of the command line, in the order that they run in.
enum BenchmarkGroup: String, CaseIterable, ExpressibleByArgument {
  case energyForces = "energy-forces"
  case neighborLists = "neighbor-lists"
  case gradientStep = "gradient-step"
  case ethanol
  case hessian
  case reference
  case nep
  case reading
  case n2p2
  case streaming

  /// Runs the group.
  func run(_ effort: Effort) throws -> GroupReport {
    var report = GroupReport(rawValue)
    switch self {
    case .energyForces: try EnergyForcesBenchmark(effort: effort).run(&report)
    case .neighborLists: try NeighborListBenchmark(effort: effort).run(&report)
    case .gradientStep: try GradientStepBenchmark(effort: effort).run(&report)
    case .ethanol: try EthanolBenchmark(effort: effort).run(&report)
    case .hessian: try HessianBenchmark(effort: effort).run(&report)
    case .reference: try ReferenceBenchmark(effort: effort).run(&report)
    case .nep: try NEPBenchmark(effort: effort).run(&report)
    case .reading: try ReadingBenchmark(effort: effort).run(&report)
    case .n2p2: try N2P2Benchmark(effort: effort).run(&report)
    case .streaming: try StreamingBenchmark(effort: effort).run(&report)
    }
    return report
  }
}

/// How much time the benchmarks may take.
struct Effort {
  var isQuick: Bool

  /// The way to time subjects.
  var contest: Contest { isQuick ? Contest(rounds: 3, slice: 0.03) : Contest(rounds: 9, slice: 0.1) }

  /// The way to time subjects that take long for a single call.
  var longContest: Contest { isQuick ? Contest(rounds: 3, slice: 0.05) : Contest(rounds: 5, slice: 0.1) }
}
