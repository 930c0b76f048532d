internal import Sobolev

/// Energies and forces of silicon crystals of several sizes, next to the peak of the machine.
struct EnergyForcesBenchmark {
  let effort: Effort

  /// Cubic cells along each axis: 216, 1000, 8000 and 100 000 atoms.
  private var sizes: [SIMD3<Int>] {
    let small = [SIMD3(3, 3, 3), SIMD3(5, 5, 5), SIMD3(10, 10, 10)]
    return effort.isQuick ? small : small + [SIMD3(25, 25, 20)]
  }

  func run(_ report: inout GroupReport) throws {
    let potential = try TrialModel.silicon()
    report.facts.append(
      "\(potential.featureCount) features, cutoff \(rounded(potential.cutoff)) Å, network "
        + potential.hyperparameters.hiddenLayers.map(String.init).joined(separator: "-"))
    for size in sizes {
      let crystal = try SiliconCrystal.make(size, seed: 3)
      let (atoms, pairs) = try OperationCount.size(of: [crystal], cutoff: potential.cutoff)
      let count = OperationCount(potential.hyperparameters, featureCount: potential.featureCount)
      let perAtom = count.energyForces(atoms: atoms, pairs: pairs) / Double(atoms)
      report.facts.append(
        "\(atoms) atoms: \(rounded(Double(pairs) / Double(atoms))) neighbors, "
          + "\(Int(perAtom.rounded())) multiply-adds an atom")
      try compare(potential, crystal, &report)
    }
  }

  private func compare(
    _ potential: DensityPotential, _ crystal: Configuration, _ report: inout GroupReport
  ) throws {
    var subjects: [Subject] = []
    for precision in Precision.allCases {
      for threads in [1, 2] {
        subjects.append(
          try EvaluationSubject(potential, [crystal], threads: threads, precision: precision)
            .subject("energy+forces \(precision.rawValue)"))
      }
    }
    subjects += [PeakRate.single(), PeakRate.double()]
    let contest = crystal.count > 10_000 ? effort.longContest : effort.contest
    let timings = try contest.run(subjects)
    report.add(timings)
    let title = "\(crystal.count) atoms"
    for (index, precision) in Precision.allCases.enumerated() {
      let (one, two, peak) = (timings[2 * index], timings[2 * index + 1], timings[4 + index])
      let name = "\(title), \(precision.rawValue)"
      report.ratios.append(
        Ratio("\(name): one thread over two", one, over: two, target: "at least 1.8"))
      if let ratio = Ratio("\(name): fraction of the peak", of: one, toPeak: peak) {
        report.ratios.append(ratio)
      }
    }
    report.ratios.append(Ratio("\(title): Float64 over Float32", timings[2], over: timings[0]))
  }
}
