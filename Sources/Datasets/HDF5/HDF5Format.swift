import HDF5

/// HDF5 files of all layouts: opened once, recognized by what the top group has.
struct HDF5Format: DatasetFormat {
  var layouts: [LayoutName] { HDF5Layouts.all.map { LayoutName(identifier: $0.identifier, name: $0.name) } }

  func recognizes(_ path: DatasetPath) -> Bool { HDF5File.isHDF5(path.file) }

  /// Opens a file and finds out its layout.
  ///
  /// - Throws: `HDF5Error` for a file that is missing, truncated or not HDF5; `DatasetError.unknownLayout`
  ///   and what the layout throws.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    let file = try HDF5File(reading: path.file)
    let root = try path.group.map { try file.root.group($0) } ?? file.root
    let layout = try HDF5Layouts.layout(of: root, options: options)
    let contents = try layout.contents(of: root, options: options)
    if let level = options.level, contents.level == nil {
      throw DatasetError.levelNeeded(file: path.file, chosen: level, levels: [])
    }
    let attributes = try Dictionary(
      uniqueKeysWithValues: root.attributeNames()
        .filter { !layout.ownAttributes.contains($0) }
        .map { ($0, try root.attribute($0)?.words() ?? "") })
    return try HDF5FrameSource(
      contents, layout: layout.name, attributes: attributes, fileName: path.fileName)
  }
}
