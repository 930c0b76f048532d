import Atomistics
import HDF5

/// DeePMD-kit's HDF5 form of its folders (doi:10.1063/5.0155600): a group for each system, in it sets of
/// frames, all in eV and Å.
///
/// A system has `type.raw` (N), `type_map.raw` (symbols) and perhaps `nopbc`; a set `set.000` has `coord.npy` (M,
/// 3N), `box.npy` (M, 9), `energy.npy` (M), `force.npy` (M, 3N), `virial.npy` (M, 9) and `hessian.npy` (M, 9N²). In systems of mixed
/// type, `real_atom_types.npy` (M, N) has the types, with −1 for padding. A system is chosen by `FILE#/system`.
struct DeePMDLayout: HDF5Layout {
  let identifier = "deepmd"
  let name = "DeePMD-kit"

  private static let names = FrameNames(
    species: ["type.raw"], coordinates: ["coord.npy"], cell: ["box.npy"], energies: ["energy.npy"],
    forces: ["force.npy"], virials: ["virial.npy"], hessians: ["hessian.npy"],
    knownUnits: [
      .length: "angstrom", .energy: "eV", .force: "eV/angstrom", .virial: "eV",
      .hessian: "eV/angstrom^2",
    ])

  func recognizes(_ root: HDF5Group) throws -> Bool { try root.firstLeaf(with: ["type.raw"]) != nil }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    var parts: [HDF5Part] = []
    for path in try root.leaves(with: ["type.raw"]) {
      let system = try root.descendant(root.path + "/" + path)
      for set in try system.memberNames() where set.hasPrefix("set.") {
        let shape = try system.group(set).dataset("coord.npy").shape()
        parts.append(
          HDF5Part(
            path: system.path == "/" ? "/" + set : system.path + "/" + set,
            frameCount: shape.first ?? 0, group: system.path))
      }
    }
    return HDF5Contents(parts: parts) { part in
      try DeePMDLayout.frames(
        of: root.descendant(part.path), in: root.descendant(part.group), options)
    }
  }

  /// The frames of a set of a system, be they in HDF5 or in a folder of NumPy arrays.
  static func frames(
    of set: any ArrayGroup, in system: any ArrayGroup, _ options: DatasetOptions
  ) throws -> FrameGroup {
    var names = names.choosing(options)
    names.types = try types(of: system, options)
    if try system.contains("nopbc") { names.cell = [] }
    let isMixed = try set.contains("real_atom_types.npy")
    if isMixed { names.species = ["real_atom_types.npy"] }
    return try FrameGroup(set, names: names, speciesGroup: isMixed ? set : system)
  }

  /// The atomic numbers of the types of a system.
  private static func types(of system: any ArrayGroup, _ options: DatasetOptions) throws -> [Int] {
    if let types = options.types { return types.map(\.atomicNumber) }
    guard try system.contains("type_map.raw") else {
      throw DatasetError.typesNeeded(file: system.file, object: system.path + "/type.raw")
    }
    let map = try system.array("type_map.raw")
    return try map.texts(rows: nil).map { symbol in
      guard let element = Element(symbol: symbol) else {
        throw DatasetError.wrongElements(
          file: map.file, object: map.path,
          problem: "`\(symbol)` is no element; say which elements the types are, as in --types H,O")
      }
      return element.atomicNumber
    }
  }
}
