import Atomistics

/// Springs between all atoms, as in tools/datasets/springs.py: what the labels of the sample files are.
///
/// E = Σᵢ −10 eV Zᵢ + Σᵢ<ⱼ k/2 (rᵢⱼ − r₀)² with k = 5 eV/Å² and r₀ = 1.2 Å; periodic images do not interact.
struct SpringModel {
  static let stiffness = 5.0
  static let length = 1.2

  /// The energy of the springs alone, in eV: without that of isolated atoms.
  let formationEnergy: Double
  let labels: Labels

  init(_ configuration: Configuration) {
    let count = configuration.count
    var energy = 0.0
    var forces = [SIMD3<Double>](repeating: .zero, count: count)
    var hessian = [Double](repeating: 0, count: 9 * count * count)
    var virial = Matrix3.zero
    for first in 0..<count {
      for second in 0..<first {
        let vector = configuration.positions[first] - configuration.positions[second]
        let distance = vector.norm
        let direction = vector / distance
        let slope = SpringModel.stiffness * (distance - SpringModel.length)
        energy += slope * (distance - SpringModel.length) / 2
        forces[first] -= slope * direction
        forces[second] += slope * direction
        for row in 0..<3 {
          for column in 0..<3 {
            let along = direction[row] * direction[column]
            let across = (row == column ? 1 : 0) - along
            virial[row][column] -= slope * distance * along
            let block = SpringModel.stiffness * along + slope / distance * across
            for (a, b, sign) in [
              (first, first, 1.0), (second, second, 1), (first, second, -1), (second, first, -1),
            ] {
              hessian[(3 * a + row) * 3 * count + 3 * b + column] += sign * block
            }
          }
        }
      }
    }
    formationEnergy = energy
    let atoms = configuration.elements.reduce(0) { $0 - 10 * Double($1.atomicNumber) }
    labels = Labels(energy: energy + atoms, forces: forces, virial: virial, hessian: hessian)
  }
}
