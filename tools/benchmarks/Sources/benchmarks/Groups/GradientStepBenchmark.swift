internal import Sobolev

/// Training steps on energies and forces of silicon, next to energies and forces alone.
struct GradientStepBenchmark {
  let effort: Effort

  func run(_ report: inout GroupReport) throws {
    let student = try TrialModel.silicon()
    let structures = try (0..<(effort.isQuick ? 64 : 256)).map {
      try SiliconCrystal.make(SIMD3(2, 2, 2), seed: UInt64(100 + $0))
    }
    let labeled = try TrialModel.label(structures, by: TrialModel.silicon(seed: 7))
    report.facts.append("\(structures.count) crystals of 64 atoms with energies and forces, batches of 16")
    let timings = try effort.contest.run([
      EpochSubject(student, labeled, threads: 1, batchSize: 16).subject("gradient step Float32"),
      EpochSubject(student, labeled, threads: 2, batchSize: 16).subject("gradient step Float32"),
      EvaluationSubject(student, structures).subject("energy+forces Float32"),
      PeakRate.single(),
    ])
    report.add(timings)
    report.ratios += [
      Ratio("gradient step: one thread over two", timings[0], over: timings[1], target: "at least 1.8"),
      Ratio("gradient step over energy+forces", timings[0], over: timings[2], target: "at most 2.5"),
    ]
    if let ratio = Ratio("gradient step: fraction of the peak", of: timings[0], toPeak: timings[3]) {
      report.ratios.append(ratio)
    }
  }
}
