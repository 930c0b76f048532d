import Atomistics
import Potentials
import Testing
import Training

@Suite("Conflicts between the gradients of the terms")
struct GradientConflictTests {
  private let gradients: [[Double]] = [[3, 0, 0, 1], [-1, 2, 0, 0], [0.5, -1, 4, 0]]

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  @Test("ConFIG has the same positive cosine with all and the length of their projections")
  func config() {
    let result = GradientConflict.config.combine(gradients)
    let norm = dot(result, result).squareRoot()
    let cosines = gradients.map { dot($0, result) / (dot($0, $0).squareRoot() * norm) }
    #expect(cosines.allSatisfy { $0 > 0 && abs($0 - cosines[0]) < 1e-9 })
    let projections = gradients.reduce(0) { $0 + dot($1, result) / norm }
    #expect(abs(norm - projections) < 1e-9)
  }

  @Test("PCGrad leaves agreeing gradients alone and takes the conflict out of two")
  func pcgrad() {
    #expect(GradientConflict.pcgrad.combine([[1, 0], [1, 1], [0, 0]]) == [2, 1])
    // [1, 0] − (−1/2)[−1, 1] = [1/2, 1/2] and [−1, 1] + [1, 0] = [0, 1].
    let result = GradientConflict.pcgrad.combine([[1, 0], [-1, 1], [0, 0]])
    #expect(abs(result[0] - 0.5) < 1e-15 && abs(result[1] - 1.5) < 1e-15)
  }

  @Test("balancing brings all to the geometric mean of their norms")
  func balance() {
    let result = GradientConflict.balance.combine([[2, 0, 0], [0, 0, 0], [0, 8, 0]])
    #expect(zip(result, [4, 4, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("the sum of separate gradients is the gradient of the sum, and cosines are logged")
  func measure() throws {
    let structures = try PlantedData.labeledWithHessians(6, by: PlantedData.planted())
    func run(_ conflict: GradientConflict) throws -> (gradient: [Double], record: EpochRecord) {
      var options = PlantedData.options(epochs: 1)
      (options.batchSize, options.hessianWeight, options.gradientConflict) = (6, 1e-3, conflict)
      (options.learningRate, options.weightDecay) = (1e-30, 0)
      let trainer = try Trainer(
        PlantedData.perturbed(0.2), training: structures, validation: [], options: options)
      var records: [EpochRecord] = []
      try trainer.run { record in
        records.append(record)
        return true
      }
      return (trainer.gradient, try #require(records.first))
    }
    let (whole, parts) = (try run(.none), try run(.measure))
    let scale = whole.gradient.map(abs).max() ?? 0
    // Float32 sums in another order.
    #expect(zip(whole.gradient, parts.gradient).allSatisfy { abs($0 - $1) < 1e-5 * scale })
    for term in LossTerm.allCases {
      #expect(whole.record.training[term].count == parts.record.training[term].count)
    }
    #expect(abs(whole.record.training.loss / parts.record.training.loss - 1) < 1e-5)
    #expect(whole.record.gradientCosines == nil)
    let cosines = try #require(parts.record.gradientCosines)
    for cosine in [cosines.energyForce, cosines.energyHessian, cosines.forceHessian] {
      #expect(abs(cosine) <= 1)
    }
  }
}
