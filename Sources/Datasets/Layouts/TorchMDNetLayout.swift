import Atomistics
import HDF5

/// The `HDF5` files of TorchMD-Net and the `HDF5Dataset` of NequIP: groups of any names with frames of one size.
///
/// A group has `pos` (M, N, 3), `types` or `atomic_numbers` (N) or (M, N), `energy` (M) or (M, 1) and `forces`
/// (M, N, 3). No units are stored: eV and Å are assumed. `types` are atomic numbers where none is zero, as
/// TorchMD-Net's users have them, and otherwise places in the list of elements that the user gives.
struct TorchMDNetLayout: HDF5Layout {
  let identifier = "torchmdnet"
  let name = "TorchMD-Net or NequIP"

  private static let names = FrameNames(
    species: ["atomic_numbers"], coordinates: ["pos"], energies: ["energy"],
    assumedUnits: [.length: "angstrom", .energy: "eV", .force: "eV/angstrom"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    guard let group = try groups(root).first.map({ try root.group($0) }), try group.has("pos", "energy")
    else { return false }
    return try group.has("types") || group.has("atomic_numbers")
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    var names = TorchMDNetLayout.names.choosing(options)
    let groups = try groups(root)
    var notes: [String] = []
    if let first = try groups.first.map({ try root.group($0) }), try !first.has("atomic_numbers") {
      names.species = ["types"]
      names.types = options.types?.map(\.atomicNumber)
      if names.types == nil {
        for name in groups where try root.group(name).dataset("types").read(Int.self).contains(0) {
          throw DatasetError.typesNeeded(file: root.file, object: "/\(name)/types")
        }
        notes.append("types are read as atomic numbers")
      }
    }
    var contents = try HDF5Contents(of: groups, in: root, names: names)
    contents.notes = notes
    return contents
  }

  /// The groups of frames; `_metadata` is none.
  private func groups(_ root: HDF5Group) throws -> [String] {
    try root.groupNames().filter { $0 != "_metadata" }
  }
}
