internal import Foundation
internal import Sobolev

/// One set of n2p2 files on water: CP2K's NNP against ours, in turn.
///
/// CP2K searches its neighbors in every step; ours are checked in every call but not built again, as in molecular dynamics,
/// and once more searched anew like theirs.
struct N2P2Benchmark {
  let effort: Effort

  func run(_ report: inout GroupReport) throws {
    guard CP2KPeer.isInstalled else {
      report.facts.append("left out: CP2K is not installed (apt-get install cp2k)")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("n2p2-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try N2P2Set.write(try WaterNetwork.potential(), to: folder, dialect: .cp2k, comparingOn: [])
    let potential = try N2P2Set.read(folder)
    report.facts.append(
      "27 and 30 symmetry functions of types 2 and 3 within \(potential.cutoff) Å, networks of 25 and 25")
    for size in [4, 8] {
      try compare(potential, folder, WaterCrystal.make(SIMD3(size, size, size), seed: 4), &report)
    }
  }

  private func compare(
    _ potential: ACSFPotential, _ folder: String, _ structure: Configuration, _ report: inout GroupReport
  ) throws {
    let title = "\(structure.count) atoms"
    let peer = try CP2KPeer(
      folder: folder, structure, steps: max(1, (effort.isQuick ? 2000 : 8000) / structure.count))
    let variants: [(name: String, precision: Precision, threads: Int, skin: Double, tolerance: Double)] = [
      ("ours Float32", .single, 1, 1e-6, 2e-6), ("ours Float64", .double, 1, 1e-6, 1e-9),
      ("ours Float32, new list", .single, 1, 0, 2e-6), ("ours Float32, 2 threads", .single, 2, 1e-6, 2e-6),
    ]
    let ours = try variants.map { variant in
      let subject = try EvaluationSubject(
        potential, [structure], threads: variant.threads, precision: variant.precision, skin: variant.skin)
      let difference = abs(try subject.evaluate().energies[0] - peer.energy) / Double(structure.count)
      report.facts.append("\(title), \(variant.name): |ΔE| \(rounded(difference)) eV/atom")
      guard difference <= variant.tolerance else {
        throw BenchmarkError.disagreement(
          what: "energies per atom of CP2K and ours", difference: difference, tolerance: variant.tolerance)
      }
      return try subject.subject(variant.name)
    }
    var theirs = Timing(Subject("CP2K", atoms: structure.count) {})
    let timings = try Contest(rounds: effort.isQuick ? 2 : 4, slice: 0.3).run(ours) {
      try peer.time(into: &theirs)
    }
    report.add([theirs] + timings)
    for timing in timings {
      report.ratios.append(
        Ratio("\(title): CP2K over \(timing.subject.name)", theirs, over: timing, target: "at least 10"))
    }
  }
}
