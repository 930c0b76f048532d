/// Where each parameter of a density potential stands.
///
/// First the radial coefficients c_nk of every ordered pair of elements (central, neighbor), n × k; then
/// for each element the weights (outputs × inputs), biases and, where chosen, slopes of its hidden layers, its output
/// weights, the weights of the linear skip from the features, and an energy offset.
package struct DensityLayout: Sendable {
  package let elements: [String]
  package let radialRows: Int
  package let radialColumns: Int
  /// The widths of the layers, features first.
  package let widths: [Int]
  package let parameterCount: Int
  private let networkStride: Int
  private let networkStart: Int
  private let layerOffsets: [Int]
  /// Whether neurons have trainable slopes.
  let hasSlopes: Bool

  package init(_ hyperparameters: DensityHyperparameters, elements: [String], featureCount: Int) {
    self.elements = elements
    radialRows = hyperparameters.radialChannels
    radialColumns = hyperparameters.radialBasisSize
    widths = [featureCount] + hyperparameters.hiddenLayers
    hasSlopes = hyperparameters.slopes == .trainable
    networkStart = elements.count * elements.count * radialRows * radialColumns
    var offsets: [Int] = []
    var size = 0
    for layer in 1..<widths.count {
      offsets.append(size)
      size += widths[layer] * (widths[layer - 1] + (hasSlopes ? 2 : 1))
    }
    layerOffsets = offsets
    networkStride = size + widths[widths.count - 1] + featureCount + 1
    parameterCount = networkStart + elements.count * networkStride
  }

  /// The number of hidden layers.
  package var layerCount: Int { widths.count - 1 }

  /// The first radial coefficient of an ordered pair of elements.
  package func radial(_ central: Int, _ neighbor: Int) -> Int {
    (central * elements.count + neighbor) * radialRows * radialColumns
  }

  /// The first weight of a hidden layer (from 0).
  package func weights(_ element: Int, layer: Int) -> Int {
    networkStart + element * networkStride + layerOffsets[layer]
  }

  /// The first bias of a hidden layer (from 0).
  package func biases(_ element: Int, layer: Int) -> Int {
    weights(element, layer: layer) + widths[layer + 1] * widths[layer]
  }

  /// The first slope of a hidden layer (from 0), where there are slopes.
  package func slopes(_ element: Int, layer: Int) -> Int? {
    hasSlopes ? biases(element, layer: layer) + widths[layer + 1] : nil
  }

  /// The first output weight.
  package func output(_ element: Int) -> Int {
    networkStart + (element + 1) * networkStride - 1 - widths[0] - widths[widths.count - 1]
  }

  /// The first weight of the linear skip.
  package func skip(_ element: Int) -> Int { networkStart + (element + 1) * networkStride - 1 - widths[0] }

  /// The energy offset.
  package func offset(_ element: Int) -> Int { networkStart + (element + 1) * networkStride - 1 }

  /// All parts with their names.
  package var blocks: [ParameterBlock] {
    var blocks: [ParameterBlock] = []
    func add(
      _ name: String, _ shape: [Int], at start: Int, regularized: Bool, matrix: Bool, neuronAxis: Int? = nil
    ) {
      blocks.append(
        ParameterBlock(
          name: name, shape: shape, start: start, isRegularized: regularized, isMatrix: matrix,
          neuronAxis: neuronAxis))
    }
    for (a, central) in elements.enumerated() {
      for (b, neighbor) in elements.enumerated() {
        add(
          "radial/\(central)-\(neighbor)", [radialRows, radialColumns], at: radial(a, b),
          regularized: false, matrix: true)
      }
    }
    for (a, element) in elements.enumerated() {
      for layer in 0..<layerCount {
        add(
          "layer\(layer)/weights/\(element)", [widths[layer + 1], widths[layer]],
          at: weights(a, layer: layer), regularized: true, matrix: true, neuronAxis: layer == 0 ? 0 : nil)
        add(
          "layer\(layer)/biases/\(element)", [widths[layer + 1]], at: biases(a, layer: layer),
          regularized: false, matrix: false)
        if let slopes = slopes(a, layer: layer) {
          add(
            "layer\(layer)/slopes/\(element)", [widths[layer + 1]], at: slopes, regularized: false,
            matrix: false)
        }
      }
      add("output/\(element)", [widths[layerCount]], at: output(a), regularized: true, matrix: false)
      add("skip/\(element)", [widths[0]], at: skip(a), regularized: true, matrix: true)
      add("offset/\(element)", [1], at: offset(a), regularized: false, matrix: false)
    }
    return blocks
  }
}
