public import Atomistics
internal import Foundation

/// The potential of symmetry functions written down as plainly as possible: the oracle of the fast sweeps.
///
/// It shares only the one-dimensional functions with them. Sums run over all pairs of neighbors, one
/// symmetry function after the other; derivatives come from forward-mode jets, one direction at a time.
public struct ACSFReference: SiteSum {
  /// The potential that is written down.
  public let potential: ACSFPotential

  /// Takes any potential; the cost of an energy grows with the square of the number of neighbors.
  public init(_ potential: ACSFPotential) { self.potential = potential }

  /// The total energy of a configuration in eV, reference energies included.
  ///
  /// - Throws: `PotentialError.unknownElement` for an element that the potential does not know, and
  ///   `AtomisticsError` for a degenerate cell or a position that is not finite.
  public func energy(of configuration: Configuration) throws -> Double {
    try atomEnergies(of: configuration).reduce(0, +)
  }

  /// The forces −∂E/∂R in eV/Å, at the cost of 3N energies.
  ///
  /// - Throws: As `energy(of:)`.
  public func forces(of configuration: Configuration) throws -> [SIMD3<Double>] {
    try gradient(of: configuration).map { -$0 }
  }

  /// The values of the symmetry functions of every atom, not scaled.
  ///
  /// - Throws: As `energy(of:)`.
  public func features(of configuration: Configuration) throws -> [[Double]] {
    let positions = configuration.positions.map { [Real<Double>($0.x), Real($0.y), Real($0.z)] }
    return try zip(
      potential.elementIndices(of: [configuration]), neighbors(of: configuration, at: positions)
    ).map { features(of: $1, around: Int($0)).map(\.real) }
  }

  package func energy<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> J where J.L == Double {
    let inputs = zip(features(of: neighbors, around: element), potential.featureRanges[element]).map {
      let (factor, offset) = potential.architecture.scaling.coefficients($1)
      return factor * $0 + J(constant: offset)
    }
    return J(constant: potential.referenceEnergies[element]) + potential.energyScale * network(inputs, element)
  }

  // MARK: Symmetry functions

  private func features<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> [J]
  where J.L == Double {
    potential.functions(element).map { function in
      function.angular.map { angularSum(function, $0, neighbors) } ?? radialSum(function, neighbors)
    }
  }

  private func radialSum<J: Jet>(_ function: SymmetryFunction, _ neighbors: [SiteNeighbor<J>]) -> J
  where J.L == Double {
    neighbors.reduce(J.zero) { sum, neighbor in
      let kind = potential.elements[neighbor.element]
      guard function.isWeighted || function.neighbors == [kind] else { return sum }
      let weight = function.isWeighted ? Double(kind.atomicNumber) : 1
      return sum + weight * radial(function, neighbor.distance)
    }
  }

  private func angularSum<J: Jet>(
    _ function: SymmetryFunction, _ angular: SymmetryFunction.Angular, _ neighbors: [SiteNeighbor<J>]
  ) -> J where J.L == Double {
    var sum = J.zero
    for (index, j) in neighbors.enumerated() {
      for k in neighbors[..<index] {
        // Elements of a potential are in the order of their atomic numbers.
        let pair = [min(j.element, k.element), max(j.element, k.element)].map { potential.elements[$0] }
        guard function.isWeighted || function.neighbors == pair else { continue }
        var term = radial(function, j.distance) * radial(function, k.distance)
        if function.includesOpposite {
          term = term * radial(function, norm(zip(j.vector, k.vector).map { $0 - $1 }))
        }
        // Also keeps coincident atoms outside a cutoff from making 0 · NaN.
        guard term.real != 0 else { continue }
        let product = zip(j.vector, k.vector).reduce(J.zero) { $0 + $1.0 * $1.1 }
        let cosine = product * (j.distance * k.distance).reciprocal()
        let weight = function.isWeighted ? Double(pair[0].atomicNumber * pair[1].atomicNumber) : 1
        sum += weight * (term * self.angular(angular, cosine))
      }
    }
    return sum
  }

  private func radial<J: Jet>(_ function: SymmetryFunction, _ distance: J) -> J where J.L == Double {
    switch function.radial {
    case .gaussian(let width, let center):
      let difference = distance - J(constant: center)
      return (-width * (difference * difference)).exponential()
        * potential.architecture.cutoffFunction.evaluate(distance, cutoff: function.cutoff).value
    case .compact(let inner, let shape):
      return shape.evaluate(
        distance, from: inner, to: function.cutoff, asymmetric: shape.isAsymmetric).value
    }
  }

  private func angular<J: Jet>(_ angular: SymmetryFunction.Angular, _ cosine: J) -> J where J.L == Double {
    switch angular {
    case .power(let sign, let exponent):
      let u = J(constant: 1) + sign * cosine
      guard u.real > 0 else { return .zero }
      let power = u.mapped(
        pow(u.real, exponent), exponent * pow(u.real, exponent - 1),
        exponent * (exponent - 1) * pow(u.real, exponent - 2))
      return pow(2, 1 - exponent) * power
    case .compact(let left, let right, let shape):
      return shape.evaluate(
        cosine.arccosine(), from: left * .pi / 180, to: right * .pi / 180, asymmetric: false
      ).value
    }
  }

  // MARK: Network

  private func network<J: Jet>(_ inputs: [J], _ element: Int) -> J where J.L == Double {
    let layout = potential.layout
    var values = inputs
    for (layer, activation) in potential.architecture.activations.enumerated() {
      let weights = layout.weights(element, layer: layer)
      let biases = layout.biases(element, layer: layer)
      let outputs = layout.widths[element][layer + 1]
      let norm = potential.architecture.normalizesLayers ? 1 / Double(values.count) : 1
      values = (0..<outputs).map { output in
        var sum = J(constant: potential.parameters[biases + output])
        for (index, value) in values.enumerated() {
          sum += potential.parameters[weights + index * outputs + output] * value
        }
        return activation.evaluate(norm * sum).value
      }
    }
    return values[0]
  }
}

/// The length of a vector.
private func norm<J: Jet>(_ vector: [J]) -> J where J.L == Double {
  let square = vector.reduce(J.zero) { $0 + $1 * $1 }
  return square * square.reciprocalSquareRoot()
}
