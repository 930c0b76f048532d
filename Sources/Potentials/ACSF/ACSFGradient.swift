/// A parameter gradient while it is being summed: weights are sums over lanes, biases keep one sum a lane.
package final class ACSFGradient<L: Lane> {
  private let layout: ACSFLayout
  /// In the positions of the layout; biases are not used.
  private let weightSums: Scratch<L.Scalar>
  /// In the positions of the layout; weights are not used.
  private let biasSums: Scratch<L>

  package init(_ layout: ACSFLayout) {
    self.layout = layout
    weightSums = Scratch(capacity: layout.parameterCount)
    biasSums = Scratch(capacity: layout.parameterCount)
    clear()
  }

  /// Sets all sums to zero.
  package func clear() {
    weightSums.fill(layout.parameterCount, with: 0)
    biasSums.fill(layout.parameterCount, with: .zero)
  }

  func weights(_ element: Int, layer: Int) -> UnsafeMutablePointer<L.Scalar> {
    weightSums.base + layout.weights(element, layer: layer)
  }

  func biases(_ element: Int, layer: Int) -> UnsafeMutablePointer<L> {
    biasSums.base + layout.biases(element, layer: layer)
  }

  /// Adds the gradient to a parameter vector in the order of the layout.
  package func add(to target: inout [Double]) {
    for index in 0..<layout.parameterCount {
      target[index] += Double(weightSums.base[index]) + Double(biasSums.base[index].sum())
    }
  }
}
