import Atomistics
import Foundation
import Potentials
import Testing

/// A skewed crystal of two elements with a random density potential, far from any symmetry.
enum ManyBodyCrystal {
  static let configuration = Configuration(
    elements: ["Ga", "N", "N"].compactMap(Element.init(symbol:)),
    positions: [[0.1, 0.2, 0], [1.6, 1.4, 1.5], [0.3, 2.2, 2.1]],
    cell: Cell(Matrix3([3.1, 0.2, 0], [0.5, 3.3, -0.3], [0, 0.4, 3.2])))

  static func potential() throws -> DensityPotential {
    var generator = RandomGenerator(seed: 5, stream: 9)
    let elements = ["N", "Ga"].compactMap(Element.init(symbol:))
    var potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(
        cutoff: 3.4, radialScale: 1.3, radialBasisSize: 5, radialChannels: 3, angularChannels: 2,
        maximumDegree: 2, tripleDegree: 2, tripleChannels: 2, hiddenLayers: [6]),
      elements: elements, referenceEnergies: [0, 0])
    for index in potential.parameters.indices { potential.parameters[index] = 0.2 * generator.gaussian() }
    return potential
  }

  /// The dynamical matrix by its response to real waves that fit into a supercell.
  ///
  /// With u_jb = √(1/m_j) cos(q·r) or sin(q·r), (H u)_ia/√m_i on the home cell is
  /// Re or Im of Σ_R Φ_ia,jbR exp(i q·r_jR)/√(m_i m_j), the matrix up to the phase exp(i q·r_i).
  static func dynamicalMatrix(
    of potential: DensityPotential, at q: SIMD3<Double>, supercell factors: SIMD3<Int>
  ) throws -> [[(real: Double, imaginary: Double)]] {
    let cell = try #require(configuration.cell).vectors
    let inverse = cell.inverse
    let count = configuration.count
    var atoms = Configuration(
      elements: [], positions: [],
      cell: Cell(
        Matrix3(
          Double(factors.x) * cell[0], Double(factors.y) * cell[1], Double(factors.z) * cell[2])))
    for i in 0..<factors.x {
      for j in 0..<factors.y {
        for k in 0..<factors.z {
          atoms.elements += configuration.elements
          let origin = SIMD3(Double(i), Double(j), Double(k)) * cell
          atoms.positions += configuration.positions.map { $0 + origin }
        }
      }
    }
    func phase(_ atom: Int) -> Double { 2 * .pi * q.dot(atoms.positions[atom] * inverse) }
    let masses = configuration.elements.map(\.mass)
    let zero = [(real: Double, imaginary: Double)](
      repeating: (real: 0, imaginary: 0), count: 3 * count)
    var matrix = Array(repeating: zero, count: 3 * count)
    for column in 0..<3 * count {
      func wave(_ function: (Double) -> Double) -> [SIMD3<Double>] {
        atoms.positions.indices.map { atom in
          var vector = SIMD3<Double>.zero
          if atom % count == column / 3 {
            vector[column % 3] = function(phase(atom)) / masses[column / 3].squareRoot()
          }
          return vector
        }
      }
      let real = try potential.hessianVectorProduct(of: atoms, along: wave { cos($0) })
      let imaginary = try potential.hessianVectorProduct(of: atoms, along: wave { sin($0) })
      for row in 0..<3 * count {
        let atom = row / 3
        let (a, b) = (real[atom][row % 3], imaginary[atom][row % 3])
        let (cosine, sine) = (cos(phase(atom)), sin(phase(atom)))
        let scale = 1 / masses[atom].squareRoot()
        matrix[row][column] = (scale * (a * cosine + b * sine), scale * (b * cosine - a * sine))
      }
    }
    return matrix
  }
}
