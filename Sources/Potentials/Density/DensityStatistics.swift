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
    let sums = try featureSums(structures)
    for element in elements.indices {
      let range = element * featureCount..<(element + 1) * featureCount
      let count = max(sums.counts[element], 1)
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

  private func featureSums(_ structures: [LabeledConfiguration]) throws -> FeatureSums {
    typealias L = SIMD8<Double>
    let sweep = DensitySweep<Real<L>>(self, tables: DensityTables<Double>(self))
    return try FeatureSums(
      self, over: structures, networks: elements.count, features: featureCount, network: { $0 }
    ) { (block, index, pairs: PairBlocks<L>) in
      _ = sweep.forward(block, index: index, of: pairs, directions: .none)
      return sweep.features
    }
  }
}
