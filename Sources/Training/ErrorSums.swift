internal import Atomistics

/// Sums of errors over structures, from which mean errors follow.
public struct ErrorSums: Sendable, Hashable, Codable {
  /// Mean absolute and root mean square error of one quantity.
  public struct Statistic: Sendable, Hashable, Codable {
    var absolute = 0.0
    var square = 0.0
    /// The number of labels that have been compared.
    public private(set) var count = 0

    /// The mean absolute error; NaN without labels.
    public var meanAbsolute: Double { absolute / Double(count) }

    /// The root mean square error; NaN without labels.
    public var rootMeanSquare: Double { (square / Double(count)).squareRoot() }

    package mutating func add(_ error: Double) {
      absolute += abs(error)
      square += error * error
      count += 1
    }

    package mutating func add(_ other: Statistic) {
      absolute += other.absolute
      square += other.square
      count += other.count
    }
  }

  /// Energy errors in eV an atom.
  public var energyPerAtom = Statistic()
  /// Force component errors in eV/Å.
  public var force = Statistic()
  /// Virial component errors in eV an atom.
  public var virialPerAtom = Statistic()
  /// Errors of the components of H u in eV/Å², u having components of about one; its root mean square is
  /// that of the norm of a column of the Hessian.
  public var hessianProduct = Statistic()
  /// The sum of the weighted losses and penalties.
  public var loss = 0.0
  /// The penalties within `loss`, which need no label.
  public var penalty = 0.0
  /// The number of structures.
  public var structures = 0

  /// No errors yet.
  public init() {}

  /// The errors of the quantity of a term.
  public subscript(term: LossTerm) -> Statistic {
    get { self[keyPath: Self.path(term)] }
    set { self[keyPath: Self.path(term)] = newValue }
  }

  private static func path(_ term: LossTerm) -> WritableKeyPath<ErrorSums, Statistic> {
    switch term {
    case .energy: \.energyPerAtom
    case .force: \.force
    case .virial: \.virialPerAtom
    case .hessian: \.hessianProduct
    }
  }

  package mutating func add(_ other: ErrorSums) {
    energyPerAtom.add(other.energyPerAtom)
    force.add(other.force)
    virialPerAtom.add(other.virialPerAtom)
    hessianProduct.add(other.hessianProduct)
    loss += other.loss
    penalty += other.penalty
    structures += other.structures
  }

  /// Adds the loss of some terms and the errors of their quantities, of the same structures for all terms.
  mutating func add(_ other: ErrorSums, for terms: [LossTerm]) {
    for term in terms { self[term].add(other[term]) }
    loss += other.loss
    structures = other.structures
  }

  /// Adds penalties.
  mutating func add(penalty value: Double) {
    penalty += value
    loss += value
  }

  /// The mean loss of a structure.
  public var meanLoss: Double { loss / Double(max(structures, 1)) }

  /// The mean of the penalties of a structure.
  public var meanPenalty: Double { penalty / Double(max(structures, 1)) }
}
