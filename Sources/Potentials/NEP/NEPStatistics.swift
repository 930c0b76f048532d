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

  private func featureSums(_ structures: [LabeledConfiguration]) throws -> FeatureSums<SIMD8<Double>> {
    try FeatureSums<SIMD8<Double>>(self).collect(structures.map(\.configuration))
  }
}

/// Numbers of atoms and sums of features and their squares, for each network.
private struct FeatureSums<L: Lane> {
  var counts: [Double]
  var sums: [Double]
  var squares: [Double]
  private let potential: NEPPotential

  init(_ potential: NEPPotential) {
    self.potential = potential
    counts = Array(repeating: 0, count: potential.layout.networkCount)
    sums = Array(repeating: 0, count: potential.featureMeans.count)
    squares = sums
  }

  @specialized(where L == SIMD8<Double>)
  consuming func collect(_ configurations: [Configuration]) throws -> FeatureSums {
    let sweep = NEPSweep<Real<L>>(potential, tables: NEPTables<L.Scalar>(potential))
    let pairs = PairBlocks<L>(cutoff: potential.cutoff)
    for configuration in configurations {
      let graph: NeighborGraph<L.Scalar> = try potential.graph(of: configuration)
      pairs.assemble(
        (0..<configuration.count).map { PairBlocks<L>.Entry(graph: 0, atom: $0, siteOffset: 0) },
        graphs: [graph], siteCount: configuration.count)
      for (index, block) in pairs.blocks.enumerated() {
        _ = sweep.forward(block, index: index, of: pairs, directions: .none)
        let network = potential.layout.network(of: block.element)
        let centers = pairs.centers.base + index * L.width
        for lane in 0..<L.width where centers[lane] != Int32(configuration.count) {
          counts[network] += 1
          for feature in 0..<potential.featureCount {
            let value = Double(sweep.features[feature].real[lane])
            sums[network * potential.featureCount + feature] += value
            squares[network * potential.featureCount + feature] += value * value
          }
        }
      }
    }
    return self
  }
}
