internal import Sobolev

/// What curvature costs: training steps with Hessians next to steps without, all columns of a Hessian next to
/// energies and forces, and the memory of steps as molecules grow.
struct HessianBenchmark {
  let effort: Effort

  func run(_ report: inout GroupReport) throws {
    try compareSteps(&report)
    try compareEvaluations(&report)
    try measureMemory(&report)
  }

  /// Epochs over ethanol with the settings that a fit chooses for it.
  private func compareSteps(_ report: inout GroupReport) throws {
    let molecules = try EthanolMolecules.make(effort.isQuick ? 48 : 192, seed: 5)
    let teacher = try TrialModel.automatic(for: molecules, seed: 7)
    let labeled = try TrialModel.label(molecules, by: teacher, hasHessians: true)
    let student = try TrialModel.automatic(for: molecules)
    let batchSize = AutomaticSettings(for: labeled).options.batchSize
    report.facts.append(
      "steps: \(molecules.count) ethanol molecules in batches of \(batchSize), \(student.featureCount) features, "
        + "\(student.parameters.count) parameters, all with Hessians")
    for threads in [1, 2] {
      func epochs(_ name: String, _ probe: HessianProbe?) throws -> Subject {
        try EpochSubject(student, labeled, threads: threads, batchSize: batchSize, hessianProbe: probe)
          .subject(name)
      }
      let timings = try effort.contest.run([
        epochs("step on energies, forces", nil),
        epochs("step on energies, forces, one probe", .rademacher),
        epochs("step on energies, forces, all columns", .columns),
      ])
      report.add(timings)
      let title = threads == 1 ? "one thread" : "\(threads) threads"
      report.ratios += [
        Ratio(
          "one probe over energies and forces, \(title)", timings[1], over: timings[0], target: "at most 1.8"),
        Ratio("all 27 columns over energies and forces, \(title)", timings[2], over: timings[0]),
      ]
    }
  }

  /// The Hessian of aspirin.
  private func compareEvaluations(_ report: inout GroupReport) throws {
    let molecule = try Aspirin.make(displacement: 0.05)
    let potential = try TrialModel.automatic(
      for: (0..<20).map { try Aspirin.make(displacement: 0.05, seed: $0) })
    report.facts.append(
      "Hessian: aspirin, 63 columns, \(potential.featureCount) features, cutoff \(potential.cutoff) Å")
    for (precision, threads) in [(Precision.single, 1), (.single, 2), (.double, 1)] {
      let timings = try effort.contest.run([
        EvaluationSubject(potential, [molecule], threads: threads, precision: precision)
          .subject("aspirin, energy+forces \(precision.rawValue)"),
        HessianSubject(potential, molecule, threads: threads, precision: precision)
          .subject("aspirin, Hessian \(precision.rawValue)"),
        HessianSubject(potential, molecule, threads: threads, precision: precision, byColumns: true)
          .subject("aspirin, products with 63 columns \(precision.rawValue)"),
      ])
      report.add(timings)
      let title = "\(precision.rawValue), \(threads == 1 ? "one thread" : "\(threads) threads")"
      report.ratios += [
        Ratio("Hessian over energy+forces, \(title)", timings[1], over: timings[0], target: "at most 30"),
        Ratio("products with 63 columns over energy+forces, \(title)", timings[2], over: timings[0]),
      ]
    }
  }

  /// Steps with one probe on silicon: ever larger crystals, the same number of atoms.
  ///
  /// The labels, which the program does not choose the size of, are in memory before; their values matter to no
  /// memory.
  private func measureMemory(_ report: inout GroupReport) throws {
    let potential = try TrialModel.silicon()
    for repeats in effort.isQuick ? [2, 4] : [2, 3, 6] {
      let atoms = 8 * repeats * repeats * repeats
      let frames = 1728 / atoms
      let crystals = try (0..<frames).map {
        try SiliconCrystal.make(SIMD3(repeats, repeats, repeats), seed: UInt64(300 + $0))
      }
      let labeled = crystals.map { crystal in
        LabeledConfiguration(
          crystal,
          Labels(
            energy: 0, forces: Array(repeating: .zero, count: atoms),
            hessian: Array(repeating: 0, count: 9 * atoms * atoms)))
      }
      let epoch = try EpochSubject(
        potential, labeled, threads: 1, batchSize: frames, hessianProbe: .rademacher
      ).subject("")
      guard let megabytes = try PeakMemory.growth(during: epoch.body) else { return }
      report.facts.append(
        "memory: a step with one probe on \(frames) × \(atoms) atoms takes \(rounded(megabytes)) MB beyond its "
          + "labels (\(rounded(Double(72 * frames * atoms * atoms) * 1e-6)) MB)")
    }
  }
}
