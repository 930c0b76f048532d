import Foundation

/// DeePMD-kit's folders of NumPy arrays: one system, or a folder of them at any depth.
///
/// https://docs.deepmodeling.com/projects/deepmd/en/stable/data/system.html; the names are those of
/// ``DeePMDLayout``, the same in HDF5.
struct DeePMDFolderFormat: DatasetFormat {
  let layouts = [LayoutName(identifier: "deepmd-npy", name: "DeePMD-kit (folder)")]

  /// How deep systems may lie.
  private static let depthLimit = 5

  func recognizes(_ path: DatasetPath) -> Bool {
    path.isFolder && DeePMDFolderFormat.systems(in: path.file, below: "", limit: 1).first != nil
  }

  /// Finds the systems and their sets.
  ///
  /// - Throws: `DatasetError.empty` without any; what is wrong with the first thousand sets.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    var parts: [HDF5Part] = []
    for system in DeePMDFolderFormat.systems(in: path.file, below: "", limit: .max) {
      let folder = NumPyFolder(file: path.file, path: system.isEmpty ? "/" : system)
      for set in try folder.memberNames() where set.hasPrefix("set.") {
        let frames = try NumPyFolder(file: path.file, path: system + "/" + set).array("coord.npy").shape()
        parts.append(
          HDF5Part(path: system + "/" + set, frameCount: frames.first ?? 0, group: folder.path))
      }
    }
    let contents = HDF5Contents(parts: parts) { part in
      try DeePMDLayout.frames(
        of: NumPyFolder(file: path.file, path: part.path),
        in: NumPyFolder(file: path.file, path: part.group), options)
    }
    return try HDF5FrameSource(
      contents, layout: layouts[0].name, attributes: [:], fileName: path.fileName)
  }

  /// The folders with a `type.raw`, in alphabetical order, as paths inside the data set.
  private static func systems(in root: String, below path: String, limit: Int) -> [String] {
    let depth = path.split(separator: "/").count
    guard depth <= depthLimit,
      let names = try? FileManager.default.contentsOfDirectory(atPath: root + path).sorted()
    else { return [] }
    if names.contains("type.raw") { return [path] }
    var found: [String] = []
    for name in names where found.count < limit && !name.hasPrefix("set.") {
      found += systems(in: root, below: path + "/" + name, limit: limit - found.count)
    }
    return found
  }
}
