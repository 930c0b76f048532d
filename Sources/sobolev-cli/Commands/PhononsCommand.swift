import ArgumentParser
import Sobolev

/// Computes the phonons of a crystal.
struct PhononsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phonons",
    abstract: "Computes the phonon dispersion and density of states of a crystal.",
    discussion: """
      Example:
        sobolev phonons run/potential.h5 crystal.xyz -o phonons
        sobolev phonons run/potential.h5 crystal.xyz --path 'GXU|KGL' --supercell 4,4,4 -o phonons

      Relaxes atoms and cell, finds the primitive cell, and computes force constants by exact Hessian-vector \
      products of a supercell. The default supercell is so thick that they are exact at every wave vector. Points \
      of cubic and hexagonal lattices have their usual names, with G for Γ; '|' begins a new line. Points may also be \
      given as fractional coordinates: '0 0 0, 1/2 0 1/2'.

      The folder then holds bands.csv, density-of-states.csv, phonons.svg, phonons.json and the cell as cell.xyz.
      """)

  @Argument(help: ArgumentHelp("The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Argument(
    help: ArgumentHelp("The crystal: FILE.xyz, FILE.h5 or FILE.h5:/GROUP[ROW].", valueName: "structure"))
  var structure: String

  @OptionGroup var relaxation: RelaxationArguments

  @Flag(help: "Relax the atoms, but keep the cell.")
  var keepCell = false

  @Flag(help: "Take the cell as it is given instead of the primitive one.")
  var noPrimitive = false

  @Option(
    help: ArgumentHelp(
      "How often the cell is repeated for the force constants, such as 4,4,4. (default: as often as makes them exact)",
      valueName: "n,n,n"))
  var supercell: Triple?

  @Option(
    help: ArgumentHelp(
      "The path of the dispersion. (default: the customary one of the lattice)", valueName: "path"))
  var path: String?

  @Option(help: ArgumentHelp("About how many points the path has.", valueName: "n"))
  var points = 200

  @Option(
    help: ArgumentHelp(
      "The mesh of the density of states, such as 20,20,20. (default: repeats after 60 Å)",
      valueName: "n,n,n"))
  var mesh: Triple?

  @Option(help: ArgumentHelp("The temperature of the thermodynamic functions in K.", valueName: "K"))
  var temperature = 300.0

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var output: String

  @Flag(help: "Replace files of an earlier run in the folder.")
  var overwrite = false

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var report: OutputOptions

  func validate() throws {
    guard (2...100_000).contains(points) else {
      throw ValidationError("'--points' is \(points), but must be from 2 to 100000.")
    }
    guard (0...1e5).contains(temperature) else {
      throw ValidationError("'--temperature' is \(temperature), but must be from 0 to 100000 K.")
    }
    if keepCell && relaxation.noRelax {
      throw ValidationError("'--keep-cell' and '--no-relax' exclude each other; give one of them.")
    }
  }

  func run() throws {
    let folder = try ResultFolder(output, overwrite: overwrite)
    let surface = try PotentialSource.read(potential).potential
    let start = try StartStructure.read(structure)
    try DataCheck.refuse([start])
    try DataCheck.requireElements(of: [start], in: surface.elements)
    let relaxed = try relaxation.relax(
      start, potential: surface, relaxesCell: !keepCell, threads: threads.count)
    let crystal = try PhononCell(
      relaxed?.configuration ?? start.configuration, isPrimitive: !noPrimitive)
    let reciprocalPath = try crystal.path(path)
    let constants = try ForceConstants(
      of: crystal.configuration, potential: surface, supercell: supercell?.value,
      options: EvaluationOptions(threads: threads.count, precision: .double))
    let bands = try PhononBands(constants, along: reciprocalPath, count: points)
    let density = try PhononDensityOfStates(constants, mesh: mesh?.value)
    let result = PhononReport(
      constants, bands: bands, density: density, lattice: crystal.lattice, name: start.name,
      relaxation: relaxed, temperature: temperature)
    try folder.write([
      ("phonons.json", try JSONOutput.text(result) + "\n"), ("bands.csv", bands.csv),
      ("density-of-states.csv", density.csv),
      ("phonons.svg", PhononPlot(bands, density, title: crystal.configuration.formula).svg),
      ("cell.xyz", ExtendedXYZFrame(crystal.configuration).text),
    ])
    result.lines.forEach { report.console.say($0) }
    report.console.say("\(output): dispersion, density of states and their drawing phonons.svg")
    try report.console.result(result)
  }
}
