import Atomistics
import Foundation
import Testing

@Suite struct SuperpositionTests {
  /// A rotation about an axis by Rodrigues' formula, for row vectors.
  private func turn(_ axis: SIMD3<Double>, _ angle: Double) -> Matrix3 {
    let n = axis / axis.norm
    let rows = [SIMD3(1.0, 0, 0), [0, 1, 0], [0, 0, 1]].map {
      $0 * cos(angle) + n.cross($0) * sin(angle) + n * (n.dot($0) * (1 - cos(angle)))
    }
    return Matrix3(rows[0], rows[1], rows[2])
  }

  private func cloud(_ count: Int, seed: UInt64) -> [SIMD3<Double>] {
    var generator = TestGenerator(seed: seed)
    return (0..<count).map { _ in generator.vector(-3...3) }
  }

  /// Rounding of coordinates of some Å leaves 10⁻¹⁵ Å; 10⁻¹² leaves room for the square root of the sums.
  @Test(arguments: [2, 3, 4, 30], [0.0, 0.3, 2, 3.141592653589793])
  func undoesARotation(_ count: Int, _ angle: Double) {
    let points = cloud(count, seed: UInt64(count))
    let rotation = turn([0.3, -1, 0.5], angle)
    let moved = points.map { $0 * rotation + [5, -7, 11] }
    let superposition = Superposition(of: moved, onto: points)
    for (point, original) in zip(moved, points) {
      #expect((superposition.place(point) - original).norm < 1e-12)
    }
    #expect(abs(superposition.rotation.determinant - 1) < 1e-12)
  }

  @Test func pointsInAPlaneAndALine() {
    for points in [cloud(6, seed: 1).map { SIMD3($0.x, $0.y, 0) }, [[0, 0, 0], [0, 0, 1], [0, 0, 3]]] {
      let moved = points.map { $0 * turn([1, 1, 0], 1.1) }
      let superposition = Superposition(of: moved, onto: points)
      for (point, original) in zip(moved, points) {
        #expect((superposition.place(point) - original).norm < 1e-12)
      }
    }
  }

  /// A mirror image cannot be turned onto its original.
  @Test func reflectionsAreNotUndone() {
    let points = cloud(8, seed: 3)
    let superposition = Superposition(of: points.map { $0 * [-1, 1, 1] }, onto: points)
    #expect(abs(superposition.rotation.determinant - 1) < 1e-12)
    let left = zip(points, points.map { superposition.place($0 * [-1, 1, 1]) }).map { ($0 - $1).norm }
    #expect((left.max() ?? 0) > 0.5)
  }

  /// No other rotation comes closer: distances grow to second order in any small turn away.
  @Test func isTheClosest() {
    let (points, others) = (cloud(7, seed: 4), cloud(7, seed: 5))
    let superposition = Superposition(of: others, onto: points)
    func distance(_ rotation: Matrix3) -> Double {
      zip(others, points).reduce(0) {
        let rest = ($1.0 - superposition.center) * rotation + superposition.target - $1.1
        return $0 + rest.dot(rest)
      }
    }
    let best = distance(superposition.rotation)
    for axis in cloud(10, seed: 6) {
      for angle in [-1e-3, 1e-3, 0.5, 2] {
        #expect(distance(superposition.rotation * turn(axis, angle)) > best)
      }
    }
  }
}
