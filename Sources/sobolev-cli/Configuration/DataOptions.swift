public import ArgumentParser
public import Sobolev

/// How data files are to be read where they leave it open or are wrong about it.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The layout of the data (default: found out): "
        + DatasetFile.layouts.map(\.identifier).joined(separator: ", ") + ".", valueName: "name"))
  var layout: String?

  @Option(
    help: ArgumentHelp("The level of theory, where a file holds several.", valueName: "name"))
  var level: String?

  @Option(
    help: ArgumentHelp(
      "Units that are true whatever the file says: energy=hartree,force=hartree/bohr.",
      valueName: "list"))
  var units: String?

  @Option(
    help: ArgumentHelp(
      "Names of the datasets in a file of no known layout: species=z,coordinates=pos,energies=E.",
      valueName: "list"))
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "The elements of the types of atoms, in files that count types: H,C,O.", valueName: "list"))
  var types: String?

  @Option(
    help: ArgumentHelp(
      "Which units and signs to put right where the numbers leave no doubt: none, those that are only assumed, or "
        + "all, against the file as well."))
  var correctUnits = UnitCorrectionPolicy.assumed

  /// The choices as the library takes them.
  var options: DatasetOptions {
    get throws {
      DatasetOptions(
        layout: layout, level: level, units: try units.map(DatasetOptions.units(parsing:)) ?? [:],
        correction: correctUnits, keys: try keys.map(DatasetKeys.init(parsing:)),
        types: try types.map(DatasetOptions.types(parsing:)))
    }
  }

  /// Opens a file.
  ///
  /// - Throws: `DatasetError`.
  func open(_ path: String) throws -> DatasetFile {
    try DatasetFile(path: path, options: options)
  }
}

extension UnitCorrectionPolicy: ExpressibleByArgument {}
