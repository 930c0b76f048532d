internal import ArgumentParser
internal import Foundation

/// The command that runs all benchmarks.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/benchmarks/run",
    abstract: "Times Sobolev, subjects of a group side by side.",
    discussion: "Example: tools/benchmarks/run --quick energy-forces gradient-step")

  @Argument(help: "The groups to run; all of them by default.")
  var groups: [BenchmarkGroup] = []

  @Flag(help: "Run fewer rounds and smaller systems: less than half a minute, figures less steady.")
  var quick = false

  @Option(help: "Where the figures are written as JSON.")
  var output = "benchmarks.json"

  func run() throws {
    let machine = Machine.current()
    print("\(machine.processor), \(machine.processors) processors, \(machine.vectorExtensions.joined(separator: " "))")
    print("\(machine.system), load \(machine.loadAverage), commit \(machine.commit)")
    var reports: [GroupReport] = []
    for group in groups.isEmpty ? BenchmarkGroup.allCases : groups {
      let report = try group.run(Effort(isQuick: quick))
      print(TextTable(report: report).lines.joined(separator: "\n"))
      reports.append(report)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(Results(machine: machine, isQuick: quick, groups: reports))
      .write(to: URL(fileURLWithPath: output), options: .atomic)
    print("\nWritten: \(output)")
    if reports.contains(where: { $0.rows.contains(where: \.isDisturbed) }) {
      print("Rows marked as disturbed did not have the processor for themselves: trust only the ratios.")
    }
  }
}

/// The content of the JSON file.
private struct Results: Encodable {
  var machine: Machine
  var isQuick: Bool
  var groups: [GroupReport]
}
