/// The elements and positions of some atoms, with a cell where they repeat.
public struct Configuration: Hashable, Sendable {
  /// The element of each atom.
  public var elements: [Element]

  /// The positions in Å, one an atom; they need not lie inside the cell.
  public var positions: [SIMD3<Double>]

  /// The periodic cell, or `nil` for a molecule or cluster.
  public var cell: Cell?

  /// Creates a configuration; both arrays have one entry an atom.
  public init(elements: [Element], positions: [SIMD3<Double>], cell: Cell? = nil) {
    precondition(elements.count == positions.count, "one position for each atom")
    self.elements = elements
    self.positions = positions
    self.cell = cell
  }

  /// The number of atoms.
  public var count: Int { elements.count }

  /// The configuration under a homogeneous strain: every vector r becomes r + S r.
  public func strained(by strain: Matrix3) -> Configuration {
    let deformation = (Matrix3.identity + strain).transpose
    var copy = self
    copy.positions = positions.map { $0 * deformation }
    if let cell {
      copy.cell = Cell(cell.vectors * deformation, periodicity: cell.periodicity)
    }
    return copy
  }

  /// The chemical formula in Hill order, for example `C2H6O`.
  public var formula: String {
    let counts = Dictionary(grouping: elements, by: \.symbol).mapValues(\.count)
    let hasCarbon = counts["C"] != nil
    func rank(_ symbol: String) -> (Int, String) {
      (hasCarbon && symbol == "C" ? 0 : hasCarbon && symbol == "H" ? 1 : 2, symbol)
    }
    return counts.sorted { rank($0.key) < rank($1.key) }
      .map { $0.value == 1 ? $0.key : "\($0.key)\($0.value)" }.joined()
  }
}
