import Atomistics
import Potentials
import Testing
import Training

@Suite("Sobolev norms of the force error")
struct ForceNormTests {
  private func structure() throws -> LabeledConfiguration {
    try PlantedData.labeledWithHessians(1, by: PlantedData.planted())[0]
  }

  @Test("every mode is weighted by (1 + ω²/ω₀²)^s, the mean weight being one", arguments: [-2, -0.5, 1.0])
  func weights(exponent: Double) throws {
    let structure = try structure()
    let norm = try #require(try ForceNorm(structure, exponent: exponent, frequency: 800))
    let hessian = try #require(structure.labels.hessian)
    let modes = try NormalModes(of: structure.configuration, hessian: hessian)
    let roots = modes.masses.flatMap { Array(repeating: $0.squareRoot(), count: 3) }
    func weight(_ vector: [Double]) -> Double {
      let force = zip(roots, vector).map { $0 * $1 }
      let result = norm.apply(force)
      let ratio = zip(result, force).reduce(0) { $0 + $1.0 * $1.1 } / force.reduce(0) { $0 + $1 * $1 }
      // A mode stays what it is but for its size.
      #expect(zip(result, force).allSatisfy { abs($0 - ratio * $1) < 1e-9 * (1 + abs(ratio)) })
      return ratio * ratio
    }
    let rigid = modes.excluded.map(weight)
    var total = rigid.reduce(0, +)
    for mode in 0..<modes.count {
      let found = weight(Array(modes.vector(of: mode)))
      total += found
      let ratio = modes.wavenumbers[mode] / 800
      var expected = rigid[0]
      let base = 1 + ratio * ratio
      expected *= exponent == 1 ? base : exponent == -2 ? 1 / (base * base) : 1 / base.squareRoot()
      #expect(abs(found - expected) < 1e-8 * expected)
    }
    #expect(abs(total / Double(roots.count) - 1) < 1e-9)
  }

  @Test("the pull-back is the transpose")
  func transpose() throws {
    let structure = try structure()
    let norm = try #require(try ForceNorm(structure, exponent: 1, frequency: 500))
    var generator = RandomGenerator(seed: 5)
    let size = 3 * structure.configuration.count
    let (a, b) = ((0..<size).map { _ in generator.gaussian() }, (0..<size).map { _ in generator.gaussian() })
    let left = zip(norm.apply(a), b).reduce(0) { $0 + $1.0 * $1.1 }
    let right = zip(a, norm.pullBack(b)).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(left - right) < 1e-9 * abs(left))
  }

  @Test("without an exponent or a Hessian there is no norm")
  func none() throws {
    var structure = try structure()
    let still = try ForceNorm(structure, exponent: 0, frequency: 500)
    #expect(still.map { _ in 1 } == nil)
    structure.labels.hessian = nil
    let without = try ForceNorm(structure, exponent: 1, frequency: 500)
    #expect(without.map { _ in 1 } == nil)
  }
}
