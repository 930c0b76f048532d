/// Constants and conversions between the units that the package works in.
///
/// Lengths are in Å, energies in eV, masses in amu, times in fs and temperatures in K. The values are
/// CODATA 2022 (doi:10.1103/RevModPhys.97.025002); e, k_B and N_A are exact since 2019.
public enum Units {
  /// The Boltzmann constant in eV/K: 1.380649e-23 J/K divided by e.
  public static let boltzmannConstant = 1.380649e-23 / 1.602176634e-19

  /// The acceleration in Å/fs² that a force of 1 eV/Å gives to a mass of 1 amu.
  ///
  /// 1 eV / 1 amu = 1.602176634e-19 J / 1.66053906892e-27 kg, and 1 (Å/fs)² = 1e10 m²/s².
  public static let accelerationPerForce = 1.602176634e-19 / 1.66053906892e-27 * 1e-10

  /// The kinetic energy in eV of a mass of 2 amu at 1 Å/fs: turns m v² into eV.
  public static let energyPerSquaredVelocity = 1 / accelerationPerForce

  /// The pressure in GPa of 1 eV/Å³.
  public static let gigapascalsPerEnergyDensity = 160.2176634

  /// The speed of light in cm/fs, exact since 1983.
  public static let speedOfLight = 2.99792458e-5

  /// The Planck constant in eV fs, exact since 2019.
  public static let planckConstant = 6.62607015e-34 / 1.602176634e-19 * 1e15

  /// The energy of a quantum in eV of 1 cm⁻¹: h c.
  public static let energyPerWavenumber = planckConstant * speedOfLight

  /// The wavenumber ω/(2πc) in cm⁻¹ of a harmonic oscillator with ω² in eV/(Å² amu); where ω² is
  /// negative, minus that of |ω²|, by the custom of writing imaginary frequencies.
  public static func wavenumber(squaredFrequency: Double) -> Double {
    let frequency = (abs(squaredFrequency) * accelerationPerForce).squareRoot()
    let wavenumber = frequency / (2 * .pi * speedOfLight)
    return squaredFrequency < 0 ? -wavenumber : wavenumber
  }
}
