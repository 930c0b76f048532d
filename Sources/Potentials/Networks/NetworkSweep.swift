/// The forward and reverse sweep of one element's network for one block of atoms.
///
/// N(h) = w·a_L + s·h + b with a_0 = h, a_l = φ(W_l a_(l−1) + b_l); every number is a jet of lanes.
package final class NetworkSweep<J: Jet> {
  private let widths: [Int]
  private let activation: NetworkActivation
  /// a_0, a_1, … of the last forward sweep, one after another.
  private let activations: Scratch<J>
  /// The adjoints of W_l a_(l−1) + b_l of the last reverse sweep, one layer after another.
  private let adjoints: Scratch<J>
  /// φ' of the last forward sweep in the positions of the activations; not used for tanh, whose slope follows from its value.
  private let slopes: Scratch<J>
  private let starts: [Int]
  private let reversed: Scratch<J>
  private let carried: Scratch<J>

  /// Prepares for layers of the given widths, features first.
  package init(widths: [Int], activation: NetworkActivation) {
    self.widths = widths
    self.activation = activation
    var starts = [0]
    for width in widths { starts.append(starts[starts.count - 1] + width) }
    self.starts = starts
    activations = Scratch(capacity: starts[starts.count - 1])
    adjoints = Scratch(capacity: starts[starts.count - 1])
    slopes = Scratch(capacity: activation == .hyperbolicTangent ? 0 : starts[starts.count - 1])
    let widest = widths.max() ?? 1
    reversed = Scratch(capacity: widest)
    carried = Scratch(capacity: widest)
  }

  /// Where the features h are expected before a forward sweep.
  package var features: UnsafeMutablePointer<J> { activations.base }

  /// Computes N(h).
  package func forward(_ tables: DensityTables<J.Scalar>, element: Int) -> J {
    let a = activations.base
    for layer in 0..<widths.count - 1 {
      let (input, output) = (a + starts[layer], a + starts[layer + 1])
      let count = widths[layer + 1]
      let biases = tables.biases(element, layer: layer)
      for m in 0..<count { output[m] = J(constant: biases[m]) }
      Contraction.apply(
        tables.weightsForward(element, layer: layer), inputs: widths[layer], outputs: count,
        to: input, into: output, adding: true)
      activate(output, count, slopes: slopes.base + starts[layer + 1])
    }
    var sum = J(constant: tables.offset(element))
    let last = widths.count - 1
    let output = tables.output(element)
    let top = a + starts[last]
    for m in 0..<widths[last] { sum.add(output[m], times: top[m]) }
    let skip = tables.skip(element)
    for m in 0..<widths[0] { sum.add(skip[m], times: a[m]) }
    return sum
  }

  private func activate(_ values: UnsafeMutablePointer<J>, _ count: Int, slopes: UnsafeMutablePointer<J>) {
    if activation == .hyperbolicTangent {
      for m in 0..<count { values[m] = values[m].hyperbolicTangent() }
    } else {
      for m in 0..<count { (values[m], slopes[m]) = activation.evaluate(values[m]) }
    }
  }

  /// Computes the adjoints of the features for a given adjoint of N.
  package func reverse(
    _ tables: DensityTables<J.Scalar>, element: Int, seed: J,
    into featureAdjoint: UnsafeMutablePointer<J>
  ) {
    let a = activations.base
    let carried = carried.base
    let last = widths.count - 1
    let output = tables.output(element)
    for m in 0..<widths[last] { carried[m] = output[m] * seed }
    let skip = tables.skip(element)
    for m in 0..<widths[0] { featureAdjoint[m] = skip[m] * seed }
    for layer in stride(from: last - 1, through: 0, by: -1) {
      let count = widths[layer + 1]
      let value = a + starts[layer + 1]
      let adjoint = adjoints.base + starts[layer + 1]
      if activation == .hyperbolicTangent {
        for m in 0..<count { adjoint[m] = carried[m] - carried[m] * (value[m] * value[m]) }
      } else {
        let slope = slopes.base + starts[layer + 1]
        for m in 0..<count { adjoint[m] = carried[m] * slope[m] }
      }
      let target = layer == 0 ? featureAdjoint : carried
      Contraction.apply(
        tables.weightsReverse(element, layer: layer), inputs: count, outputs: widths[layer],
        to: adjoint, into: target, adding: layer == 0)
    }
  }

  /// Adds the parameter gradient that follows from the last forward and reverse sweep.
  package func accumulate(element: Int, seed: J, into gradient: DensityGradient<J.L>) {
    let a = activations.base
    let last = widths.count - 1
    let inner = J.componentCount * J.L.width
    for layer in 0..<last {
      let count = widths[layer + 1]
      let adjoint = adjoints.base + starts[layer + 1]
      let biases = gradient.biases(element, layer: layer)
      let reversed = reversed.base
      // The top of a product pairs components first to last, second to last but one, …: with the
      // components of one factor in reverse order it is a plain scalar product.
      for m in 0..<count {
        biases[m] = biases[m] + adjoint[m].top
        for component in 0..<J.componentCount {
          reversed[m][component: J.componentCount - 1 - component] = adjoint[m][component: component]
        }
      }
      J.Scalar.addProduct(
        UnsafeRawPointer(reversed).assumingMemoryBound(to: J.Scalar.self),
        UnsafeRawPointer(a + starts[layer]).assumingMemoryBound(to: J.Scalar.self),
        rows: count, columns: widths[layer], inner: inner,
        to: gradient.weights(element, layer: layer))
    }
    let output = gradient.output(element)
    let top = a + starts[last]
    for m in 0..<widths[last] { J.addTop(of: seed, times: top[m], to: &output[m]) }
    let skip = gradient.skip(element)
    for m in 0..<widths[0] { J.addTop(of: seed, times: a[m], to: &skip[m]) }
    gradient.offset(element).pointee = gradient.offset(element).pointee + seed.top
  }
}
