public import Atomistics

/// The density potential written down as plainly as possible: the oracle of the fast sweeps.
///
/// It shares no formula with them beyond the definition of the radial functions. Three-body invariants are
/// double sums over neighbors of Legendre polynomials of the angle, Σ_jk g_n(r_j) g_n'(r_k) P_l(cos θ_jk);
/// four-body ones are integrals of products of densities over the sphere by quadrature; derivatives come
/// from forward-mode jets, one direction at a time. It is generic over the jet of plain Float64 numbers, so
/// that it has forces (dual) and second derivatives (hyper-dual) as well.
public struct DensityReference: SiteSum {
  /// The potential that is written down.
  public let potential: DensityPotential

  /// Takes a potential of any hyperparameters; the cost of an energy grows with the square of the number of
  /// neighbors.
  public init(_ potential: DensityPotential) { self.potential = potential }

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
    let features = features(of: neighbors, around: element)
    let count = features.count
    let standardized = features.indices.map {
      potential.featureScales[element * count + $0]
        * (features[$0] - J(constant: potential.featureMeans[element * count + $0]))
    }
    var energy =
      J(constant: potential.referenceEnergies[element])
      + potential.energyScale * network(standardized, element)
    for neighbor in neighbors {
      let index = element * potential.elements.count + neighbor.element
      if let repulsion = potential.repulsions[index] {
        let inverse = neighbor.distance.reciprocal()
        energy += 0.5 * repulsion.evaluate(distance: neighbor.distance, inverse: inverse).energy
      }
    }
    let limit = potential.singleAtomLimits[element]
    let missing = J(constant: 1) - (1 / limit.neighbors) * neighbors.reduce(J.zero) { $0 + fading($1) }
    if limit.neighbors > 0, missing.real > 0 {
      energy += limit.energy * (missing * missing * missing * missing)
    }
    return energy
  }

  /// The invariants of one atom in the order of the catalog.
  private func features<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> [J]
  where J.L == Double {
    let catalog = potential.catalog
    let radial = neighbors.map { radialFunctions($0, around: element) }
    var features = (0..<catalog.radialChannels).map { n in
      radial.reduce(J.zero) { $0 + $1[n] }
    }
    let cosines = neighbors.map { a in
      neighbors.map { b in
        zip(a.direction, b.direction).reduce(J.zero) { $0 + $1.0 * $1.1 }
      }
    }
    for l in 1...catalog.degree {
      for n in 0..<catalog.angularChannels {
        for m in n..<catalog.angularChannels {
          var sum = J.zero
          for j in neighbors.indices {
            for k in neighbors.indices {
              sum += radial[j][n] * radial[k][m] * legendre(l, cosines[j][k])
            }
          }
          features.append(sum)
        }
      }
    }
    for coupling in catalog.couplings {
      features += tripleInvariants(coupling, neighbors, radial)
    }
    return features
  }

  /// g_n(r) of one neighbor, from the definition.
  private func radialFunctions<J: Jet>(_ neighbor: SiteNeighbor<J>, around element: Int) -> [J]
  where J.L == Double {
    let hyperparameters = potential.hyperparameters
    let square = neighbor.distance * neighbor.distance
    let (cutoff, scale) = (hyperparameters.cutoff, hyperparameters.radialScale)
    let y = (J(constant: 1) + (1 / (scale * scale)) * square).reciprocal()
    let yAtCutoff = 1 / (1 + cutoff * cutoff / (scale * scale))
    let x = (2 / (1 - yAtCutoff)) * (y - J(constant: yAtCutoff)) - J(constant: 1)
    var chebyshev = [J(constant: 1), x]
    while chebyshev.count < hyperparameters.radialBasisSize {
      chebyshev.append(2 * (x * chebyshev[chebyshev.count - 1]) - chebyshev[chebyshev.count - 2])
    }
    let fading = fading(neighbor)
    let start = potential.layout.radial(element, neighbor.element)
    return (0..<hyperparameters.radialChannels).map { n in
      var sum = J.zero
      for k in 0..<hyperparameters.radialBasisSize {
        sum += potential.parameters[start + n * hyperparameters.radialBasisSize + k] * chebyshev[k]
      }
      return fading * sum
    }
  }

  /// f_c(r) of one neighbor, from the definition.
  private func fading<J: Jet>(_ neighbor: SiteNeighbor<J>) -> J where J.L == Double {
    let cutoff = potential.cutoff
    let w = J(constant: 1) - (1 / (cutoff * cutoff)) * (neighbor.distance * neighbor.distance)
    guard w.real > 0 else { return .zero }
    return potential.hyperparameters.cutoffFunction.function.map {
      $0.evaluate(neighbor.distance, cutoff: cutoff).value
    } ?? w * w * w * w
  }

  private func tripleInvariants<J: Jet>(
    _ coupling: InvariantCatalog.Coupling, _ neighbors: [SiteNeighbor<J>], _ radial: [[J]]
  ) -> [J] where J.L == Double {
    let (l1, l2, l3) = coupling.degrees
    let grid = SphereQuadrature(degree: l1 + l2 + l3)
    let count = coupling.pairs.reduce(0) { $0 + $1.thirds.count }
    var sums = [J](repeating: .zero, count: count)
    for (point, weight) in zip(grid.points, grid.weights) {
      func density(_ n: Int, _ l: Int) -> J {
        zip(neighbors, radial).reduce(J.zero) { sum, item in
          let cosine = (0..<3).reduce(J.zero) { $0 + point[$1] * item.0.direction[$1] }
          return sum + item.1[n] * legendre(l, cosine)
        }
      }
      var index = 0
      for pair in coupling.pairs {
        for third in pair.thirds {
          sums[index] += weight * (density(pair.first, l1) * density(pair.second, l2) * density(third, l3))
          index += 1
        }
      }
    }
    return sums
  }

  private func legendre<J: Jet>(_ l: Int, _ x: J) -> J where J.L == Double {
    var (previous, current) = (J(constant: 1), x)
    guard l > 0 else { return previous }
    for n in stride(from: 2, through: l, by: 1) {
      let next = (Double(2 * n - 1) / Double(n)) * (x * current) - (Double(n - 1) / Double(n)) * previous
      (previous, current) = (current, next)
    }
    return current
  }

  private func network<J: Jet>(_ input: [J], _ element: Int) -> J where J.L == Double {
    let layout = potential.layout
    var values = input
    for layer in 0..<layout.layerCount {
      let weights = layout.weights(element, layer: layer)
      let biases = layout.biases(element, layer: layer)
      values = (0..<layout.widths[layer + 1]).map { output in
        var sum = J(constant: potential.parameters[biases + output])
        for (index, value) in values.enumerated() {
          sum += potential.parameters[weights + output * values.count + index] * value
        }
        let slope = layout.slopes(element, layer: layer).map { potential.parameters[$0 + output] } ?? 1
        return potential.hyperparameters.activation.evaluate(slope * sum).value
      }
    }
    var sum = J(constant: potential.parameters[layout.offset(element)])
    for (index, value) in values.enumerated() {
      sum += potential.parameters[layout.output(element) + index] * value
    }
    for (index, value) in input.enumerated() {
      sum += potential.parameters[layout.skip(element) + index] * value
    }
    return sum
  }
}
