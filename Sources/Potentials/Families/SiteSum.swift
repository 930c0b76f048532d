package import Atomistics

/// A potential written down as plainly as possible, as a function of the neighbors of one atom for any jet of plain numbers:
/// the oracle of a family's fast sweeps.
///
/// Energies are sums over atoms; derivatives come from forward-mode jets, one direction at a time.
package protocol SiteSum: Sendable {
  associatedtype Family: Potential

  /// The potential that is written down.
  var potential: Family { get }

  /// The energy of an atom of an element in eV, its reference energy included.
  func energy<J: Jet>(of neighbors: [SiteNeighbor<J>], around element: Int) -> J where J.L == Double
}

/// A neighbor of an atom within the cutoff.
package struct SiteNeighbor<J: Jet> where J.L == Double {
  /// The vector to it in Å.
  package let vector: [J]
  package let distance: J
  package let direction: [J]
  /// Its element index.
  package let element: Int

  init(_ vector: [J], element: Int) {
    let square = vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]
    let inverse = square.reciprocalSquareRoot()
    self.vector = vector
    distance = square * inverse
    direction = vector.map { $0 * inverse }
    self.element = element
  }
}

extension SiteSum {
  /// The energy of each atom in eV.
  ///
  /// - Throws: `PotentialError.unknownElement` for an element that the potential does not know, and
  ///   `AtomisticsError` for a degenerate cell or a position that is not finite.
  package func atomEnergies(of configuration: Configuration) throws -> [Double] {
    let positions = configuration.positions.map { [Real<Double>($0.x), Real($0.y), Real($0.z)] }
    return try atomEnergies(of: configuration, at: positions).map(\.real)
  }

  /// The gradient ∂E/∂R in eV/Å: one dual energy for each coordinate, so the cost is that of 3N energies.
  ///
  /// - Throws: As `atomEnergies(of:)`.
  package func gradient(of configuration: Configuration) throws -> [SIMD3<Double>] {
    var gradient = [SIMD3<Double>](repeating: .zero, count: configuration.count)
    for atom in 0..<configuration.count {
      for axis in 0..<3 {
        var positions = configuration.positions.map { [Dual<Double>($0.x), Dual($0.y), Dual($0.z)] }
        positions[atom][axis].dual = 1
        gradient[atom][axis] = try atomEnergies(of: configuration, at: positions).reduce(0) { $0 + $1.dual }
      }
    }
    return gradient
  }

  /// The second derivative wᵀH u of the energy along two directions, by one hyper-dual energy.
  ///
  /// - Throws: As `atomEnergies(of:)`.
  package func curvature(
    of configuration: Configuration, along u: [SIMD3<Double>], and w: [SIMD3<Double>]
  ) throws -> Double {
    let positions = configuration.positions.indices.map { atom in
      (0..<3).map { axis in
        HyperDual<Double>(
          real: configuration.positions[atom][axis], first: u[atom][axis], second: w[atom][axis], top: 0)
      }
    }
    return try atomEnergies(of: configuration, at: positions).reduce(0) { $0 + $1.top }
  }

  private func atomEnergies<J: Jet>(of configuration: Configuration, at positions: [[J]]) throws -> [J]
  where J.L == Double {
    try zip(potential.elementIndices(of: [configuration]), neighbors(of: configuration, at: positions))
      .map { energy(of: $1, around: Int($0)) }
  }

  /// The neighbors of each atom.
  func neighbors<J: Jet>(of configuration: Configuration, at positions: [[J]]) throws -> [[SiteNeighbor<J>]]
  where J.L == Double {
    let elements = try potential.elementIndices(of: [configuration])
    let list = try NeighborList(of: configuration, cutoff: potential.cutoff)
    return (0..<configuration.count).map { atom in
      list.pairs(of: atom).map { pair in
        let other = Int(list.neighbors[pair])
        let shift = configuration.cell.map { SIMD3<Double>(list.shifts[pair]) * $0.vectors } ?? .zero
        return SiteNeighbor(
          (0..<3).map { positions[other][$0] - positions[atom][$0] + J(constant: shift[$0]) },
          element: Int(elements[other]))
      }
    }
  }
}
