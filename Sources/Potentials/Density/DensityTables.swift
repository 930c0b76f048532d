/// The parameters of a density potential in the precision and the orders that the sweeps read.
///
/// Every matrix is kept twice, as the forward and as the reverse sweep contract it.
package final class DensityTables<Scalar: MatrixScalar>: @unchecked Sendable {
  package let shape: DensityShape
  package let layout: DensityLayout
  /// c_kn of each ordered pair of elements, basis × radial.
  private let radialForward: Scratch<Scalar>
  /// c_nk of each ordered pair of elements, radial × basis.
  private let radialReverse: Scratch<Scalar>
  /// The network part of the parameters, weights as inputs × outputs.
  private let networkForward: Scratch<Scalar>
  /// The network part of the parameters in their own order.
  private let networkReverse: Scratch<Scalar>
  private let means: Scratch<Scalar>
  private let scales: Scratch<Scalar>
  package private(set) var energyScale: Scalar = 1
  /// The parameters as they were loaded, before slopes were folded into them.
  private(set) var parameters: [Double] = []

  package init(_ potential: DensityPotential) {
    shape = DensityShape(potential)
    layout = potential.layout
    let pairs = shape.elements * shape.elements
    radialForward = Scratch(capacity: pairs * shape.basis * shape.radial)
    radialReverse = Scratch(capacity: pairs * shape.basis * shape.radial)
    networkForward = Scratch(capacity: layout.parameterCount)
    networkReverse = Scratch(capacity: layout.parameterCount)
    means = Scratch(capacity: potential.featureMeans.count)
    scales = Scratch(capacity: potential.featureScales.count)
    radialForward.fill(pairs * shape.basis * shape.radial, with: 0)
    radialReverse.fill(pairs * shape.basis * shape.radial, with: 0)
    loadScaling(potential)
    load(potential.parameters)
  }

  /// Takes over the scaling constants.
  package func loadScaling(_ potential: DensityPotential) {
    for (index, mean) in potential.featureMeans.enumerated() { means.base[index] = Scalar(mean) }
    for (index, scale) in potential.featureScales.enumerated() { scales.base[index] = Scalar(scale) }
    energyScale = Scalar(potential.energyScale)
  }

  /// Takes over a parameter vector.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func load(_ parameters: [Double]) {
    self.parameters = parameters
    let folded = layout.hasSlopes ? layout.foldingSlopes(into: parameters) : parameters
    folded.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      loadRadial(source)
      loadNetworks(source)
    }
  }

  private func loadRadial(_ source: UnsafePointer<Double>) {
    let (rows, columns) = (layout.radialRows, layout.radialColumns)
    for pair in 0..<shape.elements * shape.elements {
      let from = source + pair * rows * columns
      let forward = radialForward.base + pair * shape.basis * shape.radial
      let reverse = radialReverse.base + pair * shape.basis * shape.radial
      for n in 0..<rows {
        for k in 0..<columns {
          let value = Scalar(from[n * columns + k])
          forward[k * shape.radial + n] = value
          reverse[n * columns + k] = value
        }
      }
    }
  }

  private func loadNetworks(_ source: UnsafePointer<Double>) {
    for index in layout.weights(0, layer: 0)..<layout.parameterCount {
      networkReverse.base[index] = Scalar(source[index])
    }
    for element in 0..<shape.elements {
      for layer in 0..<layout.layerCount {
        let (inputs, outputs) = (layout.widths[layer], layout.widths[layer + 1])
        let start = layout.weights(element, layer: layer)
        let from = networkReverse.base + start
        let to = networkForward.base + start
        for output in 0..<outputs {
          for input in 0..<inputs { to[input * outputs + output] = from[output * inputs + input] }
        }
      }
    }
  }

  package func radialForward(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(radialForward.base + (central * shape.elements + neighbor) * shape.basis * shape.radial)
  }

  package func radialReverse(_ central: Int, _ neighbor: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(radialReverse.base + (central * shape.elements + neighbor) * shape.basis * shape.radial)
  }

  /// Weights of a layer, inputs × outputs.
  package func weightsForward(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networkForward.base + layout.weights(element, layer: layer))
  }

  /// Weights of a layer, outputs × inputs.
  package func weightsReverse(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networkReverse.base + layout.weights(element, layer: layer))
  }

  package func biases(_ element: Int, layer: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networkReverse.base + layout.biases(element, layer: layer))
  }

  package func output(_ element: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networkReverse.base + layout.output(element))
  }

  package func skip(_ element: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(networkReverse.base + layout.skip(element))
  }

  package func offset(_ element: Int) -> Scalar { networkReverse.base[layout.offset(element)] }

  package func means(_ element: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(means.base + element * shape.features)
  }

  package func scales(_ element: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(scales.base + element * shape.features)
  }
}
