/// The parameters of a neuroevolution potential in the precision and the orders that the sweeps read.
///
/// Every matrix is kept twice, as the forward and as the reverse sweep contract it. Scales and means of the features
/// are folded into weights and biases, the energy scale into output weights and offsets.
package final class NEPTables<Scalar: MatrixScalar>: @unchecked Sendable {
  let shape: NEPShape
  let layout: NEPLayout
  private let featureScales: [Double]
  private let featureMeans: [Double]
  private let energyScale: Double
  /// c_kn of each ordered pair of elements, basis × channels; radial ones, then angular ones.
  private let basisByChannels: Scratch<Scalar>
  /// c_nk in the order of the layout.
  private let channelsByBasis: Scratch<Scalar>
  /// s_d W_nd of each network, features × neurons.
  private let featuresByNeurons: Scratch<Scalar>
  /// The network part of the layout, with scaled weights.
  private let networks: Scratch<Scalar>
  /// 1/r_c of each ordered pair of elements, radial and angular.
  private let inverseCutoffs: Scratch<Scalar>

  package init(_ potential: NEPPotential) {
    shape = NEPShape(potential)
    layout = potential.layout
    featureScales = potential.featureScales
    featureMeans = potential.featureMeans
    energyScale = potential.energyScale
    basisByChannels = Scratch(capacity: layout.weights(0))
    channelsByBasis = Scratch(capacity: layout.weights(0))
    featuresByNeurons = Scratch(capacity: layout.networkCount * shape.features * shape.neurons)
    networks = Scratch(capacity: layout.parameterCount - layout.weights(0))
    inverseCutoffs = Scratch(capacity: 2 * shape.elements * shape.elements)
    for first in 0..<shape.elements {
      for second in 0..<shape.elements {
        let pair = 2 * (first * shape.elements + second)
        let h = potential.hyperparameters
        inverseCutoffs.base[pair] = Scalar(1 / h.radialCutoff(first, second))
        inverseCutoffs.base[pair + 1] = Scalar(1 / h.angularCutoff(first, second))
      }
    }
    load(potential.parameters)
  }

  /// Takes over a parameter vector.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func load(_ parameters: [Double]) {
    for index in 0..<layout.weights(0) { channelsByBasis.base[index] = Scalar(parameters[index]) }
    for first in 0..<shape.elements {
      for second in 0..<shape.elements {
        transpose(layout.radial(first, second), channels: shape.radial, basis: shape.radialBasis)
        transpose(layout.angular(first, second), channels: shape.angular, basis: shape.angularBasis)
      }
    }
    let start = layout.weights(0)
    for index in start..<layout.parameterCount { networks.base[index - start] = Scalar(parameters[index]) }
    for network in 0..<layout.networkCount {
      let (weights, biases) = (layout.weights(network), layout.biases(network))
      let transposed = featuresByNeurons.base + network * shape.features * shape.neurons
      for neuron in 0..<shape.neurons {
        var bias = parameters[biases + neuron]
        for feature in 0..<shape.features {
          let index = weights + neuron * shape.features + feature
          let value = parameters[index] * featureScales[feature]
          bias += value * featureMeans[network * shape.features + feature]
          networks.base[index - start] = Scalar(value)
          transposed[feature * shape.neurons + neuron] = Scalar(value)
        }
        networks.base[biases + neuron - start] = Scalar(bias)
      }
      for index in layout.output(network)..<layout.weights(network + 1) {
        networks.base[index - start] = Scalar(energyScale * parameters[index])
      }
    }
    networks.base[layout.commonOffset - start] = Scalar(energyScale * parameters[layout.commonOffset])
  }

  private func transpose(_ start: Int, channels: Int, basis: Int) {
    for n in 0..<channels {
      for k in 0..<basis {
        basisByChannels.base[start + k * channels + n] = channelsByBasis.base[start + n * basis + k]
      }
    }
  }

  func inverseRadialCutoff(_ central: Int, _ neighbor: Int) -> Scalar {
    inverseCutoffs.base[2 * (central * shape.elements + neighbor)]
  }

  func inverseAngularCutoff(_ central: Int, _ neighbor: Int) -> Scalar {
    inverseCutoffs.base[2 * (central * shape.elements + neighbor) + 1]
  }

  /// Radial coefficients, basis × channels.
  func radialForward(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(basisByChannels.base + layout.radial(central, neighbor))
  }

  /// Radial coefficients, channels × basis.
  func radialReverse(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(channelsByBasis.base + layout.radial(central, neighbor))
  }

  /// Angular coefficients, basis × channels.
  func angularForward(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(basisByChannels.base + layout.angular(central, neighbor))
  }

  /// Angular coefficients, channels × basis.
  func angularReverse(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(channelsByBasis.base + layout.angular(central, neighbor))
  }

  /// Weights of an element's network, features × neurons.
  func weightsForward(_ element: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(
      featuresByNeurons.base + layout.network(of: element) * shape.features * shape.neurons)
  }

  /// Weights of an element's network, neurons × features.
  func weightsReverse(_ element: Int) -> UnsafePointer<Scalar> {
    network(layout.weights(layout.network(of: element)))
  }

  func biases(_ element: Int) -> UnsafePointer<Scalar> {
    network(layout.biases(layout.network(of: element)))
  }

  func output(_ element: Int) -> UnsafePointer<Scalar> {
    network(layout.output(layout.network(of: element)))
  }

  /// All that is subtracted from the energy of an element's atoms.
  func offset(_ element: Int) -> Scalar {
    let common = network(layout.commonOffset).pointee
    return layout.offset(layout.network(of: element)).map { network($0).pointee + common } ?? common
  }

  private func network(_ index: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networks.base + index - layout.weights(0))
  }
}
