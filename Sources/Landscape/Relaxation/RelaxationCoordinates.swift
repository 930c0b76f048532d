internal import Atomistics
internal import Foundation

/// Positions, and where wanted the shape of the cell, as one vector of numbers.
///
/// With a symmetric deformation F the atoms stand at r_i = x_i F and the lattice vectors at L F, where x_i
/// are positions in the cell L of the start. The vector holds all x_i in Å, then the nine elements of
/// (F − 1) ℓ √N with ℓ³ = V/N, whose curvature is that of springs between atoms, so that one step length
/// suits all of them (E. B. Tadmor et al., doi:10.1103/PhysRevB.59.235, treat atoms and strain alike).
struct RelaxationCoordinates {
  private let start: Configuration
  private let scale: Double
  let relaxesCell: Bool

  init(_ start: Configuration, relaxesCell: Bool) throws(LandscapeError) {
    guard start.count > 0 else { throw .noAtoms }
    if relaxesCell, start.cell?.periodicity != [true, true, true] { throw .notPeriodic }
    self.start = start
    self.relaxesCell = relaxesCell
    let count = Double(start.count)
    scale = relaxesCell ? cbrt((start.cell?.volume ?? 1) / count) * count.squareRoot() : 1
  }

  /// The vector of the start.
  var initial: [Double] {
    start.positions.flatMap { [$0.x, $0.y, $0.z] } + (relaxesCell ? Array(repeating: 0, count: 9) : [])
  }

  private func deformation(_ vector: [Double]) -> Matrix3 {
    relaxesCell
      ? .identity + 1 / scale * Matrix3(vector[(3 * start.count)...]) : .identity
  }

  /// The configuration that a vector stands for.
  func configuration(_ vector: [Double]) -> Configuration {
    let deformation = deformation(vector)
    var result = start
    for atom in 0..<start.count {
      let x = SIMD3(vector[3 * atom], vector[3 * atom + 1], vector[3 * atom + 2])
      result.positions[atom] = x * deformation
    }
    if relaxesCell, let cell = start.cell {
      result.cell = Cell(cell.vectors * deformation, periodicity: cell.periodicity)
    }
    return result
  }

  /// The gradient ∂E/∂x_i = −f_i Fᵀ and ∂E/∂F = −F⁻ᵀ W, its symmetric part, in the scale of the vector.
  func gradient(_ vector: [Double], forces: [SIMD3<Double>], virial: Matrix3) -> [Double] {
    let deformation = deformation(vector)
    let transpose = deformation.transpose
    var result: [Double] = []
    result.reserveCapacity(vector.count)
    for force in forces {
      let slope = force * transpose
      result.append(-slope.x)
      result.append(-slope.y)
      result.append(-slope.z)
    }
    if relaxesCell {
      let slope = deformation.inverse.transpose * virial
      result += (-0.5 / scale * (slope + slope.transpose)).elements
    }
    return result
  }
}
