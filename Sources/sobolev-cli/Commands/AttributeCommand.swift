public import ArgumentParser
import Foundation
public import Sobolev

/// Shows which atoms make an energy or an error.
struct AttributeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribute",
    abstract: "Shows which atoms make an energy or an error.",
    discussion: """
      Example:
        sobolev attribute run/potential.h5 test.h5 --quantity force-error -o errors.xyz

      Writes every frame as extended XYZ with the columns atom_energy (eV), forces (eV/Å) and gradient, the gradient \
      of the chosen quantity with respect to each position; where there are reference forces, also reference_forces \
      and force_error. Quantities: energy, energy-error (its square), force-error (the sum of squares), and \
      atom:N, the energy of atom N counted from 0.
      """)

  @Argument(help: ArgumentHelp("The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Argument(help: ArgumentHelp("The data file.", valueName: "data"))
  var data: String

  @Option(
    help: ArgumentHelp("What to attribute: energy, energy-error, force-error or atom:N.", valueName: "quantity"))
  var quantity = Attribution.Quantity.energy

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, extended XYZ.", valueName: "file"))
  var output: String

  @Flag(help: "Replace the file if it exists.")
  var overwrite = false

  @OptionGroup var reading: DataOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var report: OutputOptions

  func run() throws {
    let surface = try PotentialSource.read(potential).potential
    let file = try reading.open(data)
    let writer = try FrameWriter(path: output, overwrites: overwrite)
    let options = EvaluationOptions(threads: threads.count, precision: .double)
    var progress = ProgressBar("Attributing")
    var batches = file.batches(of: 64)
    var sum = AttributionSummary(quantity: quantity.defaultValueDescription, file: output)
    Interrupt.watch()
    while let frames = try batches.next() {
      try DataCheck.refuse(frames)
      try DataCheck.requireElements(of: frames, in: surface.elements)
      for frame in frames {
        guard !Interrupt.isRequested else { throw Interrupted(description: "nothing was written") }
        let attribution = try Attribution(
          of: quantity, in: frame, potential: surface, options: options)
        try writer.append(Self.text(frame, attribution, quantity))
        sum.add(frame, attribution)
      }
      progress.update(Double(sum.frames) / Double(file.count), "\(sum.frames.grouped) structures")
    }
    progress.finish()
    try writer.finish()
    sum.lines.forEach { report.console.say($0) }
    try report.console.result(sum)
  }

  /// One frame of the file.
  private static func text(
    _ frame: LabeledConfiguration, _ attribution: Attribution, _ quantity: Attribution.Quantity
  ) -> String {
    var output = ExtendedXYZFrame(frame.configuration)
    output.add(column: "atom_energy", attribution.atomEnergies)
    output.add(column: "forces", attribution.forces)
    output.add(column: "gradient", attribution.gradient)
    if let reference = frame.labels.forces {
      output.add(column: "reference_forces", reference)
      output.add(column: "force_error", zip(attribution.forces, reference).map { $0 - $1 })
    }
    output.add(field: "energy", attribution.atomEnergies.reduce(0, +))
    if let energy = frame.labels.energy { output.add(field: "reference_energy", energy) }
    output.add(field: "quantity", quantity.defaultValueDescription)
    output.add(field: "value", attribution.value)
    output.add(field: "name", frame.name)
    return output.text
  }
}

extension Attribution.Quantity: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "energy": self = .energy
    case "energy-error": self = .energyError
    case "force-error": self = .forceError
    default:
      guard argument.hasPrefix("atom:"), let atom = Int(argument.dropFirst(5)), atom >= 0 else { return nil }
      self = .atomEnergy(atom)
    }
  }

  public var defaultValueDescription: String {
    switch self {
    case .energy: "energy"
    case .energyError: "energy-error"
    case .forceError: "force-error"
    case .atomEnergy(let atom): "atom:\(atom)"
    }
  }
}
