import ArgumentParser
import Foundation
import Sobolev

@main enum Program {
  static func main() {
    // Without arguments this is the child that the product's probe starts.
    if CommandLine.arguments.count == 1 { HDF5Probe.activate() }
    Fuzz.main()
  }
}

/// Feeds damaged files to the readers.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/fuzz/run",
    abstract: "Reads damaged files by every reader and counts what becomes of them.",
    discussion: "Example: tools/fuzz/run spice xyz --cases 10000",
    subcommands: [Run.self, Worker.self], defaultSubcommand: Run.self)
}

/// A campaign for some readers; fails when one crashes, hangs, takes too much memory or does not name the file.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Runs a campaign or goes on with one.")

  @Argument(help: "The readers; all by default.")
  var names: [String] = readers.map(\.name)

  @Option(help: "The folder that seeds.py wrote.")
  var seeds: String

  @Option(help: "The number of damaged files for each reader, earlier runs included; 0 only prints what there is.")
  var cases = 100_000

  @Option(help: "The time in seconds after which no more are begun.")
  var seconds = Double.infinity

  @Option(help: "Determines the damage.")
  var seed: UInt64 = 1

  @Option(help: "Where results, and files that came to something, are kept; a later run goes on there.")
  var keep = "campaign"

  func validate() throws {
    for name in names where !readers.contains(where: { $0.name == name }) {
      throw ValidationError("there is no reader '\(name)'; there are \(readers.map(\.name).joined(separator: ", "))")
    }
    guard cases >= 0 else { throw ValidationError("--cases must be at least 0") }
    guard seconds > 0 else { throw ValidationError("--seconds must be above 0") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: "/dev/shm/sobolev-fuzz-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let kept = URL(fileURLWithPath: keep)
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    try WrittenSeeds.write(into: URL(fileURLWithPath: seeds))
    var results = try Results(kept.appendingPathComponent("results.jsonl"), seed: seed)
    let chosen = readers.filter { names.contains($0.name) }
    let start = ContinuousClock.now
    // The reader with the fewest cases is next, so that whenever the campaign ends, all have had their share.
    while (ContinuousClock.now - start) / .seconds(1) < seconds,
      let reader = chosen.min(by: { results.cases(of: $0.name) < results.cases(of: $1.name) }),
      results.cases(of: reader.name) < cases
    {
      let first = results.cases(of: reader.name)
      let campaign = Campaign(
        cases: try Cases(reader, folder: seeds, seed: seed), seeds: seeds, folder: folder, kept: kept)
      let tally = try campaign.run(from: first, count: min(Campaign.shift, cases - first))
      try results.add(tally)
      let words = "\(reader.name) \(first + tally.cases): \(Tally.words(tally.counts)), \(Int(tally.seconds)) s\n"
      FileHandle.standardError.write(Data(words.utf8))
    }
    print(results.table(chosen.map(\.name)))
    guard chosen.allSatisfy({ results.totals[$0.name]?.isSound ?? true }) else { throw ExitCode.failure }
  }
}
