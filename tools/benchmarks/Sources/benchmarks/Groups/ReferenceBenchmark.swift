internal import Sobolev

/// The fast sweeps against the plain reference implementation: the same numbers, how much sooner?
struct ReferenceBenchmark {
  let effort: Effort

  /// Float64 rounding of sums of some thousand terms, and Float32 rounding of forces of some eV/Å.
  private static let tolerances: [Precision: Double] = [.double: 1e-9, .single: 1e-4]

  func run(_ report: inout GroupReport) throws {
    try compare("ethanol", TrialModel.ethanol(), EthanolMolecules.make(1, seed: 5)[0], &report)
    try compare(
      "silicon", TrialModel.silicon(), SiliconCrystal.make(SIMD3(1, 1, 1), seed: 3), &report)
  }

  private func compare(
    _ title: String, _ potential: DensityPotential, _ configuration: Configuration,
    _ report: inout GroupReport
  ) throws {
    let reference = DensityReference(potential)
    let isQuickToCompute = configuration.cell == nil
    let energy = try reference.energy(of: configuration)
    let forces = isQuickToCompute ? try reference.forces(of: configuration) : nil
    for precision in Precision.allCases {
      let evaluation = try EvaluationSubject(potential, [configuration], precision: precision).evaluate()
      var difference = abs(evaluation.energies[0] - energy) / Double(configuration.count)
      for (fast, plain) in zip(evaluation.forces, forces ?? []) {
        difference = max(difference, (fast - plain).norm)
      }
      let tolerance = Self.tolerances[precision, default: 0]
      guard difference <= tolerance else {
        throw BenchmarkError.disagreement(
          what: "fast and reference results of \(title) in \(precision.rawValue)",
          difference: difference, tolerance: tolerance)
      }
      report.facts.append(
        "\(title), \(precision.rawValue): largest difference \(rounded(difference)) (eV an atom, eV/Å)")
    }
    // Many copies fill the lanes of the fast sweeps; the reference has no use for them.
    let copies = Array(repeating: configuration, count: 64)
    let timings = try Contest(rounds: 3, slice: 0).run([
      Subject("\(title), reference energy", atoms: configuration.count) {
        _ = try reference.energy(of: configuration)
      },
      EvaluationSubject(potential, copies, precision: .double)
        .subject("\(title), energy+forces Float64"),
      EvaluationSubject(potential, copies).subject("\(title), energy+forces Float32"),
    ])
    report.add(timings)
    report.ratios += [
      Ratio("\(title): reference energy over Float64", timings[0], over: timings[1]),
      Ratio("\(title): reference energy over Float32", timings[0], over: timings[2]),
    ]
  }
}
