import ArgumentParser

/// What can be done with data files.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Converts data files.",
    discussion: """
      Example:
        sobolev data convert train.xyz -o train.h5 --to sobolev
      """,
    subcommands: [DataConvertCommand.self])
}
