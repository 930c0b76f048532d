import Atomistics
import Potentials

/// Atoms in springs, E = ½ k r², whose force may be wrong: F = −k r + s (ẑ × r).
///
/// The swirl s is not the derivative of any energy and pumps energy in; the energy may be NaN beyond a
/// distance, like that of a broken fit.
struct SwirlingWell: Potential {
  var stiffness = 10.0
  var swirl = 0.0
  var radiusOfNaN = Double.infinity
  let elements: [Element] = []
  let cutoff = 1.0

  func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    Springs(
      well: self, evaluation: Evaluation(atomCounts: structures.map(\.count)),
      offsets: structures.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) })
  }

  struct Springs: Evaluator {
    var well: SwirlingWell
    var evaluation: Evaluation
    var offsets: [Int]

    mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
      for structure in evaluation.energies.indices {
        evaluation.energies[structure] = 0
        for atom in offsets[structure]..<offsets[structure + 1] {
          let r = positions[atom]
          evaluation.forces[atom] = -well.stiffness * r + well.swirl * SIMD3(-r.y, r.x, 0)
          evaluation.energies[structure] +=
            r.norm > well.radiusOfNaN ? .nan : 0.5 * well.stiffness * r.dot(r)
        }
      }
    }
  }
}
