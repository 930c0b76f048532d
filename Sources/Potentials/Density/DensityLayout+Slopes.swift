/// The slopes of the neurons of hidden layers.
public enum NeuronSlopes: String, Sendable, Hashable, Codable, CaseIterable {
  /// All 1.
  case fixed
  /// One parameter a neuron.
  case trainable
}

/// Trainable slopes: a neuron computes φ(s (W a + b)) with a slope s of its own, which multiplies the gradient that training
/// sees (A. D. Jagtap, K. Kawaguchi, G. E. Karniadakis 2020, doi:10.1098/rspa.2020.0334).
///
/// As s (W a + b) = (s W) a + s b, the sweeps know nothing of slopes: they are folded into weights and biases when parameters
/// are loaded, and the gradient is unfolded once a step.
extension DensityLayout {
  /// The parameters with the slope of each neuron multiplied into its weights and bias.
  func foldingSlopes(into parameters: [Double]) -> [Double] {
    var folded = parameters
    forEachNeuron { slope, bias, weights in
      for index in weights { folded[index] *= parameters[slope] }
      folded[bias] *= parameters[slope]
    }
    return folded
  }

  /// Turns a gradient with respect to folded parameters into that with respect to the parameters themselves.
  func unfoldSlopes(of gradient: inout [Double], at parameters: [Double]) {
    forEachNeuron { slope, bias, weights in
      var alongSlope = parameters[bias] * gradient[bias]
      for index in weights {
        alongSlope += parameters[index] * gradient[index]
        gradient[index] *= parameters[slope]
      }
      gradient[bias] *= parameters[slope]
      gradient[slope] = alongSlope
    }
  }

  private func forEachNeuron(_ body: (_ slope: Int, _ bias: Int, _ weights: Range<Int>) -> Void) {
    for element in elements.indices {
      for layer in 0..<layerCount {
        guard let slopes = slopes(element, layer: layer) else { continue }
        for neuron in 0..<widths[layer + 1] {
          let row = weights(element, layer: layer) + neuron * widths[layer]
          body(slopes + neuron, biases(element, layer: layer) + neuron, row..<row + widths[layer])
        }
      }
    }
  }
}
