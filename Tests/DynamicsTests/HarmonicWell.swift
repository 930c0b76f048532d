import Atomistics
import Potentials

/// Independent atoms, each bound to a point by a spring: E = ½ k Σ |r − r₀|², solvable in closed form.
struct HarmonicWell: Potential {
  var stiffness: Double
  var minima: [SIMD3<Double>]
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
    var well: HarmonicWell
    var evaluation: Evaluation
    var offsets: [Int]

    mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
      for structure in evaluation.energies.indices {
        evaluation.energies[structure] = 0
        for atom in offsets[structure]..<offsets[structure + 1] {
          let arm = positions[atom] - well.minima[atom - offsets[structure]]
          evaluation.forces[atom] = -well.stiffness * arm
          evaluation.atomEnergies[atom] = 0.5 * well.stiffness * arm.dot(arm)
          evaluation.energies[structure] += evaluation.atomEnergies[atom]
        }
      }
    }
  }
}
