/// The scaling and the networks of a potential in the precision and the orders that the sweeps read.
///
/// Weights are kept twice, as the forward and as the reverse sweep contract them.
package final class ACSFTables<Scalar: MatrixScalar>: @unchecked Sendable {
  package let layout: ACSFLayout
  let energyScale: Scalar
  let activations: [Activation]
  /// 1, or 1 over the width of the layer before, for each layer of each element.
  let norms: [[Scalar]]
  private let forward: Scratch<Scalar>
  private let reverse: Scratch<Scalar>
  private let factors: Scratch<Scalar>
  private let offsets: Scratch<Scalar>
  private let featureStarts: [Int]

  package init(_ potential: ACSFPotential) {
    layout = potential.layout
    energyScale = Scalar(potential.energyScale)
    activations = potential.architecture.activations
    norms = layout.widths.map { widths in
      widths.dropLast().map { potential.architecture.normalizesLayers ? 1 / Scalar($0) : 1 }
    }
    forward = Scratch(capacity: layout.parameterCount)
    reverse = Scratch(capacity: layout.parameterCount)
    let scaling = potential.architecture.scaling
    let coefficients = potential.featureRanges.joined().map(scaling.coefficients)
    factors = Scratch(capacity: coefficients.count)
    offsets = Scratch(capacity: coefficients.count)
    for (index, pair) in coefficients.enumerated() {
      factors.base[index] = Scalar(pair.factor)
      offsets.base[index] = Scalar(pair.offset)
    }
    featureStarts = layout.widths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1[0]) }
    load(potential.parameters)
  }

  /// Takes over a parameter vector.
  package func load(_ parameters: [Double]) {
    for index in 0..<layout.parameterCount { forward.base[index] = Scalar(parameters[index]) }
    for element in layout.widths.indices {
      for layer in 0..<layout.layerCount {
        let (inputs, outputs) = (layout.widths[element][layer], layout.widths[element][layer + 1])
        let start = layout.weights(element, layer: layer)
        for input in 0..<inputs {
          for output in 0..<outputs {
            reverse.base[start + output * inputs + input] = forward.base[start + input * outputs + output]
          }
        }
      }
    }
  }

  /// Weights of a layer, inputs × outputs.
  func weightsForward(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(forward.base + layout.weights(element, layer: layer))
  }

  /// Weights of a layer, outputs × inputs.
  func weightsReverse(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(reverse.base + layout.weights(element, layer: layer))
  }

  func biases(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(forward.base + layout.biases(element, layer: layer))
  }

  /// The numbers a of the network's inputs a G + b.
  func factors(_ element: Int) -> UnsafePointer<Scalar> { UnsafePointer(factors.base + featureStarts[element]) }

  /// The numbers b of the network's inputs a G + b.
  func offsets(_ element: Int) -> UnsafePointer<Scalar> { UnsafePointer(offsets.base + featureStarts[element]) }
}
