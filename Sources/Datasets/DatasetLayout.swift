import Atomistics
import HDF5

/// A way to lay frames out in an HDF5 file: how it is recognized, and what its groups are called.
///
/// A new layout is a new file with a type of this protocol, and an entry in ``DatasetLayouts``.
protocol DatasetLayout: Sendable {
  /// The name in messages and listings.
  var name: String { get }

  /// Whether a file has this layout, judged by its top group alone.
  func recognizes(_ root: HDF5Group) throws -> Bool

  /// The groups of frames, in the order in which frames are counted.
  func frameGroups(in root: HDF5Group) throws -> [FrameGroup]

  /// The energies of isolated atoms in eV that the file gives.
  func isolatedAtomEnergies(in root: HDF5Group) throws -> [Element: Double]
}

extension DatasetLayout {
  func isolatedAtomEnergies(in root: HDF5Group) throws -> [Element: Double] { [:] }
}

/// The layouts that files are tried for, the surest first.
enum DatasetLayouts {
  static let all: [any DatasetLayout] = [SobolevLayout(), TorchANILayout()]

  /// The layout of a file.
  ///
  /// - Throws: `DatasetError.unknownLayout` with what the top group has.
  static func detect(_ root: HDF5Group) throws -> any DatasetLayout {
    for layout in all where try layout.recognizes(root) { return layout }
    func list(_ words: String, _ names: [String]) -> String {
      names.isEmpty
        ? "no \(words)"
        : "\(words) " + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
    throw DatasetError.unknownLayout(
      file: root.file,
      found: "it has \(list("members", try root.memberNames())) and "
        + list("attributes", try root.attributeNames()))
  }
}
