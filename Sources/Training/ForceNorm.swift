package import Atomistics
internal import Foundation
internal import Potentials

/// A Sobolev norm of the force error of one structure, by its labeled normal modes.
///
/// ΔF̃ = M^{1/2} Q W^{1/2} Qᵀ M^{−1/2} ΔF with the eigenvectors Q of the mass-weighted labeled Hessian and
/// W_k ∝ (1 + |ω²_k|/ω₀²)^s, scaled so that the mean of W over all 3N directions is one; translations,
/// rotations and soft modes have ω = 0. With s < 0 soft modes come first, with s > 0 stiff ones; s = 0 is ΔF.
package struct ForceNorm: Sendable {
  /// 3N × 3N numbers in row order.
  private let matrix: [Double]
  private let size: Int

  /// Prepares the norm of a structure; `nil` where it has no complete Hessian.
  ///
  /// - Parameters:
  ///   - exponent: s.
  ///   - frequency: ω₀ as a wavenumber in cm⁻¹.
  /// - Throws: `VibrationError` when the modes cannot be computed.
  package init?(_ structure: LabeledConfiguration, exponent: Double, frequency: Double) throws {
    guard exponent != 0, let hessian = structure.labels.hessian, hessian.allSatisfy(\.isFinite)
    else { return nil }
    let modes = try NormalModes(of: structure.configuration, hessian: hessian)
    let size = 3 * structure.configuration.count
    let vectors = (0..<modes.count).map { Array(modes.vector(of: $0)) } + modes.excluded
    let ratios =
      modes.wavenumbers.map { $0 * $0 / (frequency * frequency) } + modes.excluded.map { _ in 0 }
    let weights = ratios.map { pow(1 + $0, exponent) }
    let mean = weights.reduce(0, +) / Double(size)
    let roots = modes.masses.flatMap { Array(repeating: $0.squareRoot(), count: 3) }
    var matrix = [Double](repeating: 0, count: size * size)
    for (vector, weight) in zip(vectors, weights) {
      let factor = (weight / mean).squareRoot()
      for row in 0..<size {
        let left = factor * roots[row] * vector[row]
        for column in 0..<size { matrix[row * size + column] += left * vector[column] / roots[column] }
      }
    }
    self.matrix = matrix
    self.size = size
  }

  /// ΔF̃ of an error of the forces.
  package func apply(_ error: [Double]) -> [Double] {
    (0..<size).map { row in
      (0..<size).reduce(0) { $0 + matrix[row * size + $1] * error[$1] }
    }
  }

  /// The derivative with respect to ΔF from that with respect to ΔF̃.
  package func pullBack(_ slope: [Double]) -> [Double] {
    (0..<size).map { column in
      (0..<size).reduce(0) { $0 + matrix[$1 * size + column] * slope[$1] }
    }
  }
}
