public import Atomistics

/// What a potential was fitted to: how close atoms came, and how large energies and forces were.
///
/// Outside of it a potential extrapolates and should not be trusted.
public struct TrainingRange: Sendable, Hashable {
  /// The smallest distance between atoms of two elements.
  public struct PairDistance: Sendable, Hashable {
    /// The element with the smaller atomic number.
    public var first: Element
    /// The other element, or the same.
    public var second: Element
    /// The smallest distance in Å.
    public var distance: Double

    /// Creates a pair distance.
    public init(_ first: Element, _ second: Element, distance: Double) {
      self.first = min(first, second)
      self.second = max(first, second)
      self.distance = distance
    }
  }

  /// The smallest and the largest value of something.
  public struct Bounds: Sendable, Hashable {
    /// The smallest value.
    public var lower: Double
    /// The largest value.
    public var upper: Double

    /// Creates bounds.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }

    /// Bounds that contain nothing yet.
    static let empty = Bounds(lower: .infinity, upper: -.infinity)

    mutating func include(_ value: Double) {
      lower = min(lower, value)
      upper = max(upper, value)
    }
  }

  /// The number of structures.
  public var structures = 0
  /// The number of atoms of each element.
  public var atomCounts: [Element: Int] = [:]
  /// The smallest distances of the element pairs that came within the cutoff, in order of the elements.
  public var smallestDistances: [PairDistance] = []
  /// The energy per atom in eV, references included; `nil` without energies.
  public var energyPerAtom: Bounds?
  /// The components of the forces in eV/Å; `nil` without forces.
  public var forceComponent: Bounds?

  /// The range of nothing yet.
  public init() {}

  /// The number of atoms.
  public var atoms: Int { atomCounts.values.reduce(0, +) }

  /// The smallest distance between any two atoms in Å, or `nil` when none came within the cutoff.
  public var smallestDistance: Double? { smallestDistances.map(\.distance).min() }

  /// Takes a structure in.
  ///
  /// - Parameter cutoff: How far pairs are looked for, in Å; the cutoff of the potential.
  /// - Throws: `AtomisticsError` for a cell or position that no neighbor list can be made of.
  /// - Complexity: That of a neighbor list.
  public mutating func include(_ labeled: LabeledConfiguration, cutoff: Double) throws {
    let configuration = labeled.configuration
    structures += 1
    for element in configuration.elements { atomCounts[element, default: 0] += 1 }
    if let energy = labeled.labels.energy, configuration.count > 0 {
      var bounds = energyPerAtom ?? .empty
      bounds.include(energy / Double(configuration.count))
      energyPerAtom = bounds
    }
    if let forces = labeled.labels.forces {
      var bounds = forceComponent ?? .empty
      for force in forces { for axis in 0..<3 { bounds.include(force[axis]) } }
      forceComponent = bounds
    }
    try includeDistances(of: configuration, cutoff: cutoff)
  }

  private mutating func includeDistances(of configuration: Configuration, cutoff: Double) throws {
    let list = try NeighborList(of: configuration, cutoff: cutoff)
    let vectors = list.vectors(in: configuration)
    var squares: [SIMD2<Int>: Double] = [:]
    for i in 0..<list.count {
      let first = configuration.elements[i].atomicNumber
      for pair in list.pairs(of: i) {
        let second = configuration.elements[Int(list.neighbors[pair])].atomicNumber
        guard first <= second else { continue }
        let square = vectors[pair].dot(vectors[pair])
        squares[[first, second]] = min(squares[[first, second]] ?? .infinity, square)
      }
    }
    for (pair, square) in squares {
      guard let first = Element(atomicNumber: pair.x), let second = Element(atomicNumber: pair.y)
      else { continue }
      let distance = square.squareRoot()
      if let index = smallestDistances.firstIndex(where: { ($0.first, $0.second) == (first, second) })
      {
        smallestDistances[index].distance = min(smallestDistances[index].distance, distance)
      } else {
        smallestDistances.append(PairDistance(first, second, distance: distance))
      }
    }
    smallestDistances.sort { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}
