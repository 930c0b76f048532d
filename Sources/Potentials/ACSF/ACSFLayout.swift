internal import Atomistics

/// Where each parameter of a potential of symmetry functions stands.
///
/// For each element and each layer, from the first hidden one to the output: the weights, inputs × outputs, then the
/// biases. It is the order of n2p2's files.
package struct ACSFLayout: Sendable, Hashable {
  /// The widths of all layers of each element's network, features first, ending in 1.
  package let widths: [[Int]]
  /// The number of parameters.
  package let parameterCount: Int
  private let starts: [[Int]]
  private let symbols: [String]

  package init(_ architecture: ACSFArchitecture) {
    symbols = architecture.elements.map(\.symbol)
    widths = architecture.elements.map {
      [architecture.featureCount($0)] + architecture.hiddenLayers + [1]
    }
    var starts: [[Int]] = []
    var position = 0
    for widths in widths {
      starts.append([])
      for layer in 1..<widths.count {
        starts[starts.count - 1].append(position)
        position += (widths[layer - 1] + 1) * widths[layer]
      }
    }
    self.starts = starts
    parameterCount = position
  }

  /// The number of layers with parameters: the hidden ones and the output.
  package var layerCount: Int { starts[0].count }

  /// The first weight of a layer.
  package func weights(_ element: Int, layer: Int) -> Int { starts[element][layer] }

  /// The first bias of a layer.
  package func biases(_ element: Int, layer: Int) -> Int {
    starts[element][layer] + widths[element][layer] * widths[element][layer + 1]
  }

  /// The parameters of an element's network.
  package func range(_ element: Int) -> Range<Int> {
    starts[element][0]..<(element + 1 < starts.count ? starts[element + 1][0] : parameterCount)
  }

  /// All parts with their names.
  package var blocks: [ParameterBlock] {
    symbols.indices.flatMap { element in
      (0..<layerCount).flatMap { layer in
        let (inputs, outputs) = (widths[element][layer], widths[element][layer + 1])
        let (weights, biases) = (weights(element, layer: layer), biases(element, layer: layer))
        return [
          ParameterBlock(
            name: "layer\(layer)/weights/\(symbols[element])", shape: [inputs, outputs],
            start: weights, isRegularized: true, isMatrix: true, neuronAxis: layer == 0 ? 1 : nil),
          ParameterBlock(
            name: "layer\(layer)/biases/\(symbols[element])", shape: [outputs],
            start: biases, isRegularized: false, isMatrix: false),
        ]
      }
    }
  }
}
