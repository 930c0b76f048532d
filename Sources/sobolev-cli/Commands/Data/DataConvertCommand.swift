public import ArgumentParser
import Sobolev

/// Writes a data set in another format.
struct DataConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes a data set in another format, reads it back and compares.",
    discussion: """
      Example:
        sobolev data convert train.xyz -o train.h5 --to sobolev
        sobolev data convert md17.npz -o md17.xyz --to extxyz --json
        sobolev data convert input.data --units length=bohr,energy=hartree -o systems --to deepmd

      Every number comes back with the same bits, in eV and Å; what the format cannot hold is refused. The \
      output appears under its name only when it has been compared.

      Formats:
        sobolev   our own layout (HDF5)
        extxyz    extended XYZ, as ASE, GPUMD and MACE read it
        mace      what mace_prepare_data writes (HDF5)
        deepmd    DeePMD-kit: a folder of NumPy arrays, or HDF5 where the name ends in .hdf5 or .h5
        npz       sGDML's NumPy archive; one molecule
        n2p2      input.data, in Å and eV
      """)

  @Argument(help: ArgumentHelp("The data file or folder.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("The format to write.", valueName: "format"))
  var to: ConversionFormat

  @OptionGroup var reading: DataOptions

  @Flag(help: "Leave out what the format cannot hold, and list it.")
  var drop = false

  @Flag(help: "Replace an older file or folder of this name.")
  var overwrite = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The file or folder to write.", valueName: "path"))
  var output: String

  @OptionGroup var report: OutputOptions

  func run() throws {
    let file = try reading.open(data)
    var progress = ProgressBar("Converting")
    let summary = try DatasetConversion(file, to: to).write(
      to: output, leavesOut: drop, replacesExisting: overwrite
    ) { share in
      progress.update(share, "")
    }
    progress.finish()
    let result = ConversionReport(summary, from: file, to: output, format: to)
    result.lines.forEach { report.console.say($0) }
    try report.console.result(result)
  }
}

extension ConversionFormat: ExpressibleByArgument {}
