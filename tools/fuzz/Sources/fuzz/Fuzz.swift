import ArgumentParser
import Foundation

/// Feeds damaged files to the readers and fails when one crashes or hangs.
@main struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/fuzz/run",
    abstract: "Reads damaged files by every reader and counts what becomes of them.",
    discussion: "Example: tools/fuzz/run spice xyz --cases 10000")

  @Argument(help: "The readers; all by default.")
  var names: [String] = readers.map(\.name)

  @Option(help: "The folder that seeds.py wrote.")
  var seeds: String

  @Option(help: "The number of damaged files for each reader.")
  var cases = 100_000

  @Option(help: "The time in seconds after which a reader has had enough.")
  var seconds = Double.infinity

  @Option(help: "Determines the damage.")
  var seed: UInt64 = 1

  @Option(help: "Where the inputs of crashes are kept.")
  var keep = "crashes"

  func validate() throws {
    for name in names where !readers.contains(where: { $0.name == name }) {
      throw ValidationError("there is no reader '\(name)'; there are \(readers.map(\.name).joined(separator: ", "))")
    }
    guard cases > 0 else { throw ValidationError("--cases must be at least 1") }
    guard seconds > 0 else { throw ValidationError("--seconds must be above 0") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: "/dev/shm/sobolev-fuzz-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = URL(fileURLWithPath: seeds)
    try WrittenSeeds.write(into: place)
    var isSound = true
    say(["reader", "cases"] + Campaign.Outcome.allCases.map { "\($0)" } + ["MB", "a second"])
    for reader in readers where names.contains(reader.name) {
      let files = try FileManager.default.contentsOfDirectory(
        at: place.appendingPathComponent(reader.name), includingPropertiesForKeys: nil)
      let campaign = Campaign(
        reader: reader,
        seeds: try files.sorted { $0.path < $1.path }.map { try Seed($0, entry: reader.entry) },
        seed: seed, folder: folder, kept: URL(fileURLWithPath: keep))
      let result = try campaign.run(cases, seconds: seconds)
      let total = result.counts.values.reduce(0, +)
      let counts = Campaign.Outcome.allCases.map { result.counts[$0] ?? 0 }
      let figures = [total] + counts + [result.peak >> 20, Int(Double(total) / result.seconds)]
      say([reader.name] + figures.map(String.init))
      isSound = isSound && result.isSound
    }
    guard isSound else { throw ExitCode.failure }
  }

  /// Writes a row at once, also where the output goes to a file.
  private func say(_ columns: [String]) {
    FileHandle.standardOutput.write(Data((columns.joined(separator: "\t") + "\n").utf8))
  }
}
