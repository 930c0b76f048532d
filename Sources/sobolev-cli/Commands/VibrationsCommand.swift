import ArgumentParser
import Sobolev

/// Computes the vibrations of a structure.
struct VibrationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vibrations",
    abstract: "Computes vibrational frequencies and thermochemistry.",
    discussion: """
      Example:
        sobolev vibrations run/potential.h5 molecule.xyz --temperature 298.15 -o vibrations
        sobolev vibrations run/potential.h5 'test.h5:/C2H6O[3]' --no-relax

      Relaxes the structure, computes its exact Hessian in double precision, and projects translations and \
      rotations out. Imaginary frequencies are printed as 123i and are negative in files. Thermochemistry is that \
      of harmonic oscillators and, for a molecule, of an ideal gas of rigid rotors.

      The folder of -o then holds vibrations.json, frequencies.csv, the structure as structure.xyz, and a film of \
      each mode in modes/.
      """)

  @Argument(help: ArgumentHelp("The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Argument(
    help: ArgumentHelp("The structure: FILE.xyz, FILE.h5 or FILE.h5:/GROUP[ROW].", valueName: "structure"))
  var structure: String

  @OptionGroup var relaxation: RelaxationArguments

  @Flag(help: "Relax the cell as well, until the stress vanishes.")
  var relaxCell = false

  @Option(help: ArgumentHelp("The temperature of the thermochemistry in K.", valueName: "K"))
  var temperature = 298.15

  @Option(help: ArgumentHelp("The pressure of the ideal gas in bar.", valueName: "bar"))
  var pressure = 1.0

  @Option(
    help: ArgumentHelp(
      "The number of rotations that map the molecule onto itself: 2 for water, 12 for methane.",
      valueName: "n"))
  var symmetryNumber = 1

  @Option(help: ArgumentHelp("The degeneracy 2S + 1 of the electronic ground state.", valueName: "n"))
  var multiplicity = 1

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var output: String?

  @Flag(help: "Replace files of an earlier run in the folder.")
  var overwrite = false

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var report: OutputOptions

  func validate() throws {
    func require<Number: Comparable>(
      _ name: String, _ value: Number, _ range: ClosedRange<Number>, _ words: String
    ) throws {
      guard range.contains(value) else {
        throw ValidationError("'\(name)' is \(value), but must be \(words).")
      }
    }
    try require("--temperature", temperature, 0...1e5, "from 0 to 100000 K")
    try require("--pressure", pressure, 1e-12...1e9, "from 1e-12 to 1e9 bar")
    try require("--symmetry-number", symmetryNumber, 1...1000, "from 1 to 1000")
    try require("--multiplicity", multiplicity, 1...100, "from 1 to 100")
    if relaxCell && relaxation.noRelax {
      throw ValidationError("'--relax-cell' and '--no-relax' exclude each other; give one of them.")
    }
  }

  func run() throws {
    let folder = try output.map { try ResultFolder($0, overwrite: overwrite) }
    let surface = try PotentialSource.read(potential).potential
    let start = try StartStructure.read(structure)
    try DataCheck.refuse([start])
    try DataCheck.requireElements(of: [start], in: surface.elements)
    let relaxed = try relaxation.relax(
      start, potential: surface, relaxesCell: relaxCell, threads: threads.count)
    let analysis = try VibrationalAnalysis(
      of: relaxed?.configuration ?? start.configuration, potential: surface,
      options: EvaluationOptions(threads: threads.count, precision: .double))
    let result = VibrationReport(
      analysis, relaxation: relaxed, name: start.name,
      conditions: .init(
        temperature: temperature, pressure: pressure * VibrationReport.bar,
        symmetryNumber: symmetryNumber, multiplicity: multiplicity))
    try folder?.write(VibrationFiles.all(analysis, report: result))
    result.lines.forEach { report.console.say($0) }
    if let output { report.console.say("\(output): frequencies, thermochemistry, and a film of each mode") }
    try report.console.result(result)
  }
}
