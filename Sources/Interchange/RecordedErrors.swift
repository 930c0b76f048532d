/// The errors of a potential on one set of structures, as its file records them.
public struct RecordedErrors: Sendable, Hashable {
  /// Mean absolute and root-mean-square error.
  public struct Figures: Sendable, Hashable {
    /// The mean absolute error.
    public var meanAbsolute: Double
    /// The root-mean-square error.
    public var rootMeanSquare: Double

    /// Creates figures.
    public init(meanAbsolute: Double, rootMeanSquare: Double) {
      self.meanAbsolute = meanAbsolute
      self.rootMeanSquare = rootMeanSquare
    }
  }

  /// The set that was compared with.
  public var role: Provenance.DataFile.Role
  /// The number of its structures.
  public var structures: Int
  /// The number of their atoms.
  public var atoms: Int
  /// Errors of the energy per atom in eV; `nil` without reference energies.
  public var energyPerAtom: Figures?
  /// Errors of the force components in eV/Å; `nil` without reference forces.
  public var force: Figures?
  /// Errors of the virial components per atom in eV; `nil` without reference virials.
  public var virialPerAtom: Figures?
  /// Errors of the elements of Hessians in eV/Å²; `nil` without reference Hessians.
  public var hessian: Figures?
  /// Errors of vibrational frequencies in cm⁻¹; `nil` without reference Hessians.
  public var wavenumber: Figures?

  /// Creates a record.
  public init(
    role: Provenance.DataFile.Role, structures: Int, atoms: Int, energyPerAtom: Figures? = nil,
    force: Figures? = nil, virialPerAtom: Figures? = nil, hessian: Figures? = nil, wavenumber: Figures? = nil
  ) {
    self.role = role
    self.structures = structures
    self.atoms = atoms
    self.energyPerAtom = energyPerAtom
    self.force = force
    self.virialPerAtom = virialPerAtom
    self.hessian = hessian
    self.wavenumber = wavenumber
  }
}
