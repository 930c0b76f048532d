import HDF5

/// What MACE's `mace_prepare_data` writes: `config_batch_0`, in it a group for each frame.
///
/// A frame `config_12` has `atomic_numbers` (N), `positions` (N, 3), `cell` (3, 3), `pbc` (3), `weight` and
/// `config_type`, and in the group `properties` (in older files beside them) `energy`, `forces`, `stress` (6) or (3,
/// 3) positive under tension, `virials` (3, 3) and `hessian`, flat or square, in eV and Å. What is missing is
/// the text "None", or has the weight 0 in `property_weights` (older: `energy_weight` and so on).
struct MACELayout: HDF5Layout {
  let identifier = "mace"
  let name = "MACE"
  let ownAttributes: Set<String> = ["drop_last"]

  private static let batchPrefix = "config_batch_"
  private static let framePrefix = "config_"
  private static let units: [Quantity: String] = [
    .length: "angstrom", .energy: "eV", .force: "eV/angstrom", .virial: "eV",
    .stress: "eV/angstrom^3", .hessian: "eV/angstrom^2",
  ]

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.memberNames().contains { $0.hasPrefix(MACELayout.batchPrefix) }
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let batches = try root.memberNames().filter { $0.hasPrefix(MACELayout.batchPrefix) }
    let parts = try batches.sortedByNumber().flatMap { batch in
      let group = try root.group(batch)
      return try group.memberNames().filter { $0.hasPrefix(MACELayout.framePrefix) }.sortedByNumber()
        .map {
          HDF5Part(path: group.path + "/" + $0, frameCount: 1, isSingle: true, group: group.path)
        }
    }
    return HDF5Contents(parts: parts) { part in
      let group = try root.descendant(part.path)
      return try FrameGroup(group, names: MACELayout.names(in: group).choosing(options))
    }
  }

  /// The names of the labels that a frame has.
  private static func names(in frame: HDF5Group) throws -> FrameNames {
    let isNew = try frame.has("properties")
    let weights = try weights(of: frame, isNew: isNew)
    func label(_ name: String) -> [String] {
      weights[name] == 0 ? [] : [isNew ? "properties/\(name)" : name]
    }
    var names = FrameNames(
      species: ["atomic_numbers"], coordinates: ["positions"], energies: label("energy"),
      forces: label("forces"), virials: label("virials"), stresses: label("stress"),
      hessians: label("hessian"), identifiers: ["config_type"], weights: ["weight"], knownUnits: units)
    // Where both are there they say the same.
    let hasVirials = try names.virials.contains {
      try frame.contains($0) && !frame.dataset($0).isNone()
    }
    if hasVirials { names.stresses = [] }
    return names
  }

  /// The weights of the labels by their names.
  private static func weights(of frame: HDF5Group, isNew: Bool) throws -> [String: Double] {
    guard try !isNew || frame.has("property_weights") else { return [:] }
    let group = isNew ? try frame.group("property_weights") : frame
    let suffix = isNew ? "" : "_weight"
    let names = ["energy", "forces", "stress", "virials", "hessian"]
    return try names.reduce(into: [:]) { weights, name in
      guard try group.has(name + suffix) else { return }
      weights[name] = try group.dataset(name + suffix).read(Double.self).first
    }
  }
}
