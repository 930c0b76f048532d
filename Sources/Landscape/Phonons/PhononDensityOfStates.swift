internal import Atomistics
internal import Foundation
public import Potentials

/// How many phonons of a crystal there are at each wavenumber, from a regular mesh of wave vectors.
public struct PhononDensityOfStates: Sendable {
  /// The mesh along each reciprocal lattice vector; even numbers.
  public let mesh: SIMD3<Int>

  /// The standard deviation in cm⁻¹ of the Gaussian that each phonon is spread by.
  public let broadening: Double

  /// Evenly spaced wavenumbers in cm⁻¹.
  public let wavenumbers: [Double]

  /// The density at each, in modes a cell per cm⁻¹; its integral is three times the number of atoms.
  public let density: [Double]

  /// All wavenumbers on the mesh in cm⁻¹; each stands for the same share of the reciprocal cell.
  public let modes: [Double]

  /// The number of wave vectors that the modes belong to.
  public let pointCount: Int

  /// Computes a density of states.
  ///
  /// The mesh lies half a step off the center, so that it has no acoustic modes of frequency zero; by
  /// time reversal half of it is enough (H. J. Monkhorst, J. D. Pack, doi:10.1103/PhysRevB.13.5188).
  ///
  /// - Parameters:
  ///   - mesh: Along each direction, rounded up to even numbers; by default so fine that the smallest repeat in space
  ///     is 60 Å.
  ///   - broadening: In cm⁻¹; by default 1/100 of the range.
  /// - Throws: `VibrationError.diagonalizationFailed`.
  public init(
    _ constants: ForceConstants, mesh: SIMD3<Int>? = nil, broadening: Double? = nil, points: Int = 500
  ) throws(VibrationError) {
    let heights = constants.crystal.cell?.heights ?? SIMD3(repeating: 60)
    let wanted = mesh ?? SIMD3<Int>((60 / heights).rounded(.up))
    let mesh = SIMD3((0..<3).map { max(2, (wanted[$0] + 1) / 2 * 2) })
    var modes: [Double] = []
    for i in 0..<mesh.x / 2 {
      for j in 0..<mesh.y {
        for k in 0..<mesh.z {
          let point = (SIMD3(Double(i), Double(j), Double(k)) + 0.5) / SIMD3<Double>(mesh)
          modes += try constants.wavenumbers(at: point)
        }
      }
    }
    let (lowest, highest) = (modes.min() ?? 0, modes.max() ?? 0)
    let width = broadening ?? max(0.01 * (highest - min(0, lowest)), 1e-3)
    let start = min(0, lowest - 4 * width)
    let step = (highest + 4 * width - start) / Double(points - 1)
    let axis = (0..<points).map { start + step * Double($0) }
    let pointCount = mesh.x / 2 * mesh.y * mesh.z
    let height = 1 / (Double(pointCount) * width * (2 * .pi).squareRoot())
    var density = [Double](repeating: 0, count: points)
    for mode in modes {
      // Beyond five standard deviations a Gaussian is below 4e-6 of its height.
      let first = max(0, Int(((mode - 5 * width - start) / step).rounded(.up)))
      let last = min(points - 1, Int(((mode + 5 * width - start) / step).rounded(.down)))
      guard first <= last else { continue }
      for index in first...last {
        let distance = (axis[index] - mode) / width
        density[index] += height * exp(-0.5 * distance * distance)
      }
    }
    self.mesh = mesh
    self.modes = modes
    self.pointCount = pointCount
    self.broadening = width
    wavenumbers = axis
    self.density = density
  }

  /// Wavenumber in cm⁻¹ and density in modes a cell per cm⁻¹, row by row.
  public var csv: String {
    "wavenumber_cm1,density_cm\n"
      + zip(wavenumbers, density).map { "\($0),\($1)\n" }.joined()
  }

  /// The functions of the crystal's oscillators at a temperature in K, a cell.
  ///
  /// Unstable modes are left out.
  public func thermalFunctions(temperature: Double) -> ThermalFunctions {
    var sum = ThermalFunctions()
    for mode in modes where mode > 0 {
      let oscillator = HarmonicOscillator(wavenumber: mode, temperature: temperature)
      sum.zeroPointEnergy += oscillator.zeroPointEnergy
      sum.energy += oscillator.zeroPointEnergy + oscillator.thermalExcitation
      sum.heatCapacity += oscillator.heatCapacity
      sum.entropy += oscillator.entropy
    }
    let share = 1 / Double(pointCount)
    return ThermalFunctions(
      zeroPointEnergy: share * sum.zeroPointEnergy, energy: share * sum.energy,
      heatCapacity: share * sum.heatCapacity, entropy: share * sum.entropy)
  }

  /// What the oscillators of one cell add up to, harmonic energy U (eV), C_V and S (eV/K).
  public struct ThermalFunctions: Sendable, Hashable {
    public var zeroPointEnergy = 0.0
    public var energy = 0.0
    public var heatCapacity = 0.0
    public var entropy = 0.0
  }
}
