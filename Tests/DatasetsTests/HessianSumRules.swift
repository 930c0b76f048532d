import Atomistics
import Testing

/// How far the Hessian of a molecule violates symmetry and the invariance of the energy.
struct HessianSumRules {
  /// The largest difference of H and its transpose in eV/Å².
  var asymmetry = 0.0
  /// The largest sum of a row over all atoms in eV/Å², zero by translation.
  var translation = 0.0
  /// The largest component of H (e × r) + e × F in eV/Å, zero by rotation about e: from d/dφ of F(φ).
  var rotation = 0.0

  init(_ frame: LabeledConfiguration) throws {
    let hessian = try #require(frame.labels.hessian)
    let forces = try #require(frame.labels.forces)
    let positions = frame.configuration.positions
    let size = 3 * positions.count
    for row in 0..<size {
      let own = Array(hessian[size * row..<size * row + size])
      for column in 0..<row {
        asymmetry = max(asymmetry, abs(own[column] - hessian[size * column + row]))
      }
      for axis in 0..<3 {
        let sum = stride(from: axis, to: size, by: 3).reduce(0.0) { $0 + own[$1] }
        translation = max(translation, abs(sum))
        let turned = positions.flatMap { HessianSumRules.turned($0, about: axis) }
        let response = zip(own, turned).reduce(0.0) { $0 + $1.0 * $1.1 }
        let expected = -HessianSumRules.turned(forces[row / 3], about: axis)[row % 3]
        rotation = max(rotation, abs(response - expected))
      }
    }
  }

  /// The cross product of a unit vector along an axis with a vector.
  private static func turned(_ vector: SIMD3<Double>, about axis: Int) -> [Double] {
    var result = [0.0, 0.0, 0.0]
    let (next, last) = ((axis + 1) % 3, (axis + 2) % 3)
    result[next] = -vector[last]
    result[last] = vector[next]
    return result
  }
}
