import Atomistics

/// A format that data sets are converted to.
public enum ConversionFormat: String, Sendable, CaseIterable {
  /// Our own layout, in HDF5.
  case sobolev
  /// Extended XYZ as ASE reads it.
  case extxyz
  /// MACE's HDF5.
  case mace
  /// DeePMD-kit: a folder of NumPy arrays, or HDF5 where the name ends in `.hdf5` or `.h5`.
  case deepmd
  /// sGDML's NumPy archive: one molecule.
  case npz
  /// n2p2's `input.data`, in Å and eV.
  case n2p2

  /// What the format can hold.
  public var held: Set<FrameProperty> {
    switch self {
    case .sobolev: Set(FrameProperty.allCases)
    case .extxyz: Set(FrameProperty.allCases).subtracting([.direction])
    case .mace: Set(FrameProperty.allCases).subtracting([.direction, .split])
    case .deepmd: [.energy, .forces, .virial, .hessian, .missingEnergy, .missingForces]
    case .npz: [.energy, .forces, .hessian, .weight, .identifier, .split]
    case .n2p2: [.energy, .forces, .identifier]
    }
  }

  /// Whether it has a place for the energies of isolated atoms.
  var holdsIsolatedAtoms: Bool { self == .sobolev || self == .extxyz }

  /// Whether it has a place for the provenance of the data.
  var holdsAttributes: Bool { self == .sobolev }

  /// How a file that was just written is read to compare it: in its own units, which need no evidence.
  var readingOptions: DatasetOptions {
    let layout: String? =
      switch self {
      case .sobolev, .extxyz, .mace, .n2p2: rawValue
      case .npz: "sgdml"
      // A folder or an HDF5 file, which find themselves out.
      case .deepmd: nil
      }
    return DatasetOptions(
      layout: layout,
      units: Dictionary(uniqueKeysWithValues: Quantity.allCases.map { ($0, $0.ownUnit) }))
  }
}
