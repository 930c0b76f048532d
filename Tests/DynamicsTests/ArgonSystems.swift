import Atomistics
import Dynamics
import Potentials
import Testing

/// Argon: ε/k_B = 119.8 K, σ = 3.405 Å (Rahman 1964, doi:10.1103/PhysRev.136.A405).
func argonPotential(cutoff: Double = 8.5) throws -> LennardJones {
  let argon = try #require(Element(symbol: "Ar"))
  let depth = 119.8 * Units.boltzmannConstant
  return LennardJones([argon: .init(epsilon: depth, sigma: 3.405)], cutoff: cutoff)
}

/// A face-centered cubic crystal of 4 n³ atoms at its low-temperature lattice constant.
func argonCrystal(repeats: Int = 3, latticeConstant: Double = 5.3) throws -> Configuration {
  let argon = try #require(Element(symbol: "Ar"))
  let corners: [SIMD3<Double>] = [[0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]
  var positions: [SIMD3<Double>] = []
  for a in 0..<repeats {
    for b in 0..<repeats {
      for c in 0..<repeats {
        positions += corners.map { latticeConstant * ($0 + SIMD3(Double(a), Double(b), Double(c))) }
      }
    }
  }
  return Configuration(
    elements: positions.map { _ in argon }, positions: positions,
    cell: Cell(latticeConstant * Double(repeats) * Matrix3.identity))
}

/// The icosahedron of 13 argon atoms, with edges of about the pair distance.
func argonCluster() throws -> Configuration {
  let argon = try #require(Element(symbol: "Ar"))
  let golden = (1 + 5.0.squareRoot()) / 2
  var positions: [SIMD3<Double>] = [.zero]
  for a in [-1.0, 1] {
    for b in [-golden, golden] {
      positions += [SIMD3(0, a, b), SIMD3(a, b, 0), SIMD3(b, 0, a)]
    }
  }
  let scale = 3.7 / SIMD3(0, 1, golden).norm
  return Configuration(
    elements: positions.map { _ in argon }, positions: positions.map { scale * $0 })
}
