import ArgumentParser
import Foundation

/// Feeds damaged files to the readers and fails when one crashes or hangs.
@main struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads damaged files by every reader and counts what becomes of them.")

  @Argument(help: "The readers; all by default.")
  var names: [String] = readers.map(\.name)

  @Option(help: "The folder that seeds.py wrote.")
  var seeds: String

  @Option(help: "The number of damaged files for each reader.")
  var cases = 100_000

  @Option(help: "Determines the damage.")
  var seed: UInt64 = 1

  @Option(help: "Where the inputs of crashes are kept.")
  var keep = "crashes"

  func validate() throws {
    for name in names where !readers.contains(where: { $0.name == name }) {
      throw ValidationError("there is no reader '\(name)'; there are \(readers.map(\.name))")
    }
    guard cases > 0 else { throw ValidationError("--cases must be at least 1") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: "/dev/shm/sobolev-fuzz-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var isSound = true
    print("reader", Campaign.Outcome.allCases.map { "\($0)" }.joined(separator: " "), "memory")
    for reader in readers where names.contains(reader.name) {
      let files = try FileManager.default.contentsOfDirectory(
        at: URL(fileURLWithPath: seeds).appendingPathComponent(reader.name), includingPropertiesForKeys: nil)
      let campaign = Campaign(
        reader: reader, seeds: files.sorted { $0.path < $1.path }, seed: seed, folder: folder,
        kept: URL(fileURLWithPath: keep))
      let (counts, peak) = try campaign.run(cases)
      let figures = Campaign.Outcome.allCases.map { "\(counts[$0] ?? 0)" }.joined(separator: " ")
      print(reader.name, figures, "\(peak >> 20) MB")
      isSound = isSound && [.crashed, .hung, .nameless].allSatisfy { counts[$0] == 0 }
    }
    guard isSound else { throw ExitCode.failure }
  }
}
