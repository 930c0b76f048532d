public import ArgumentParser
import Foundation
public import Sobolev

/// Divides a data file.
struct DataSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divides structures into training, validation and test data.",
    discussion: """
      Example:
        sobolev data split all.h5 -o split.h5
        sobolev data split all.h5 --by time --train 0.9 --validation 0 --test 0.1 --separate -o parts
        sobolev data split all.h5 --by farthest --seed 3 -o split.h5

      Without --separate, the output is one file whose dataset `splits` names the part of each structure; with it, \
      a folder with train.h5, validation.h5 and test.h5. The same seed gives the same parts.
        random    each structure by chance
        formula   all structures of a formula together
        group     all structures of a group of the file together
        time      consecutive blocks of each group
        farthest  training data as different from each other as possible, the rest by chance
      """)

  @Argument(help: ArgumentHelp("A data file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("What decides.", valueName: "method"))
  var by = DatasetSplit.Method.random

  @Option(help: ArgumentHelp("The share of the training data, 0-1.", valueName: "share"))
  var train = 0.8

  @Option(help: ArgumentHelp("The share of the validation data, 0-1.", valueName: "share"))
  var validation = 0.1

  @Option(help: ArgumentHelp("The share of the test data, 0-1.", valueName: "share"))
  var test = 0.1

  @Option(help: ArgumentHelp("The seed of all chance.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(help: "Write a folder with a file for each part.")
  var separate = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The file or folder to write.", valueName: "path"))
  var output: String

  @OptionGroup var reading: DataOptions

  @OptionGroup var report: OutputOptions

  func run() throws {
    let split = try DatasetSplit(
      by,
      parts: [
        DatasetSplit.Part("train", share: train), DatasetSplit.Part("validation", share: validation),
        DatasetSplit.Part("test", share: test),
      ], seed: seed)
    let data = try reading.open(file)
    let assignment = try split.assignment(of: data)
    let paths = separate ? split.parts.map { "\(output)/\($0.name).h5" } : [output]
    if separate { try createFolder() }
    var counts = Dictionary(uniqueKeysWithValues: split.parts.map { ($0.name, 0) })
    try data.copy(to: paths, adding: ["split": "\(by.rawValue), seed \(seed)"]) { index, _ in
      let part = split.parts[assignment[index]].name
      counts[part, default: 0] += 1
      return (separate ? assignment[index] : 0, part)
    }
    let unusable = data.count - counts.values.reduce(0, +)
    let console = report.console
    for (number, part) in split.parts.enumerated() {
      console.say("\(separate ? paths[number] : part.name): \((counts[part.name] ?? 0).grouped) structures")
    }
    if unusable > 0 {
      console.say("left out: \(unusable.grouped) structures that cannot be used; sobolev data check says why")
    }
    data.notes.forEach { console.say($0) }
    try console.result(
      SplitReport(
        method: by.rawValue, seed: seed, paths: paths, structures: counts, unusable: unusable, notes: data.notes))
  }

  private func createFolder() throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: output, cause: error)
    }
  }
}

extension DatasetSplit.Method: ExpressibleByArgument {}

/// What a division came to, as JSON.
private struct SplitReport: Encodable {
  let method: String
  let seed: UInt64
  let paths: [String]
  let structures: [String: Int]
  /// The number of structures that cannot be used and were left out.
  let unusable: Int
  /// What was corrected in reading.
  let notes: [String]
}
