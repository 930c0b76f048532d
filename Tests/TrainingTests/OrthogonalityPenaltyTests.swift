import Potentials
import Testing
import Training

@Suite("The orthogonality penalty")
struct OrthogonalityPenaltyTests {
  private let blocks = [
    ParameterBlock(name: "radial/C-C", shape: [2], start: 0, isRegularized: false, isMatrix: false),
    ParameterBlock(
      name: "layer0/weights/C", shape: [2, 3], start: 2, isRegularized: true, isMatrix: true, neuronAxis: 0),
    ParameterBlock(
      name: "layer1/weights/C", shape: [2, 2], start: 8, isRegularized: true, isMatrix: true),
  ]

  @Test("it is the squared overlap of the rows of the first layer alone")
  func value() {
    let penalty = OrthogonalityPenalty(blocks, weight: 3)
    var gradient = [Double](repeating: 0, count: 12)
    let orthogonal: [Double] = [5, 6, 1, 2, 0, -2, 1, 7, 1, 1, 1, 1]
    #expect(penalty.add(orthogonal, to: &gradient) == 0)
    #expect(gradient.allSatisfy { $0 == 0 })
    // Rows [1, 2, 0] and [1, 1, 7] overlap by 3; twice 9 over four pairs of rows.
    let value = penalty.add([5, 6, 1, 2, 0, 1, 1, 7, 1, 1, 1, 1], to: &gradient)
    #expect(abs(value - 3 * 2 * 9 / 4) < 1e-12)
    #expect(gradient.enumerated().allSatisfy { (2..<8).contains($0.offset) || $0.element == 0 })
  }

  @Test("the matrix may stand with inputs or neurons first")
  func transposed() {
    var transposed = blocks
    (transposed[1].shape, transposed[1].neuronAxis) = ([3, 2], 1)
    var gradient = [Double](repeating: 0, count: 12)
    let value = OrthogonalityPenalty(blocks, weight: 3).add(
      [5, 6, 1, 2, 0, 1, 1, 7, 1, 1, 1, 1], to: &gradient)
    var other = [Double](repeating: 0, count: 12)
    let same = OrthogonalityPenalty(transposed, weight: 3).add(
      [5, 6, 1, 1, 2, 1, 0, 7, 1, 1, 1, 1], to: &other)
    #expect(same == value)
    #expect([2, 4, 6, 3, 5, 7].map { other[$0] } == Array(gradient[2..<8]))
  }

  @Test("every family says where its first layers are")
  func families() throws {
    let families = try SmallFamilies.all(on: PlantedData.labeled(9, by: PlantedData.planted()))
    for (potential, neurons) in zip(families, [4, SmallFamilies.neurons, SmallFamilies.neurons]) {
      let blocks = potential.parameterBlocks.filter { $0.neuronAxis != nil }
      #expect(blocks.count == potential.elements.count)
      for block in blocks {
        #expect(block.neuronAxis.map { block.shape[$0] } == neurons)
        #expect(block.shape.count == 2 && block.isMatrix && block.isRegularized)
      }
    }
  }

  @Test("its gradient is the derivative")
  func gradient() {
    let penalty = OrthogonalityPenalty(blocks, weight: 2)
    let start = (0..<12).map { Double($0 * $0 % 7) - 2.5 }
    var gradient = [Double](repeating: 0, count: 12)
    _ = penalty.add(start, to: &gradient)
    for index in 2..<8 {
      var unused = gradient
      let values = [1e-4, -1e-4].map { step in
        var moved = start
        moved[index] += step
        return penalty.add(moved, to: &unused)
      }
      // The penalty is quadratic in one number: central differences are exact up to rounding.
      #expect(abs((values[0] - values[1]) / 2e-4 - gradient[index]) < 1e-7 * (1 + abs(gradient[index])))
    }
  }
}
