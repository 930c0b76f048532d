/// A parameter gradient of a neuroevolution potential while it is being summed.
///
/// Weights are sums over lanes already; everything else keeps one sum a lane until the end.
package final class NEPGradient<L: Lane> {
  private let shape: NEPShape
  private let layout: NEPLayout
  private let featureScales: [Double]
  private let featureMeans: [Double]
  private let energyScale: Double
  /// Coefficients c_nk in the order of the layout.
  private let coefficientSums: Scratch<L>
  /// Scaled weights, one network after another.
  private let weightSums: Scratch<L.Scalar>
  /// Biases, output weights and offset of each network.
  private let neuronSums: Scratch<L>
  private let neuronStride: Int

  package init(_ potential: NEPPotential) {
    shape = NEPShape(potential)
    layout = potential.layout
    featureScales = potential.featureScales
    featureMeans = potential.featureMeans
    energyScale = potential.energyScale
    neuronStride = 2 * shape.neurons + 1
    coefficientSums = Scratch(capacity: layout.weights(0))
    weightSums = Scratch(capacity: layout.networkCount * shape.neurons * shape.features)
    neuronSums = Scratch(capacity: layout.networkCount * neuronStride)
    clear()
  }

  /// Sets all sums to zero.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func clear() {
    coefficientSums.fill(layout.weights(0), with: .zero)
    weightSums.fill(layout.networkCount * shape.neurons * shape.features, with: 0)
    neuronSums.fill(layout.networkCount * neuronStride, with: .zero)
  }

  func radial(_ central: Int, _ neighbor: Int) -> UnsafeMutablePointer<L> {
    coefficientSums.base + layout.radial(central, neighbor)
  }

  func angular(_ central: Int, _ neighbor: Int) -> UnsafeMutablePointer<L> {
    coefficientSums.base + layout.angular(central, neighbor)
  }

  func weights(_ element: Int) -> UnsafeMutablePointer<L.Scalar> {
    weightSums.base + layout.network(of: element) * shape.neurons * shape.features
  }

  func biases(_ element: Int) -> UnsafeMutablePointer<L> {
    neuronSums.base + layout.network(of: element) * neuronStride
  }

  func output(_ element: Int) -> UnsafeMutablePointer<L> { biases(element) + shape.neurons }

  func offset(_ element: Int) -> UnsafeMutablePointer<L> { biases(element) + 2 * shape.neurons }

  /// Adds the gradient to a parameter vector in the order of the layout.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func add(to target: inout [Double]) {
    for index in 0..<layout.weights(0) { target[index] += Double(coefficientSums.base[index].sum()) }
    for network in 0..<layout.networkCount {
      let weights = weightSums.base + network * shape.neurons * shape.features
      let means = featureMeans[(network * shape.features)...]
      let sums = neuronSums.base + network * neuronStride
      for neuron in 0..<shape.neurons {
        let bias = Double(sums[neuron].sum())
        target[layout.biases(network) + neuron] += bias
        target[layout.output(network) + neuron] +=
          energyScale * Double(sums[shape.neurons + neuron].sum())
        for feature in 0..<shape.features {
          let index = neuron * shape.features + feature
          // The adjoint of the bias is that of the neuron with the opposite sign.
          let centered = Double(weights[index]) + bias * means[means.startIndex + feature]
          target[layout.weights(network) + index] += featureScales[feature] * centered
        }
      }
      let offset = energyScale * Double(sums[2 * shape.neurons].sum())
      if let place = layout.offset(network) { target[place] += offset }
      target[layout.commonOffset] += offset
    }
  }
}
