/// Where each parameter of a neuroevolution potential stands.
///
/// First the radial coefficients c_nk of every ordered pair of elements (central, neighbor), n × k, then the
/// angular ones; then for each network the weights (neurons × features), biases, output weights and, in the
/// fifth version, an offset; last the common offset.
package struct NEPLayout: Sendable {
  package let elements: [String]
  package let hyperparameters: NEPHyperparameters
  package let parameterCount: Int
  private let angularStart: Int
  private let networkStart: Int
  private let networkStride: Int

  package init(_ hyperparameters: NEPHyperparameters, elements: [String]) {
    self.elements = elements
    self.hyperparameters = hyperparameters
    let pairs = elements.count * elements.count
    angularStart = pairs * hyperparameters.radialChannels * hyperparameters.radialBasisSize
    networkStart =
      angularStart + pairs * hyperparameters.angularChannels * hyperparameters.angularBasisSize
    networkStride =
      (hyperparameters.featureCount + 2) * hyperparameters.neurons
      + (hyperparameters.version == .nep5 ? 1 : 0)
    let networks = hyperparameters.version == .nep3 ? 1 : elements.count
    parameterCount = networkStart + networks * networkStride + 1
  }

  /// The number of networks.
  package var networkCount: Int { hyperparameters.version == .nep3 ? 1 : elements.count }

  /// The network of an element.
  package func network(of element: Int) -> Int { hyperparameters.version == .nep3 ? 0 : element }

  /// The first radial coefficient of an ordered pair of elements.
  package func radial(_ central: Int, _ neighbor: Int) -> Int {
    (central * elements.count + neighbor) * hyperparameters.radialChannels
      * hyperparameters.radialBasisSize
  }

  /// The first angular coefficient of an ordered pair of elements.
  package func angular(_ central: Int, _ neighbor: Int) -> Int {
    angularStart
      + (central * elements.count + neighbor) * hyperparameters.angularChannels
      * hyperparameters.angularBasisSize
  }

  /// The first weight of a network, neurons × features.
  package func weights(_ network: Int) -> Int { networkStart + network * networkStride }

  /// The first bias of a network's neurons; it is subtracted.
  package func biases(_ network: Int) -> Int {
    weights(network) + hyperparameters.neurons * hyperparameters.featureCount
  }

  /// The first output weight of a network.
  package func output(_ network: Int) -> Int { biases(network) + hyperparameters.neurons }

  /// The energy offset of a network, which is subtracted; `nil` before the fifth version.
  package func offset(_ network: Int) -> Int? {
    hyperparameters.version == .nep5 ? output(network) + hyperparameters.neurons : nil
  }

  /// The common energy offset, which is subtracted.
  package var commonOffset: Int { parameterCount - 1 }

  /// All parts with their names.
  package var blocks: [ParameterBlock] {
    var blocks: [ParameterBlock] = []
    let h = hyperparameters
    func add(
      _ name: String, _ shape: [Int], at start: Int, regularized: Bool = false, matrix: Bool = false,
      neuronAxis: Int? = nil
    ) {
      blocks.append(
        ParameterBlock(
          name: name, shape: shape, start: start, isRegularized: regularized, isMatrix: matrix,
          neuronAxis: neuronAxis))
    }
    for (kind, channels, basis, place) in [
      ("radial", h.radialChannels, h.radialBasisSize, radial),
      ("angular", h.angularChannels, h.angularBasisSize, angular),
    ] {
      for (a, central) in elements.enumerated() {
        for (b, neighbor) in elements.enumerated() {
          add("\(kind)/\(central)-\(neighbor)", [channels, basis], at: place(a, b), matrix: true)
        }
      }
    }
    for network in 0..<networkCount {
      let name = h.version == .nep3 ? "all" : elements[network]
      add(
        "weights/\(name)", [h.neurons, h.featureCount], at: weights(network), regularized: true,
        matrix: true, neuronAxis: 0)
      add("biases/\(name)", [h.neurons], at: biases(network))
      add("output/\(name)", [h.neurons], at: output(network), regularized: true)
      if let offset = offset(network) { add("offset/\(name)", [1], at: offset) }
    }
    add("offset/common", [1], at: commonOffset)
    return blocks
  }
}
