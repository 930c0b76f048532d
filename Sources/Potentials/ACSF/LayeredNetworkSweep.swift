/// The forward and reverse sweep of one element's network for one block of atoms, for any activations.
///
/// a_0 = x, a_l = f_l((W_l a_(l−1) + b_l) n_l), N = a_L; every number is a jet of lanes, one atom a lane.
final class LayeredNetworkSweep<J: Jet> {
  private let tables: ACSFTables<J.Scalar>
  /// a_0, a_1, … of the last forward sweep, `stride` a layer.
  private let values: Scratch<J>
  /// f'_l of the last forward sweep; then the adjoints of W_l a_(l−1) + b_l.
  private let adjoints: Scratch<J>
  private let reversed: Scratch<J>
  private let carried: Scratch<J>
  private let stride: Int

  init(_ tables: ACSFTables<J.Scalar>) {
    self.tables = tables
    stride = tables.layout.widths.joined().max() ?? 1
    values = Scratch(capacity: stride * (tables.layout.layerCount + 1))
    adjoints = Scratch(capacity: stride * (tables.layout.layerCount + 1))
    reversed = Scratch(capacity: stride)
    carried = Scratch(capacity: stride)
  }

  /// Where the inputs x are expected before a forward sweep.
  var inputs: UnsafeMutablePointer<J> { values.base }

  /// Computes N(x).
  func forward(element: Int) -> J {
    let widths = tables.layout.widths[element]
    for layer in 0..<tables.layout.layerCount {
      let (input, output) = (values.base + stride * layer, values.base + stride * (layer + 1))
      let slopes = adjoints.base + stride * (layer + 1)
      let count = widths[layer + 1]
      let biases = tables.biases(element, layer: layer)
      for m in 0..<count { output[m] = J(constant: biases[m]) }
      Contraction.apply(
        tables.weightsForward(element, layer: layer), inputs: widths[layer], outputs: count, to: input,
        into: output, adding: true)
      let norm = tables.norms[element][layer]
      let activation = tables.activations[layer]
      for m in 0..<count {
        let (value, slope) = activation.evaluate(norm * output[m])
        output[m] = value
        slopes[m] = norm * slope
      }
    }
    return values.base[stride * tables.layout.layerCount]
  }

  /// Computes the adjoints of the inputs for a given adjoint of N, after a forward sweep.
  func reverse(element: Int, seed: J, into inputAdjoint: UnsafeMutablePointer<J>) {
    let widths = tables.layout.widths[element]
    let carried = carried.base
    carried[0] = seed
    for layer in Swift.stride(from: tables.layout.layerCount - 1, through: 0, by: -1) {
      let count = widths[layer + 1]
      let adjoint = adjoints.base + stride * (layer + 1)
      for m in 0..<count { adjoint[m] = adjoint[m] * carried[m] }
      Contraction.apply(
        tables.weightsReverse(element, layer: layer), inputs: count, outputs: widths[layer], to: adjoint,
        into: layer == 0 ? inputAdjoint : carried)
    }
  }

  /// Adds the parameter gradient that follows from the last forward and reverse sweep.
  func accumulate(element: Int, into gradient: ACSFGradient<J.L>) {
    let widths = tables.layout.widths[element]
    let inner = J.componentCount * J.L.width
    for layer in 0..<tables.layout.layerCount {
      let adjoint = adjoints.base + stride * (layer + 1)
      let biases = gradient.biases(element, layer: layer)
      // The top of a product pairs components first to last, second to last but one, …: with the
      // components of one factor in reverse order it is a plain scalar product.
      for m in 0..<widths[layer + 1] {
        biases[m] = biases[m] + adjoint[m].top
        for component in 0..<J.componentCount {
          reversed.base[m][component: J.componentCount - 1 - component] = adjoint[m][component: component]
        }
      }
      J.Scalar.addProduct(
        UnsafeRawPointer(values.base + stride * layer).assumingMemoryBound(to: J.Scalar.self),
        UnsafeRawPointer(reversed.base).assumingMemoryBound(to: J.Scalar.self),
        rows: widths[layer], columns: widths[layer + 1], inner: inner,
        to: gradient.weights(element, layer: layer))
    }
  }
}
