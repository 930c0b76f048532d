public import Atomistics

/// An energy surface: total energy and its derivatives as functions of atomic positions.
///
/// A potential is an immutable value. Work is done by an evaluator that it makes for given structures,
/// which keeps neighbor lists and scratch memory from call to call.
public protocol Potential: Sendable {
  /// The elements that it knows, in its own order.
  var elements: [Element] { get }

  /// The distance in Å beyond which atoms do not interact directly.
  var cutoff: Double { get }

  /// Makes an evaluator for structures whose elements stay as they are while atoms and cells move.
  ///
  /// - Throws: `PotentialError.unknownElement` where a structure has an element that the potential
  ///   does not know.
  func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator
}

/// How an evaluator works; none of it changes the result beyond rounding.
public struct EvaluationOptions: Sendable, Hashable {
  /// The floating-point type of the sweeps (sums over atoms are always Float64).
  public enum Precision: String, Sendable, CaseIterable, Codable { case single, double }

  /// The number of threads, at least 1. The same number gives the same bits.
  public var threads: Int

  /// The number of atoms for which a thread is worth waking: fewer threads than `threads` work where there are fewer for
  /// each. By default two vectors of 16 atoms, some 50 µs of work.
  public var atomsPerThread: Int

  /// The floating-point type of the sweeps.
  public var precision: Precision

  /// The Verlet skin in Å: neighbor lists reach this much beyond the cutoff and are rebuilt only when an
  /// atom has moved by half of it. Zero rebuilds them at every call.
  public var skin: Double

  /// Creates options; by default one thread, Float32 sweeps and no skin.
  public init(
    threads: Int = 1, precision: Precision = .single, skin: Double = 0, atomsPerThread: Int = 32
  ) {
    self.threads = threads
    self.atomsPerThread = atomsPerThread
    self.precision = precision
    self.skin = skin
  }

  /// The threads for a number of atoms, each with `work` times the work of energies and forces.
  func makeTeam(atoms: Int, work: Int = 1) -> ThreadTeam {
    ThreadTeam(count: max(1, min(threads, work * atoms / max(atomsPerThread, 1))))
  }
}

/// Evaluates a potential for a fixed list of structures, again and again as their atoms move.
///
/// The atoms of all structures stand in one array, structure after structure; structures never interact.
/// Several replicas of one small molecule are simply several structures.
public protocol Evaluator {
  /// The result of the last call of `evaluate`.
  var evaluation: Evaluation { get }

  /// Computes energies, forces and virials.
  ///
  /// - Parameters:
  ///   - positions: In Å, the atoms of all structures one after another.
  ///   - cells: One an structure, or `nil` to keep the present cells.
  /// - Throws: `PotentialError` when a position is not finite.
  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws
}

extension Evaluator {
  /// Computes energies, forces and virials with the present cells.
  public mutating func evaluate(positions: [SIMD3<Double>]) throws {
    try evaluate(positions: positions, cells: nil)
  }
}

/// Energies and first derivatives of some structures.
public struct Evaluation: Sendable {
  /// The total energy of each structure in eV, reference energies included.
  public var energies: [Double]

  /// The energy assigned to each atom in eV, reference energies included.
  public var atomEnergies: [Double]

  /// The forces −∂E/∂R in eV/Å, the atoms of all structures one after another.
  public var forces: [SIMD3<Double>]

  /// The virial −∂E/∂strain of each structure in eV.
  public var virials: [Matrix3]

  /// The smallest distance between two atoms of each structure in Å; infinite when none is within the
  /// cutoff.
  public var smallestDistances: [Double]

  /// Zeros for structures of the given sizes.
  public init(atomCounts: [Int]) {
    let atoms = atomCounts.reduce(0, +)
    energies = Array(repeating: 0, count: atomCounts.count)
    atomEnergies = Array(repeating: 0, count: atoms)
    forces = Array(repeating: .zero, count: atoms)
    virials = Array(repeating: .zero, count: atomCounts.count)
    smallestDistances = Array(repeating: .infinity, count: atomCounts.count)
  }
}

/// What can go wrong when a potential is asked about atoms.
public enum PotentialError: Error, Equatable, CustomStringConvertible {
  /// A structure has an element that the potential does not know.
  case unknownElement(Element, structure: Int, known: [Element])
  /// A position is NaN or infinite.
  case positionNotFinite(structure: Int, atom: Int)
  /// An energy or force came out as NaN or infinite.
  case resultNotFinite(structure: Int)

  public var description: String {
    switch self {
    case .unknownElement(let element, let structure, let known):
      "structure \(structure) contains \(element), but the potential knows only "
        + known.map(\.symbol).joined(separator: ", ")
    case .positionNotFinite(let structure, let atom):
      "the position of atom \(atom) in structure \(structure) is not a finite number"
    case .resultNotFinite(let structure):
      "the energy or a force of structure \(structure) is not a finite number"
    }
  }
}
