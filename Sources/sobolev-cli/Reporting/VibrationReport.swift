import Sobolev

/// The vibrations of a structure in the units that people compare: cm⁻¹, eV, J/(mol K).
struct VibrationReport: Encodable {
  let structure: String
  let formula: String
  let isRelaxed: Bool
  let evaluations: Int?
  let energy: Double
  let largestForce: Double
  let translationResidual: Double
  let wavenumbers: [Double]
  let reducedMasses: [Double]
  let thermochemistry: ThermochemistryReport

  enum CodingKeys: String, CodingKey {
    case structure, formula, thermochemistry, evaluations
    case isRelaxed = "relaxed"
    case energy = "energy_eV"
    case largestForce = "largest_force_eV_per_A"
    case translationResidual = "translation_sum_rule_eV_per_A2"
    case wavenumbers = "frequencies_cm1"
    case reducedMasses = "reduced_masses_amu"
  }

  /// One bar in eV/Å³.
  static let bar = 1e-4 / Units.gigapascalsPerEnergyDensity

  init(
    _ analysis: VibrationalAnalysis, relaxation: Relaxation?, name: String,
    conditions: Thermochemistry.GasConditions
  ) {
    structure = name
    formula = analysis.configuration.formula
    isRelaxed = relaxation != nil
    evaluations = relaxation?.evaluations
    energy = analysis.energy
    largestForce = analysis.largestForce
    translationResidual = analysis.translationResidual
    wavenumbers = analysis.modes.wavenumbers
    reducedMasses = (0..<analysis.modes.count).map { analysis.modes.reducedMass(of: $0) }
    thermochemistry = ThermochemistryReport(
      Thermochemistry(
        of: analysis.configuration, energy: analysis.energy, modes: analysis.modes,
        conditions: conditions), conditions: conditions,
      isGas: analysis.configuration.cell?.periodicity.contains(true) != true)
  }

  private var unstable: Int { wavenumbers.filter { $0 < 0 }.count }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = [
      "\(structure): \(formula), energy \(energy.fixed(6)) eV, largest force \(largestForce.brief) eV/Å"
        + (evaluations.map { ", relaxed in \($0) evaluations" } ?? ", not relaxed")
    ]
    if !wavenumbers.isEmpty {
      var table = TextTable(["mode", "cm⁻¹", "reduced mass (amu)"])
      for (index, wavenumber) in wavenumbers.enumerated() {
        table.add(["\(index + 1)", wavenumber.asWavenumber, reducedMasses[index].fixed(3)])
      }
      lines += table.lines
    }
    if unstable > 0 {
      lines.append(
        "\(unstable) imaginary: not a minimum"
          + (isRelaxed ? "; displace the atoms along such a mode and relax again" : ""))
    }
    if !isRelaxed && largestForce > 0.05 {
      lines.append("the forces are not small, so these are frequencies of the curvature at this place only")
    }
    return lines + thermochemistry.lines
  }
}

extension Double {
  /// A wavenumber with two digits, `i` for an imaginary one.
  var asWavenumber: String { self <= -0.005 ? "\((-self).fixed(2))i" : abs(self).fixed(2) }
}
