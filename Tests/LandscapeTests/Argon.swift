import Atomistics
import Potentials

/// Systems of Lennard-Jones atoms with closed forms.
enum Argon {
  static let element = Element(symbol: "Ar")!
  static let epsilon = 0.0104
  static let sigma = 3.4
  static let mass = element.mass

  /// The distance 2^(1/6) σ at which a pair rests.
  static let rest = 1.122462048309373 * sigma

  /// The curvature 72 ε/(2^(1/3) σ²) of a pair at rest in eV/Å².
  static let curvature = 72 * epsilon / (1.2599210498948732 * sigma * sigma)

  /// Exact Lennard-Jones up to 1000 Å.
  static let unlimited = potential(cutoff: 1000, smoothingStart: 999)

  /// Between nearest neighbors of the face-centered crystal only.
  static let nearest = potential(cutoff: 1.3 * rest, smoothingStart: 1.2 * rest)

  /// Several shells of neighbors.
  static let several = potential(cutoff: 8.5, smoothingStart: 6)

  private static func potential(cutoff: Double, smoothingStart: Double) -> LennardJones {
    LennardJones(
      [element: .init(epsilon: epsilon, sigma: sigma)], cutoff: cutoff, smoothingStart: smoothingStart)
  }

  static func cluster(_ positions: [SIMD3<Double>]) -> Configuration {
    Configuration(elements: positions.map { _ in element }, positions: positions)
  }

  /// The primitive cell of the face-centered crystal with a distance between neighbors.
  static func crystal(spacing: Double) -> Configuration {
    let h = spacing / 2.0.squareRoot()
    return Configuration(
      elements: [element], positions: [.zero], cell: Cell(Matrix3([0, h, h], [h, 0, h], [h, h, 0])))
  }
}
