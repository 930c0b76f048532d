import Sobolev

/// The phonons of a crystal in the units that people compare.
struct PhononReport: Encodable {
  let structure: String
  let formula: String
  let lattice: String?
  let cellVectors: [Double]
  let isRelaxed: Bool
  let stress: [Double]?
  let supercell: [Int]
  let isExact: Bool
  let translationResidual: Double
  let mesh: [Int]
  let corners: [Corner]
  let lowest: Double
  let highest: Double
  let temperature: Double
  let zeroPointEnergy: Double
  let vibrationalEnergy: Double
  let heatCapacity: Double
  let entropy: Double

  /// The wavenumbers at a named point.
  struct Corner: Encodable {
    let name: String
    let point: [Double]
    let wavenumbers: [Double]

    enum CodingKeys: String, CodingKey {
      case name, point
      case wavenumbers = "frequencies_cm1"
    }
  }

  enum CodingKeys: String, CodingKey {
    case structure, formula, lattice, supercell, mesh, corners
    case cellVectors = "cell_A"
    case isRelaxed = "relaxed"
    case stress = "stress_eV_per_A3"
    case isExact = "force_constants_exact"
    case translationResidual = "acoustic_sum_rule_eV_per_A2"
    case lowest = "lowest_frequency_cm1"
    case highest = "highest_frequency_cm1"
    case temperature = "temperature_K"
    case zeroPointEnergy = "zero_point_energy_eV"
    case vibrationalEnergy = "vibrational_energy_eV"
    case heatCapacity = "heat_capacity_eV_per_K"
    case entropy = "entropy_eV_per_K"
  }

  init(
    _ constants: ForceConstants, bands: PhononBands, density: PhononDensityOfStates,
    lattice: BravaisLattice?, name: String, relaxation: Relaxation?, temperature: Double
  ) {
    structure = name
    formula = constants.crystal.formula
    self.lattice = lattice?.rawValue
    cellVectors = constants.crystal.cell?.vectors.elements ?? []
    isRelaxed = relaxation != nil
    stress = relaxation?.stress?.elements
    supercell = (0..<3).map { constants.supercell[$0] }
    isExact = constants.isExact
    translationResidual = constants.translationResidual
    mesh = (0..<3).map { density.mesh[$0] }
    corners = zip(bands.samples, bands.wavenumbers).compactMap { sample, values in
      sample.corner.map {
        Corner(name: $0, point: (0..<3).map { sample.point[$0] }, wavenumbers: values)
      }
    }
    let all = bands.wavenumbers.joined() + density.modes
    lowest = all.min() ?? 0
    highest = all.max() ?? 0
    self.temperature = temperature
    let functions = density.thermalFunctions(temperature: temperature)
    zeroPointEnergy = functions.zeroPointEnergy
    vibrationalEnergy = functions.energy
    heatCapacity = functions.heatCapacity
    entropy = functions.entropy
  }

  /// All wavenumbers of a small cell, and the lowest and highest of a large one.
  private static func shortened(_ wavenumbers: [Double]) -> [String] {
    let words = wavenumbers.map(\.asWavenumber)
    return words.count <= 12 ? words : words.prefix(6) + ["…"] + words.suffix(3)
  }

  /// The lines of a plain report.
  var lines: [String] {
    let size = supercell.map { "\($0)" }.joined(separator: " × ")
    var lines = [
      "\(structure): \(formula)\(lattice.map { ", \($0)" } ?? ""), supercell \(size)"
        + (isExact ? ", force constants exact" : ", force constants folded into the supercell"),
      "acoustic sum rule met to \(translationResidual.brief) eV/Å²",
    ]
    var table = TextTable(["point", "cm⁻¹"])
    for corner in corners {
      table.add([corner.name, Self.shortened(corner.wavenumbers).joined(separator: " ")])
    }
    lines += table.lines
    // Rounding leaves acoustic modes at Γ within a hundredth.
    if lowest < -0.1 {
      lines.append("imaginary down to \(lowest.asWavenumber) cm⁻¹: the crystal is not stable in this structure")
    }
    lines.append(
      "zero-point energy \(zeroPointEnergy.fixed(6)) eV; at \(temperature.brief) K: vibrational energy "
        + "\(vibrationalEnergy.fixed(6)) eV, C_V \((heatCapacity * 1e3).fixed(4)) meV/K, "
        + "S \((entropy * 1e3).fixed(4)) meV/K, a cell")
    return lines
  }
}
