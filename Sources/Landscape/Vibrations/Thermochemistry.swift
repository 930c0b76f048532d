public import Atomistics
internal import Foundation
public import Potentials

/// Thermodynamic functions of independent oscillators and, for a molecule, of an ideal gas of rigid rotors.
///
/// The formulas are those of any text of statistical thermodynamics, for example chapter 8 of D. A. McQuarrie,
/// Statistical Mechanics (2000). Everything refers to one molecule, or to one cell of a crystal.
public struct Thermochemistry: Sendable, Hashable {
  /// The energy of the minimum in eV.
  public let electronicEnergy: Double

  /// Σ hν/2 in eV.
  public let zeroPointEnergy: Double

  /// U in eV: electronic and zero-point energy, vibration, and of a molecule translation and rotation.
  public let internalEnergy: Double

  /// H = U + k T in eV of a molecule of an ideal gas; U of a crystal, whose p V is neglected.
  public let enthalpy: Double

  /// The heat capacity at constant volume in eV/K.
  public let heatCapacity: Double

  /// S in eV/K by its parts.
  public let entropy: Entropy

  /// G = H − T S in eV; of a crystal the Helmholtz energy U − T S.
  public let freeEnergy: Double

  /// The parts of the entropy in eV/K; a crystal has only the vibrational one.
  public struct Entropy: Sendable, Hashable {
    public var translation = 0.0
    public var rotation = 0.0
    public var vibration = 0.0
    public var electrons = 0.0

    /// Their sum.
    public var total: Double { translation + rotation + vibration + electrons }
  }

  /// What a gas is like.
  public struct GasConditions: Sendable, Hashable {
    /// In K, at least 0.
    public var temperature: Double
    /// In eV/Å³, greater than zero.
    public var pressure: Double
    /// The number σ of rotations that map the molecule onto itself: 2 for water, 12 for methane.
    public var symmetryNumber: Int
    /// The degeneracy 2S + 1 of the electrons' ground state.
    public var multiplicity: Int

    /// Creates conditions; one bar by default.
    public init(
      temperature: Double, pressure: Double = 1e-4 / Units.gigapascalsPerEnergyDensity,
      symmetryNumber: Int = 1, multiplicity: Int = 1
    ) {
      self.temperature = temperature
      self.pressure = pressure
      self.symmetryNumber = symmetryNumber
      self.multiplicity = multiplicity
    }
  }

  /// The functions of a molecule in an ideal gas, or of oscillators in a crystal at the same temperature.
  ///
  /// Modes with negative wavenumbers are no oscillators and are left out; so, at a first-order saddle, these are
  /// the functions of transition-state theory. A configuration with any periodic direction neither
  /// travels nor turns.
  public init(
    of configuration: Configuration, energy: Double, modes: NormalModes, conditions: GasConditions
  ) {
    let temperature = conditions.temperature
    let thermal = Units.boltzmannConstant * temperature
    let oscillators = modes.wavenumbers.filter { $0 > 0 }.map {
      HarmonicOscillator(wavenumber: $0, temperature: temperature)
    }
    let zeroPoint = oscillators.reduce(0) { $0 + $1.zeroPointEnergy }
    var internalEnergy = energy + zeroPoint + oscillators.reduce(0) { $0 + $1.thermalExcitation }
    var heatCapacity = oscillators.reduce(0) { $0 + $1.heatCapacity }
    var entropy = Entropy()
    entropy.vibration = oscillators.reduce(0) { $0 + $1.entropy }
    var enthalpy = internalEnergy
    if configuration.cell?.periodicity.contains(true) != true {
      let rotor = RigidRotor(configuration, masses: modes.masses)
      let freedom = Double(3 + rotor.inertia.count) / 2
      internalEnergy += freedom * thermal
      heatCapacity += freedom * Units.boltzmannConstant
      enthalpy = internalEnergy + thermal
      if temperature > 0 {
        let mass = modes.masses.reduce(0, +)
        let volume = thermal / conditions.pressure
        entropy.translation =
          Units.boltzmannConstant
          * (log(pow(RigidRotor.thermalDensity(mass: mass, thermalEnergy: thermal), 1.5) * volume) + 2.5)
        entropy.rotation =
          Units.boltzmannConstant
          * rotor.entropy(thermalEnergy: thermal, symmetryNumber: conditions.symmetryNumber)
      }
      entropy.electrons = Units.boltzmannConstant * log(Double(conditions.multiplicity))
    }
    electronicEnergy = energy
    zeroPointEnergy = zeroPoint
    self.internalEnergy = internalEnergy
    self.enthalpy = enthalpy
    self.heatCapacity = heatCapacity
    self.entropy = entropy
    freeEnergy = enthalpy - temperature * entropy.total
  }
}
