public import Atomistics
public import Potentials

/// Which atoms make a number: its gradient with respect to every position, and the energy of every atom.
public struct Attribution: Sendable {
  /// A number that depends on the positions.
  public enum Quantity: Sendable, Hashable {
    /// The total energy E, in eV.
    case energy
    /// The energy of one atom, by its index, in eV.
    case atomEnergy(Int)
    /// The squared error (E − E_ref)² of the energy, in eV².
    case energyError
    /// The squared error Σ_i |F_i − F_ref,i|² of the forces, in eV²/Å².
    case forceError
  }

  /// The value of the quantity.
  public let value: Double

  /// Its gradient with respect to each position, in its unit per Å.
  public let gradient: [SIMD3<Double>]

  /// The energy assigned to each atom in eV.
  public let atomEnergies: [Double]

  /// The forces on the atoms in eV/Å.
  public let forces: [SIMD3<Double>]

  /// Computes the gradient of a quantity.
  ///
  /// The gradient of the squared force error is −2 H (F − F_ref), one Hessian-vector product. That of an atom's
  /// energy is taken by differences of sixth order: no family splits its forces by atoms.
  ///
  /// - Parameters:
  ///   - quantity: What to attribute.
  ///   - structure: The atoms, with the labels that the quantity needs.
  ///   - potential: The energy surface.
  ///   - options: Threads and precision.
  /// - Throws: `AttributionError` for a missing label or an atom that is not there; what the potential throws.
  public init(
    of quantity: Quantity, in structure: LabeledConfiguration, potential: any TwiceDifferentiable,
    options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws {
    let configuration = structure.configuration
    var evaluator = try potential.makeEvaluator(for: [configuration], options: options)
    try evaluator.evaluate(positions: configuration.positions)
    let evaluation = evaluator.evaluation
    atomEnergies = evaluation.atomEnergies
    forces = evaluation.forces
    switch quantity {
    case .energy:
      value = evaluation.energies[0]
      gradient = evaluation.forces.map { -$0 }
    case .atomEnergy(let atom):
      guard evaluation.atomEnergies.indices.contains(atom) else {
        throw AttributionError.noAtom(atom, structure: structure.name, count: configuration.count)
      }
      value = evaluation.atomEnergies[atom]
      gradient = try AtomEnergyDifferences(configuration, potential: potential, options: options)
        .gradient(ofAtom: atom)
    case .energyError:
      guard let reference = structure.labels.energy else {
        throw AttributionError.noLabel("energy", structure: structure.name)
      }
      let error = evaluation.energies[0] - reference
      value = error * error
      gradient = evaluation.forces.map { -2 * error * $0 }
    case .forceError:
      guard let reference = structure.labels.forces else {
        throw AttributionError.noLabel("forces", structure: structure.name)
      }
      let errors = zip(evaluation.forces, reference).map { $0 - $1 }
      value = errors.reduce(0) { $0 + $1.dot($1) }
      gradient = try potential.hessianVectorProduct(of: configuration, along: errors, options: options)
        .map { -2 * $0 }
    }
  }
}

/// Why a quantity cannot be attributed to atoms.
public enum AttributionError: Error, Equatable, CustomStringConvertible {
  /// The structure lacks the reference value that the quantity compares with.
  case noLabel(String, structure: String)
  /// The structure has no atom of that index.
  case noAtom(Int, structure: String, count: Int)

  public var description: String {
    switch self {
    case .noLabel(let label, let structure):
      "\(structure): has no reference \(label) to compare with; choose another quantity"
    case .noAtom(let atom, let structure, let count):
      "\(structure): has no atom \(atom); its \(count) atoms are numbered from 0"
    }
  }
}
