public import Atomistics
internal import Foundation

extension NEPPotential {
  /// Sets means and scales of the features from their distribution over the atoms of some structures.
  ///
  /// Every feature gets mean 0 for each network, and a common scale that makes its standard deviation (σ/σ_max)^0.3,
  /// σ being its own: features that vary little keep a little of their smallness.
  ///
  /// - Throws: `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  public mutating func standardizeFeatures(on structures: [LabeledConfiguration]) throws {
    let sums = try featureSums(structures)
    let features = featureCount
    var variances = [Double](repeating: 0, count: features)
    for network in 0..<layout.networkCount {
      let count = max(sums.counts[network], 1)
      for feature in 0..<features {
        let index = network * features + feature
        let mean = sums.sums[index] / count
        featureMeans[index] = mean
        variances[feature] += max(sums.squares[index] - count * mean * mean, 0)
      }
    }
    let largest = (variances.max() ?? 0).squareRoot()
    let atoms = max(sums.counts.reduce(0, +), 1).squareRoot()
    guard largest > 0 else { return }
    for feature in 0..<features {
      let deviation = max(variances[feature].squareRoot(), 1e-4 * largest)
      featureScales[feature] = pow(deviation / largest, 0.3) * atoms / deviation
    }
  }

  /// Subtracts the mean of each feature over the atoms of some structures and makes up for it in the biases, which changes
  /// no energy but makes training easier.
  ///
  /// - Throws: As `standardizeFeatures(on:)`.
  public mutating func centerFeatures(on structures: [LabeledConfiguration]) throws {
    let sums = try featureSums(structures)
    let features = featureCount
    for network in 0..<layout.networkCount {
      for feature in 0..<features {
        let index = network * features + feature
        let mean = sums.sums[index] / max(sums.counts[network], 1)
        let shift = mean - featureMeans[index]
        featureMeans[index] = mean
        for neuron in 0..<hyperparameters.neurons {
          let weight = parameters[layout.weights(network) + neuron * features + feature]
          parameters[layout.biases(network) + neuron] -= weight * featureScales[feature] * shift
        }
      }
    }
  }

  private func featureSums(_ structures: [LabeledConfiguration]) throws -> FeatureSums {
    typealias L = SIMD8<Double>
    let sweep = NEPSweep<Real<L>>(self, tables: NEPTables<Double>(self))
    return try FeatureSums(
      self, over: structures, networks: layout.networkCount, features: featureCount, network: layout.network(of:)
    ) { (block, index, pairs: PairBlocks<L>) in
      _ = sweep.forward(block, index: index, of: pairs, directions: .none)
      return sweep.features
    }
  }
}
