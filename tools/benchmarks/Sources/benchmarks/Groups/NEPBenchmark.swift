internal import Foundation
internal import Sobolev

/// One `nep.txt` on copper and on water: NEP_CPU in calorine against ours, in turn.
///
/// Calorine searches its neighbors in every call; ours are checked in every call but not built again, as in molecular
/// dynamics, and once more searched anew like theirs. The sizes are the defaults of GPUMD.
struct NEPBenchmark {
  let effort: Effort

  func run(_ report: inout GroupReport) throws {
    guard CalorinePeer.isInstalled else {
      report.facts.append("left out: calorine is not installed (tools/engines/install-calorine)")
      return
    }
    for system in [NEPSystem.copper, .water] {
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("nep-\(UUID().uuidString).txt").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      try NEPFile.write(try system.potential(), to: path, dialect: .portable)
      let potential = try NEPFile.read(path)
      report.facts.append("\(system.name): \(potential.summary)")
      for size in system.sizes.prefix(effort.isQuick ? 2 : 3) {
        let structure = try system.structure(size, 4)
        for threads in [1, 2] { try compare(system.name, potential, path, structure, threads, &report) }
      }
    }
  }

  private func compare(
    _ name: String, _ potential: NEPPotential, _ path: String, _ structure: Configuration, _ threads: Int,
    _ report: inout GroupReport
  ) throws {
    let peer = try CalorinePeer(nep: path, structure, threads: threads)
    let ours = try Precision.allCases.map {
      try EvaluationSubject(potential, [structure], threads: threads, precision: $0)
    }
    let title = "\(name), \(structure.count) atoms, \(threads) \(threads == 1 ? "thread" : "threads")"
    for (subject, tolerance) in zip(ours, [2e-6, 1e-10]) {
      let energy = try subject.evaluate().energies[0]
      let difference = abs(energy - peer.energy) / Double(structure.count)
      report.facts.append("\(title): |ΔE| \(rounded(difference)) eV/atom")
      guard difference <= tolerance else {
        throw BenchmarkError.disagreement(
          what: "energies per atom of NEP_CPU and ours", difference: difference, tolerance: tolerance)
      }
    }
    let searching = try EvaluationSubject(
      potential, [structure], threads: threads, precision: .single, skin: 0)
    let subjects = try zip(ours, Precision.allCases).map { try $0.subject("\(name), ours \($1.rawValue)") }
      + [searching.subject("\(name), ours Float32, new list")]
    var theirs = Timing(Subject("\(name), NEP_CPU", atoms: structure.count, threads: threads) {})
    var warmUp = theirs
    try peer.time(calls: 1, into: &warmUp)
    let slice = warmUp.seconds[0]
    // One call of theirs a round, and as many of ours as fill the same time.
    let timings = try Contest(rounds: effort.isQuick ? 3 : 7, slice: slice).run(subjects) {
      try peer.time(calls: 1, into: &theirs)
    }
    report.add([theirs] + timings)
    for (timing, (variant, target)) in zip(
      timings, [("ours Float32", "at least 15"), ("ours Float64", "at least 7"), ("ours Float32, new list", nil)]
    ) {
      report.ratios.append(
        Ratio("\(title): NEP_CPU over \(variant)", theirs, over: timing, target: target))
    }
  }
}

extension NEPPotential {
  /// Cutoffs and sizes in words.
  fileprivate var summary: String {
    "cutoffs \(hyperparameters.radialCutoff(0, 0)) and \(hyperparameters.angularCutoff(0, 0)) Å, "
      + "\(featureCount) features, \(hyperparameters.neurons) neurons"
  }
}
