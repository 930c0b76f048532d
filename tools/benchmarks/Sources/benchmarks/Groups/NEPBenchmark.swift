internal import Foundation
internal import Sobolev

/// One `nep.txt` on silicon crystals: NEP_CPU in calorine against ours, in turn.
///
/// Calorine searches its neighbors in every call; ours are checked in every call but not built again, as in molecular
/// dynamics. The sizes are the defaults of GPUMD.
struct NEPBenchmark {
  let effort: Effort

  private var sizes: [Int] { effort.isQuick ? [3, 5] : [3, 5, 10] }

  func run(_ report: inout GroupReport) throws {
    guard CalorinePeer.isInstalled else {
      report.facts.append("left out: calorine is not installed (tools/engines/install-calorine)")
      return
    }
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("nep-\(UUID().uuidString).txt").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try NEPFile.write(try Self.potential(), to: path, dialect: .portable)
    let potential = try NEPFile.read(path)
    report.facts.append(
      "nep4, cutoffs 6 and 5 Å, \(potential.featureCount) features, \(potential.hyperparameters.neurons) neurons")
    for size in sizes {
      let crystal = try SiliconCrystal.make(SIMD3(size, size, size), seed: 4)
      for threads in [1, 2] { try compare(potential, path, crystal, threads, &report) }
    }
  }

  private func compare(
    _ potential: NEPPotential, _ path: String, _ crystal: Configuration, _ threads: Int,
    _ report: inout GroupReport
  ) throws {
    let peer = try CalorinePeer(nep: path, crystal, threads: threads)
    let ours = try Precision.allCases.map {
      try EvaluationSubject(potential, [crystal], threads: threads, precision: $0)
    }
    let title = "\(crystal.count) atoms, \(threads) \(threads == 1 ? "thread" : "threads")"
    for (subject, tolerance) in zip(ours, [2e-6, 1e-10]) {
      let energy = try subject.evaluate().energies[0]
      let difference = abs(energy - peer.energy) / Double(crystal.count)
      report.facts.append("\(title): |ΔE| \(difference) eV/atom")
      guard difference <= tolerance else {
        throw BenchmarkError.disagreement(
          what: "energies per atom of NEP_CPU and ours", difference: difference, tolerance: tolerance)
      }
    }
    let subjects = try zip(ours, Precision.allCases).map { try $0.subject("ours \($1.rawValue)") }
    var theirs = Timing(Subject("NEP_CPU", atoms: crystal.count, threads: threads) {})
    var warmUp = theirs
    try peer.time(calls: 1, into: &warmUp)
    let slice = warmUp.seconds[0]
    // One call of theirs a round, and as many of ours as fill the same time.
    let timings = try Contest(rounds: effort.isQuick ? 3 : 7, slice: slice).run(subjects) {
      try peer.time(calls: 1, into: &theirs)
    }
    report.add([theirs] + timings)
    for (timing, target) in zip(timings, ["at least 15", "at least 7"]) {
      report.ratios.append(
        Ratio("\(title): NEP_CPU over \(timing.subject.name)", theirs, over: timing, target: target))
    }
  }

  /// A potential with random parameters of the sizes that GPUMD's trainer chooses by default (n_max 4 4, basis_size 8 8,
  /// l_max 4 2 0, 30 neurons).
  private static func potential() throws -> NEPPotential {
    guard let element = SiliconCrystal.element else { throw BenchmarkError.elementUnknown("Si") }
    var potential = try NEPPotential(
      hyperparameters: NEPHyperparameters(
        version: .nep4, elementCount: 1, radialCutoff: 6, angularCutoff: 5, radialChannels: 5, angularChannels: 5,
        radialBasisSize: 9, angularBasisSize: 9, maximumDegree: 4, manyBodyTerms: [.triple222], neurons: 30),
      elements: [element], referenceEnergies: [0])
    var generator = RandomGenerator(seed: 5)
    potential.parameters = potential.parameters.map { _ in 0.2 * generator.gaussian() }
    return potential.engineForm
  }
}
