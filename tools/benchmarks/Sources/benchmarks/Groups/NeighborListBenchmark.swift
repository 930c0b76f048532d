internal import Sobolev

/// What neighbor lists cost: building, checking, and the pair vectors, on silicon crystals.
struct NeighborListBenchmark {
  let effort: Effort

  private var sizes: [SIMD3<Int>] {
    let small = [SIMD3(3, 3, 3), SIMD3(5, 5, 5), SIMD3(10, 10, 10)]
    return effort.isQuick ? small : small + [SIMD3(25, 25, 20)]
  }

  func run(_ report: inout GroupReport) throws {
    let potential = try TrialModel.silicon()
    report.facts.append("cutoff \(rounded(potential.cutoff)) Å, skin 0.5 Å where there is one")
    for size in sizes {
      let crystal = try SiliconCrystal.make(size, seed: 3)
      let contest = crystal.count > 10_000 ? effort.longContest : effort.contest
      let timings = try contest.run(
        listSubjects(crystal, cutoff: potential.cutoff)
          + evaluationSubjects(potential, crystal))
      report.add(timings)
      let title = "\(crystal.count) atoms"
      report.ratios += [
        Ratio("\(title): fresh list over energy+forces", timings[0], over: timings[4]),
        Ratio("\(title): energy+forces, skin 0.5 Å over none", timings[5], over: timings[4]),
        Ratio("\(title): energy+forces, fresh list each call over kept", timings[6], over: timings[4]),
      ]
    }
  }

  private func listSubjects(_ crystal: Configuration, cutoff: Double) throws -> [Subject] {
    let list = try NeighborList(of: crystal, cutoff: cutoff)
    var vectors = list.vectors(in: crystal)
    var verlet = try VerletList(of: [crystal], cutoff: cutoff, skin: 0.5)
    let skinned = cutoff + 0.5
    return [
      Subject("fresh list", atoms: crystal.count) {
        _ = try NeighborList(of: crystal, cutoff: cutoff)
      },
      Subject("fresh list with skin", atoms: crystal.count) {
        _ = try NeighborList(of: crystal, cutoff: skinned)
      },
      Subject("Verlet check", atoms: crystal.count) {
        try verlet.update(positions: crystal.positions)
      },
      Subject("pair vectors", atoms: crystal.count) {
        list.updateVectors(
          &vectors, of: 0..<crystal.count, positions: crystal.positions, cell: crystal.cell)
      },
    ]
  }

  private func evaluationSubjects(
    _ potential: DensityPotential, _ crystal: Configuration
  ) throws -> [Subject] {
    [
      try EvaluationSubject(potential, [crystal]).subject("energy+forces, list kept"),
      try EvaluationSubject(potential, [crystal], skin: 0.5)
        .subject("energy+forces, skin 0.5 Å, list kept"),
      try EvaluationSubject(potential, [crystal], skin: 0).subject("energy+forces, list fresh each call"),
    ]
  }
}
