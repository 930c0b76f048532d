/// A parameter gradient while it is being summed.
///
/// Weights are sums over lanes already; everything else keeps one sum a lane until the end.
package final class DensityGradient<L: Lane> {
  private let tables: DensityTables<L.Scalar>
  private let shape: DensityShape
  private let layout: DensityLayout
  /// Radial coefficients of each ordered pair of elements, basis × radial.
  private let radialSums: Scratch<L>
  /// In the positions of the layout; only the weights of hidden layers are used.
  private let weightSums: Scratch<L.Scalar>
  /// Biases, output, skip and offset in the positions that they would have without the weights.
  private let laneSums: Scratch<L>
  private let laneStride: Int
  private let laneStarts: [Int]

  /// Prepares the gradient with respect to the parameters that `tables` have loaded.
  package init(_ tables: DensityTables<L.Scalar>) {
    self.tables = tables
    shape = tables.shape
    layout = tables.layout
    var starts: [Int] = []
    var size = 0
    for layer in 0..<layout.layerCount {
      starts.append(size)
      size += layout.widths[layer + 1]
    }
    laneStarts = starts + [size, size + layout.widths[layout.layerCount]]
    laneStride = size + layout.widths[layout.layerCount] + layout.widths[0] + 1
    radialSums = Scratch(capacity: shape.elements * shape.elements * shape.basis * shape.radial)
    weightSums = Scratch(capacity: layout.parameterCount)
    laneSums = Scratch(capacity: laneStride * shape.elements)
    clear()
  }

  /// Sets all sums to zero.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func clear() {
    radialSums.fill(shape.elements * shape.elements * shape.basis * shape.radial, with: .zero)
    weightSums.fill(layout.parameterCount, with: 0)
    laneSums.fill(laneStride * shape.elements, with: .zero)
  }

  package func radial(_ central: Int, _ neighbor: Int) -> UnsafeMutablePointer<L> {
    radialSums.base + (central * shape.elements + neighbor) * shape.basis * shape.radial
  }

  package func weights(_ element: Int, layer: Int) -> UnsafeMutablePointer<L.Scalar> {
    weightSums.base + layout.weights(element, layer: layer)
  }

  package func biases(_ element: Int, layer: Int) -> UnsafeMutablePointer<L> {
    laneSums.base + element * laneStride + laneStarts[layer]
  }

  package func output(_ element: Int) -> UnsafeMutablePointer<L> {
    laneSums.base + element * laneStride + laneStarts[layout.layerCount]
  }

  package func skip(_ element: Int) -> UnsafeMutablePointer<L> {
    laneSums.base + element * laneStride + laneStarts[layout.layerCount + 1]
  }

  package func offset(_ element: Int) -> UnsafeMutablePointer<L> {
    laneSums.base + (element + 1) * laneStride - 1
  }

  /// Adds the gradient to a parameter vector in the order of the layout.
  package func add(to target: inout [Double]) {
    guard layout.hasSlopes else { return addSums(to: &target) }
    var own = [Double](repeating: 0, count: target.count)
    addSums(to: &own)
    layout.unfoldSlopes(of: &own, at: tables.parameters)
    for index in own.indices { target[index] += own[index] }
  }

  /// Adds the gradient with respect to the parameters with slopes folded into them.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  private func addSums(to target: inout [Double]) {
    for central in 0..<shape.elements {
      for neighbor in 0..<shape.elements {
        let sums = radial(central, neighbor)
        let start = layout.radial(central, neighbor)
        for n in 0..<layout.radialRows {
          for k in 0..<layout.radialColumns {
            target[start + n * layout.radialColumns + k] += Double(sums[k * shape.radial + n].sum())
          }
        }
      }
    }
    for element in 0..<shape.elements {
      for layer in 0..<layout.layerCount {
        let start = layout.weights(element, layer: layer)
        let source = weights(element, layer: layer)
        for index in 0..<layout.widths[layer] * layout.widths[layer + 1] {
          target[start + index] += Double(source[index])
        }
        addLanes(
          biases(element, layer: layer), layout.widths[layer + 1],
          at: layout.biases(element, layer: layer), to: &target)
      }
      addLanes(output(element), layout.widths[layout.layerCount], at: layout.output(element), to: &target)
      addLanes(skip(element), layout.widths[0], at: layout.skip(element), to: &target)
      addLanes(offset(element), 1, at: layout.offset(element), to: &target)
    }
  }

  private func addLanes(
    _ sums: UnsafePointer<L>, _ count: Int, at start: Int, to target: inout [Double]
  ) {
    for index in 0..<count { target[start + index] += Double(sums[index].sum()) }
  }
}
