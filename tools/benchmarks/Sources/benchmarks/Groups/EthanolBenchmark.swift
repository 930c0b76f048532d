internal import Sobolev

/// Energies, forces and training steps of ethanol: small molecules, three elements, lanes filled across
/// molecules.
struct EthanolBenchmark {
  let effort: Effort

  func run(_ report: inout GroupReport) throws {
    let potential = try TrialModel.ethanol()
    let molecules = try EthanolMolecules.make(1000, seed: 5)
    let (atoms, pairs) = try OperationCount.size(of: molecules, cutoff: potential.cutoff)
    report.facts.append(
      "1000 molecules as 1000 structures, \(rounded(Double(pairs) / Double(atoms))) neighbors, "
        + "\(potential.featureCount) features, \(potential.parameters.count) parameters")
    let labeled = try TrialModel.label(molecules, by: TrialModel.ethanol(seed: 7))
    let timings = try effort.contest.run([
      EvaluationSubject(potential, molecules).subject("energy+forces Float32"),
      EvaluationSubject(potential, molecules, threads: 2).subject("energy+forces Float32"),
      EvaluationSubject(potential, molecules, precision: .double).subject("energy+forces Float64"),
      EpochSubject(potential, labeled, threads: 1, batchSize: 16).subject("gradient step, batches of 16"),
      EpochSubject(potential, labeled, threads: 2, batchSize: 16).subject("gradient step, batches of 16"),
      EpochSubject(potential, labeled, threads: 1, batchSize: 64).subject("gradient step, batches of 64"),
      EpochSubject(potential, labeled, threads: 2, batchSize: 64).subject("gradient step, batches of 64"),
      PeakRate.single(),
    ])
    report.add(timings)
    report.ratios += [
      Ratio("energy+forces: one thread over two", timings[0], over: timings[1], target: "at least 1.8"),
      Ratio("gradient step of 16: one thread over two", timings[3], over: timings[4]),
      Ratio("gradient step of 64: one thread over two", timings[5], over: timings[6]),
      Ratio("gradient step of 16 over energy+forces", timings[3], over: timings[0]),
      Ratio("gradient step of 64 over energy+forces", timings[5], over: timings[0]),
    ]
    for (index, name) in [(0, "energy+forces"), (3, "gradient step of 16"), (5, "gradient step of 64")] {
      if let ratio = Ratio("\(name): fraction of the peak", of: timings[index], toPeak: timings[7]) {
        report.ratios.append(ratio)
      }
    }
  }
}
