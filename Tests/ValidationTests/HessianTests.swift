import Atomistics
import Potentials
import Testing
import Validation

@Suite struct HessianTests {
  @Test func ofADimerIsTheClosedForm() throws {
    let argon = try #require(Element(symbol: "Ar"))
    let (epsilon, sigma, distance) = (0.0104, 3.4, 3.6)
    let potential = LennardJones(
      [argon: .init(epsilon: epsilon, sigma: sigma)], cutoff: 9, smoothingStart: 8)
    // Along x: U″ between the atoms, and U′/r across, with opposite signs for the other atom.
    let dimer = Configuration(elements: [argon, argon], positions: [.zero, [distance, 0, 0]])
    let hessian = try potential.hessian(of: dimer)
    var sixth = 1.0
    for _ in 0..<6 { sixth *= sigma / distance }
    let first = 4 * epsilon * (-12 * sixth * sixth + 6 * sixth) / distance
    let second = 4 * epsilon * (156 * sixth * sixth - 42 * sixth) / (distance * distance)
    let across = first / distance
    let signs = [1.0, -1.0]
    for (row, value) in (0..<6).flatMap({ row in (0..<6).map { (row, $0) } }) {
      let axis = row % 3
      let expected =
        axis != value % 3 ? 0 : signs[row / 3] * signs[value / 3] * (axis == 0 ? second : across)
      // The step of 10⁻³ Å leaves h²/6 times the fourth derivative, below 10⁻⁶ eV/Å² here.
      #expect(abs(hessian[6 * row + value] - expected) < 1e-6, "\(row), \(value)")
    }
  }

  @Test func isTheSameWhateverItIsCutInto() throws {
    let argon = try #require(Element(symbol: "Ar"))
    let potential = LennardJones([argon: .init(epsilon: 0.0104, sigma: 3.4)], cutoff: 9)
    // 21 rows: one full set of sixteen displacements and a part of another.
    let cluster = Configuration(
      elements: Array(repeating: argon, count: 7),
      positions: (0..<7).map { [3.6 * Double($0), Double($0 % 2), Double($0 % 3)] })
    let hessian = try potential.hessian(of: cluster)
    // Moving all atoms together changes no force: each row sums to zero over the atoms.
    for row in 0..<21 {
      for axis in 0..<3 {
        let sum = (0..<7).reduce(0) { $0 + hessian[21 * row + 3 * $1 + axis] }
        #expect(abs(sum) < 1e-9)
      }
    }
    #expect(abs(hessian[21 * 20 + 20]) > 1e-4)
  }
}
