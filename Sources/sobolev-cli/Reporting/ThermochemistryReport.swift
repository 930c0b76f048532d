import Sobolev

/// Thermodynamic functions, of one molecule or cell.
struct ThermochemistryReport: Encodable {
  let temperature: Double
  let pressure: Double?
  let symmetryNumber: Int?
  let multiplicity: Int?
  let zeroPointEnergy: Double
  let internalEnergy: Double
  let enthalpy: Double
  let heatCapacity: Double
  let entropy: Double
  let translationalEntropy: Double
  let rotationalEntropy: Double
  let vibrationalEntropy: Double
  let electronicEntropy: Double
  let freeEnergy: Double

  enum CodingKeys: String, CodingKey {
    case temperature = "temperature_K"
    case pressure = "pressure_bar"
    case symmetryNumber = "symmetry_number"
    case multiplicity
    case zeroPointEnergy = "zero_point_energy_eV"
    case internalEnergy = "internal_energy_eV"
    case enthalpy = "enthalpy_eV"
    case heatCapacity = "heat_capacity_eV_per_K"
    case entropy = "entropy_eV_per_K"
    case translationalEntropy = "translational_entropy_eV_per_K"
    case rotationalEntropy = "rotational_entropy_eV_per_K"
    case vibrationalEntropy = "vibrational_entropy_eV_per_K"
    case electronicEntropy = "electronic_entropy_eV_per_K"
    case freeEnergy = "free_energy_eV"
  }

  init(_ functions: Thermochemistry, conditions: Thermochemistry.GasConditions, isGas: Bool) {
    temperature = conditions.temperature
    pressure = isGas ? conditions.pressure / VibrationReport.bar : nil
    symmetryNumber = isGas ? conditions.symmetryNumber : nil
    multiplicity = isGas ? conditions.multiplicity : nil
    zeroPointEnergy = functions.zeroPointEnergy
    internalEnergy = functions.internalEnergy
    enthalpy = functions.enthalpy
    heatCapacity = functions.heatCapacity
    entropy = functions.entropy.total
    translationalEntropy = functions.entropy.translation
    rotationalEntropy = functions.entropy.rotation
    vibrationalEntropy = functions.entropy.vibration
    electronicEntropy = functions.entropy.electrons
    freeEnergy = functions.freeEnergy
  }

  /// J/(mol K) of one eV/K: e N_A.
  private static let molar = 1.602176634e-19 * 6.02214076e23

  /// The lines of a plain report.
  var lines: [String] {
    let gas = pressure.map { ", ideal gas at \($0.brief) bar, symmetry number \(symmetryNumber ?? 1)" }
    var table = TextTable(["at \(temperature.fixed(2)) K\(gas ?? ", harmonic crystal")", "", ""])
    func row(_ name: String, _ value: Double, _ unit: String) {
      table.add([name, value.fixed(unit == "eV" ? 6 : 3), unit])
    }
    row("zero-point energy", zeroPointEnergy, "eV")
    row("internal energy U", internalEnergy, "eV")
    if pressure != nil { row("enthalpy H", enthalpy, "eV") }
    row("entropy S", entropy * Self.molar, "J/(mol K)")
    row("heat capacity C_V", heatCapacity * Self.molar, "J/(mol K)")
    row(pressure == nil ? "Helmholtz energy F" : "Gibbs energy G", freeEnergy, "eV")
    return table.lines
  }
}
