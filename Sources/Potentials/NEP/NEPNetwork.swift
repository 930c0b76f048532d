/// The forward and reverse sweep of one element's network for one block of atoms.
///
/// U = Σ_n w_n tanh(Σ_d W_nd q_d − b_n) − b; every number is a jet of lanes.
final class NEPNetwork<J: Jet> {
  /// Where the features q are expected before a forward sweep.
  var features: UnsafeMutablePointer<J> { inputs.base }

  private let shape: NEPShape
  private let inputs: Scratch<J>
  private let activations: Scratch<J>
  /// The adjoints of the arguments of tanh.
  private let adjoints: Scratch<J>
  private let reversed: Scratch<J>

  init(_ shape: NEPShape) {
    self.shape = shape
    inputs = Scratch(capacity: shape.features)
    activations = Scratch(capacity: shape.neurons)
    adjoints = Scratch(capacity: shape.neurons)
    reversed = Scratch(capacity: shape.neurons)
  }

  /// Computes U.
  func forward(_ tables: NEPTables<J.Scalar>, element: Int) -> J {
    let a = activations.base
    let biases = tables.biases(element)
    for n in 0..<shape.neurons { a[n] = J(constant: -biases[n]) }
    Contraction.apply(
      tables.weightsForward(element), inputs: shape.features, outputs: shape.neurons, to: inputs.base,
      into: a, adding: true)
    let output = tables.output(element)
    var sum = J(constant: -tables.offset(element))
    for n in 0..<shape.neurons {
      a[n] = a[n].hyperbolicTangent()
      sum.add(output[n], times: a[n])
    }
    return sum
  }

  /// Computes the adjoints of the features for a given adjoint of U.
  func reverse(_ tables: NEPTables<J.Scalar>, element: Int, seed: J, into adjoint: UnsafeMutablePointer<J>) {
    let (a, z) = (activations.base, adjoints.base)
    let output = tables.output(element)
    for n in 0..<shape.neurons {
      let carried = output[n] * seed
      z[n] = carried - carried * (a[n] * a[n])
    }
    Contraction.apply(
      tables.weightsReverse(element), inputs: shape.neurons, outputs: shape.features, to: z, into: adjoint)
  }

  /// Adds the parameter gradient that follows from the last forward and reverse sweep.
  func accumulate(element: Int, seed: J, into gradient: NEPGradient<J.L>) {
    let (a, z, reversed) = (activations.base, adjoints.base, reversed.base)
    let (biases, output) = (gradient.biases(element), gradient.output(element))
    // The top of a product pairs components first to last, second to last but one, …: with the components of
    // one factor in reverse order it is a plain scalar product.
    for n in 0..<shape.neurons {
      biases[n] = biases[n] - z[n].top
      J.addTop(of: seed, times: a[n], to: &output[n])
      for component in 0..<J.componentCount {
        reversed[n][component: J.componentCount - 1 - component] = z[n][component: component]
      }
    }
    J.Scalar.addProduct(
      UnsafeRawPointer(reversed).assumingMemoryBound(to: J.Scalar.self),
      UnsafeRawPointer(inputs.base).assumingMemoryBound(to: J.Scalar.self),
      rows: shape.neurons, columns: shape.features, inner: J.componentCount * J.L.width,
      to: gradient.weights(element))
    gradient.offset(element).pointee = gradient.offset(element).pointee - seed.top
  }
}
