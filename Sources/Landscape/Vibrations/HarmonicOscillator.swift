internal import Atomistics
internal import Foundation

/// One quantum harmonic oscillator at a temperature.
struct HarmonicOscillator {
  /// The energy of a quantum in eV.
  let quantum: Double

  /// k_B T in eV; zero for the ground state.
  let thermalEnergy: Double

  init(wavenumber: Double, temperature: Double) {
    quantum = wavenumber * Units.energyPerWavenumber
    thermalEnergy = Units.boltzmannConstant * temperature
  }

  private var ratio: Double { quantum / thermalEnergy }

  /// Half a quantum, in eV.
  var zeroPointEnergy: Double { quantum / 2 }

  /// The energy hν/(exp(hν/kT) − 1) above the ground state, in eV.
  var thermalExcitation: Double { thermalEnergy > 0 ? quantum / expm1(ratio) : 0 }

  /// The heat capacity in eV/K: k x² eˣ/(eˣ − 1)², x = hν/kT.
  var heatCapacity: Double {
    guard thermalEnergy > 0 else { return 0 }
    let half = ratio / 2
    // sinh overflows harmlessly: the quotient is zero then.
    let quotient = half / sinh(half)
    return Units.boltzmannConstant * quotient * quotient
  }

  /// The entropy in eV/K: k [x/(eˣ − 1) − ln(1 − e⁻ˣ)].
  var entropy: Double {
    guard thermalEnergy > 0 else { return 0 }
    return Units.boltzmannConstant * (ratio / expm1(ratio) - log1p(-exp(-ratio)))
  }
}
