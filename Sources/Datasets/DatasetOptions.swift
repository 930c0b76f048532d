public import Atomistics

/// How a data set is to be read where the file leaves it open or is wrong about it.
public struct DatasetOptions: Sendable, Hashable {
  /// The layout, by its identifier (``DatasetFile/layouts``); `nil` finds it out.
  public var layout: String?

  /// The level of theory, where a file holds several.
  public var level: String?

  /// Units that are true whatever the file says or its layout assumes.
  public var units: [Quantity: String]

  /// Which units and signs are put right where the numbers leave no doubt (``UnitVerdict``).
  public var correction: UnitCorrectionPolicy

  /// What the datasets are called in a file of no known layout; `nil` for files of known layouts.
  public var keys: DatasetKeys?

  /// The elements of the types of atoms, in files that count types from zero and do not say.
  public var types: [Element]?

  public init(
    layout: String? = nil, level: String? = nil, units: [Quantity: String] = [:],
    correction: UnitCorrectionPolicy = .assumed, keys: DatasetKeys? = nil, types: [Element]? = nil
  ) {
    self.layout = layout
    self.level = level
    self.units = units
    self.correction = correction
    self.keys = keys
    self.types = types
  }
}

/// What the datasets of each group are called in a file of no known layout.
public struct DatasetKeys: Sendable, Hashable {
  /// Atomic numbers or symbols, (atoms) or (frames, atoms).
  public var species: String
  /// Positions, (frames, atoms, 3).
  public var coordinates: String
  public var energies: String?
  /// −∂E/∂R.
  public var forces: String?
  /// +∂E/∂R.
  public var gradients: String?
  /// Lattice vectors as rows.
  public var cell: String?
  /// −∂E/∂strain.
  public var virials: String?
  /// Positive under tension.
  public var stresses: String?
  public var hessians: String?

  public init(
    species: String, coordinates: String, energies: String? = nil, forces: String? = nil,
    gradients: String? = nil, cell: String? = nil, virials: String? = nil, stresses: String? = nil,
    hessians: String? = nil
  ) {
    self.species = species
    self.coordinates = coordinates
    self.energies = energies
    self.forces = forces
    self.gradients = gradients
    self.cell = cell
    self.virials = virials
    self.stresses = stresses
    self.hessians = hessians
  }
}
