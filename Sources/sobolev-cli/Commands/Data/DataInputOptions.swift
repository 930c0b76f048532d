public import ArgumentParser
public import Sobolev

/// How a data file is to be read where it leaves that open.
struct DataInputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The layout of the file. (default: found out; an unknown name lists all)", valueName: "name"))
  var layout: String?

  @Option(help: ArgumentHelp("The level of theory, where the file holds several.", valueName: "name"))
  var level: String?

  @Option(
    help: ArgumentHelp(
      "A unit that is true whatever the file says, such as energy=hartree; may be repeated. Quantities: "
        + Quantity.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "quantity=unit"))
  var units: [UnitChoice] = []

  @Option(
    help: ArgumentHelp(
      "Which units and signs to put right where the numbers leave no doubt: none, those that are only assumed, or "
        + "all, against the file as well."))
  var correctUnits = UnitCorrectionPolicy.assumed

  /// The options as the library wants them.
  var options: DatasetOptions {
    DatasetOptions(
      layout: layout, level: level,
      units: Dictionary(units.map { ($0.quantity, $0.unit) }) { $1 }, correction: correctUnits)
  }

  /// Opens a file.
  ///
  /// - Throws: `DatasetError`.
  func open(_ path: String) throws -> DatasetFile { try DatasetFile(path: path, options: options) }
}

extension UnitCorrectionPolicy: ExpressibleByArgument {}

/// A quantity and its unit on the command line: `force=hartree/bohr`.
struct UnitChoice: ExpressibleByArgument {
  let quantity: Quantity
  let unit: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let quantity = Quantity(rawValue: parts[0]) else { return nil }
    self.quantity = quantity
    unit = parts[1]
  }
}
