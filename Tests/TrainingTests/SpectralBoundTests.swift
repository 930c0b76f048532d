import Potentials
import Testing
import Training

@Suite("The spectral bound")
struct SpectralBoundTests {
  private let blocks = [
    ParameterBlock(name: "radial/C-C", shape: [2, 2], start: 0, isRegularized: false, isMatrix: true),
    ParameterBlock(name: "layer0/weights/C", shape: [2, 3], start: 4, isRegularized: true, isMatrix: true),
    ParameterBlock(name: "layer1/weights/C", shape: [3, 2], start: 10, isRegularized: true, isMatrix: true),
  ]

  @Test("matrices above the bound are scaled to it, all others stay")
  func scales() {
    // Singular values 5 and 2; then 1.5 and 1, whose Frobenius norm alone exceeds 1.6.
    let wide: [Double] = [3, 4, 0, 0, 0, 2]
    let tall: [Double] = [0, 1.5, 0, 0, 1, 0]
    var parameters = [9, 9, 9, 9] + wide + tall
    SpectralBound(blocks, bound: 1.6).apply(to: &parameters)
    let expected = [9, 9, 9, 9] + wide.map { $0 * 1.6 / 5 } + tall
    #expect(zip(parameters, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    SpectralBound(blocks, bound: nil).apply(to: &parameters)
    #expect(zip(parameters, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("a fit keeps the networks within it")
  func fit() throws {
    let structures = try PlantedData.labeled(8, by: PlantedData.planted())
    let start = try PlantedData.perturbed(0.1)
    func norms(bound: Double?) throws -> [Double] {
      var options = PlantedData.options(epochs: 5)
      options.spectralBound = bound
      let trainer = try Trainer(start, training: structures, validation: structures, options: options)
      try trainer.run { _ in true }
      return start.parameterBlocks.filter { $0.name.hasPrefix("layer0/weights") }.compactMap { block in
        SpectralBound.largestSingularValue(
          DenseMatrix(
            rows: block.shape[0], columns: block.shape[1],
            elements: Array(trainer.best.parameters[block.range])))
      }
    }
    let free = try norms(bound: nil)
    let bound = 0.5 * (free.min() ?? 0)
    // Float32 is not involved; averages of bounded matrices are bounded.
    #expect(bound > 0)
    #expect(try norms(bound: bound).allSatisfy { $0 < bound * (1 + 1e-9) })
  }
}
