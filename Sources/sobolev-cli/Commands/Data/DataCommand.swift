import ArgumentParser

/// What can be done with data files.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Inspects, checks, converts and splits data files.",
    discussion: """
      Example:
        sobolev data inspect train.h5
        sobolev data check train.h5 --against test.h5 --fix clean.h5
        sobolev data convert train.xyz -o train.h5 --to sobolev
        sobolev data split all.h5 --by formula -o splits
      """,
    subcommands: [
      DataInspectCommand.self, DataCheckCommand.self, DataConvertCommand.self, DataSplitCommand.self,
    ])
}
