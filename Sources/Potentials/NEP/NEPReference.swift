public import Atomistics
internal import Foundation

/// The neuroevolution potential written down as plainly as possible: the oracle of the fast sweeps.
///
/// Three-body invariants are double sums over neighbors of Legendre polynomials of the angle, the others products
/// of Cartesian tensors; derivatives come from forward-mode jets, one direction at a time.
public struct NEPReference: SiteSum {
  /// The potential that is written down.
  public let potential: NEPPotential

  /// Takes a potential; the cost of an energy grows with the square of the number of neighbors.
  public init(_ potential: NEPPotential) { self.potential = potential }

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

  package func energy<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> J
  where J.L == Double {
    let layout = potential.layout
    let parameters = potential.parameters
    let network = layout.network(of: element)
    let invariants = self.features(of: neighbors, around: element)
    let features = invariants.indices.map { index in
      let mean = potential.featureMeans[network * invariants.count + index]
      return potential.featureScales[index] * (invariants[index] - J(constant: mean))
    }
    var energy = J(constant: -parameters[layout.commonOffset])
    if let offset = layout.offset(network) { energy -= J(constant: parameters[offset]) }
    for neuron in 0..<potential.hyperparameters.neurons {
      var sum = J(constant: -parameters[layout.biases(network) + neuron])
      let row = layout.weights(network) + neuron * features.count
      for (index, feature) in features.enumerated() { sum += parameters[row + index] * feature }
      energy += parameters[layout.output(network) + neuron] * sum.hyperbolicTangent()
    }
    energy = potential.energyScale * energy + J(constant: potential.referenceEnergies[element])
    for neighbor in neighbors { energy += 0.5 * repulsion(of: neighbor, around: element) }
    return energy
  }

  private func repulsion<J: Jet>(of neighbor: SiteNeighbor<J>, around element: Int) -> J where J.L == Double {
    let index = element * potential.elements.count + neighbor.element
    guard let pair = potential.pairRepulsions[index], neighbor.distance.real < pair.outerRadius else {
      return .zero
    }
    var screening = J.zero
    for (weight, rate) in zip(pair.weights, pair.rates) {
      screening += weight * (rate * neighbor.distance).exponential()
    }
    var energy = pair.strength * (neighbor.distance.reciprocal() * screening)
    if neighbor.distance.real > pair.innerRadius {
      let fraction =
        (1 / (pair.outerRadius - pair.innerRadius))
        * (neighbor.distance - J(constant: pair.innerRadius))
      energy = energy * cosineSwitch(fraction)
    }
    return energy
  }

  /// The invariants of one atom in the order of the file.
  package func features<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> [J]
  where J.L == Double {
    let h = potential.hyperparameters
    let radial = neighbors.map { neighbor in
      functions(
        of: neighbor, cutoff: h.radialCutoff(element, neighbor.element), channels: h.radialChannels,
        basis: h.radialBasisSize, at: potential.layout.radial(element, neighbor.element))
    }
    var features = (0..<h.radialChannels).map { n in radial.reduce(J.zero) { $0 + $1[n] } }
    let angular = neighbors.map { neighbor in
      functions(
        of: neighbor, cutoff: h.angularCutoff(element, neighbor.element), channels: h.angularChannels,
        basis: h.angularBasisSize, at: potential.layout.angular(element, neighbor.element))
    }
    for l in 1...h.maximumDegree {
      for n in 0..<h.angularChannels {
        var sum = J.zero
        for j in neighbors.indices {
          for k in neighbors.indices {
            let cosine = (0..<3).reduce(J.zero) {
              $0 + neighbors[j].direction[$1] * neighbors[k].direction[$1]
            }
            sum += angular[j][n] * angular[k][n] * legendre(l, cosine)
          }
        }
        features.append((Double(2 * l + 1) / (4 * Double.pi)) * sum)
      }
    }
    for term in h.manyBodyTerms {
      for n in 0..<h.angularChannels {
        features.append(NEPTensors(neighbors, weights: angular.map { $0[n] }).invariant(term))
      }
    }
    return features
  }

  /// g_n(r) of one neighbor for all channels, from the definition.
  private func functions<J: Jet>(
    of neighbor: SiteNeighbor<J>, cutoff: Double, channels: Int, basis: Int, at start: Int
  ) -> [J] where J.L == Double {
    guard neighbor.distance.real < cutoff else { return Array(repeating: .zero, count: channels) }
    let fraction = (1 / cutoff) * neighbor.distance
    let inner = fraction - J(constant: 1)
    let x = 2 * (inner * inner) - J(constant: 1)
    var chebyshev = [J(constant: 1), x]
    while chebyshev.count < basis {
      chebyshev.append(2 * (x * chebyshev[chebyshev.count - 1]) - chebyshev[chebyshev.count - 2])
    }
    let switching = cosineSwitch(fraction)
    return (0..<channels).map { n in
      (0..<basis).reduce(J.zero) { sum, k in
        let function = 0.5 * ((chebyshev[k] + J(constant: 1)) * switching)
        return sum + potential.parameters[start + n * basis + k] * function
      }
    }
  }

  /// ½ (1 + cos π x).
  private func cosineSwitch<J: Jet>(_ x: J) -> J where J.L == Double {
    let angle = Double.pi * x.real
    return x.mapped(
      0.5 * (1 + cos(angle)), -0.5 * Double.pi * sin(angle), -0.5 * Double.pi * Double.pi * cos(angle))
  }

  private func legendre<J: Jet>(_ l: Int, _ x: J) -> J where J.L == Double {
    var (previous, current) = (J(constant: 1), x)
    for n in stride(from: 2, through: l, by: 1) {
      let next = (Double(2 * n - 1) / Double(n)) * (x * current) - (Double(n - 1) / Double(n)) * previous
      (previous, current) = (current, next)
    }
    return current
  }
}
