public import Atomistics
internal import Foundation

extension DensityPotential {
  /// Sets means and scales of the features from their distribution over the atoms of some structures.
  ///
  /// Every feature of an element gets mean 0 and standard deviation (σ/σ_max)^0.3, σ being its own: features that
  /// vary little, mostly those of fast radial functions, keep a little of their smallness. Full
  /// standardization (exponent 0) makes the test error of silicon 4 % larger.
  public mutating func standardizeFeatures(on structures: [LabeledConfiguration]) throws {
    featureMeans = featureMeans.map { _ in 0 }
    featureScales = featureScales.map { _ in 1 }
    let sums = try FeatureSums<SIMD8<Double>>(self).collect(structures.map(\.configuration))
    for element in elements.indices {
      let range = element * featureCount..<(element + 1) * featureCount
      let count = Double(max(sums.counts[element], 1))
      let means = range.map { sums.sums[$0] / count }
      let deviations = zip(range, means).map { index, mean in
        max(sums.squares[index] / count - mean * mean, 0).squareRoot()
      }
      let largest = deviations.max() ?? 0
      for (offset, index) in range.enumerated() {
        featureMeans[index] = means[offset]
        let deviation = max(deviations[offset], 1e-4 * largest)
        featureScales[index] = deviation > 0 ? pow(deviation / largest, 0.3) / deviation : 1
      }
    }
  }
}

/// Sums of features and their squares over atoms of each element.
private struct FeatureSums<L: Lane> {
  var counts: [Int]
  var sums: [Double]
  var squares: [Double]
  private let potential: DensityPotential

  init(_ potential: DensityPotential) {
    self.potential = potential
    counts = Array(repeating: 0, count: potential.elements.count)
    sums = Array(repeating: 0, count: potential.elements.count * potential.featureCount)
    squares = sums
  }

  @specialized(where L == SIMD8<Double>)
  consuming func collect(_ configurations: [Configuration]) throws -> FeatureSums {
    let tables = DensityTables<L.Scalar>(potential)
    let sweep = DensitySweep<Real<L>>(potential, tables: tables)
    let pairs = PairBlocks<L>(cutoff: potential.cutoff)
    for configuration in configurations {
      let graph: NeighborGraph<L.Scalar> = try potential.graph(of: configuration)
      pairs.assemble(
        (0..<configuration.count).map { PairBlocks<L>.Entry(graph: 0, atom: $0, siteOffset: 0) },
        graphs: [graph], siteCount: configuration.count)
      for (index, block) in pairs.blocks.enumerated() {
        _ = sweep.forward(block, index: index, of: pairs, directions: .none)
        let centers = pairs.centers.base + index * L.width
        for lane in 0..<L.width where centers[lane] != Int32(configuration.count) {
          counts[block.element] += 1
          for feature in 0..<potential.featureCount {
            let value = Double(sweep.features[feature].real[lane])
            sums[block.element * potential.featureCount + feature] += value
            squares[block.element * potential.featureCount + feature] += value * value
          }
        }
      }
    }
    return self
  }
}
