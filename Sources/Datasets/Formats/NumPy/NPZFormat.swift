import Foundation

/// NumPy archives (`.npz`): one file, or a folder of files named for the number of atoms, as AIMNet2 has it.
struct NPZFormat: DatasetFormat {
  var layouts: [LayoutName] { NPZLayout.all.map { LayoutName(identifier: $0.identifier, name: $0.name) } }

  func recognizes(_ path: DatasetPath) -> Bool {
    path.file.hasSuffix(".npz") && !path.isFolder || !NPZFormat.numberedArchives(path).isEmpty
  }

  /// Opens an archive or a folder of them; all have the same form.
  ///
  /// - Throws: `DatasetError.unknownLayout` with the names of the arrays.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    guard path.isFolder else {
      let group = try NPZGroup(path: path.file)
      return try source(["/": group], path, options)
    }
    let archives = try NPZFormat.numberedArchives(path).map { name in
      ("/\(name)", try NPZGroup(path: "\(path.file)/\(name)"))
    }
    return try source(Dictionary(uniqueKeysWithValues: archives), path, options)
  }

  private func source(
    _ archives: [String: NPZGroup], _ path: DatasetPath, _ options: DatasetOptions
  ) throws -> any FrameSource {
    guard let first = archives.values.first else { throw DatasetError.empty(file: path.file) }
    let layout = try layout(of: first, options)
    let parts = try archives.sorted { $0.key < $1.key }.map { place, group in
      let names = layout.names.coordinates
      guard let shape = try names.first(where: group.contains).map({ try group.array($0).shape() }) else {
        throw DatasetError.missingDataset(file: group.file, group: "/", names: names)
      }
      return HDF5Part(path: place, frameCount: shape.count == 2 ? 1 : shape.first ?? 0)
    }
    var contents = HDF5Contents(parts: parts) { part in
      guard let group = archives[part.path] else { throw DatasetError.empty(file: path.file) }
      return try FrameGroup(group, names: layout.names(for: group, options: options))
    }
    contents.notes = layout.ignoredArrays(of: first)
    return try HDF5FrameSource(
      contents, layout: layout.name, attributes: first.texts(), fileName: path.fileName)
  }

  private func layout(of group: NPZGroup, _ options: DatasetOptions) throws -> NPZLayout {
    let members = Set(group.memberNames())
    if let chosen = options.layout, let layout = NPZLayout.all.first(where: { $0.identifier == chosen }) {
      return layout
    }
    guard let layout = NPZLayout.all.first(where: { $0.signature.isSubset(of: members) }) else {
      throw DatasetError.unknownLayout(
        file: group.file, found: "it has the arrays \(members.sorted().joined(separator: ", "))")
    }
    return layout
  }

  /// The archives of a folder that are named for a number.
  private static func numberedArchives(_ path: DatasetPath) -> [String] {
    guard path.isFolder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.file)) ?? []
    return names.filter { $0.hasSuffix(".npz") && Int($0.dropLast(4)) != nil }.sorted()
  }
}

extension NPZGroup {
  /// All single texts, such as the name and the level of theory; what cannot be read says nothing.
  fileprivate func texts() -> [String: String] {
    memberNames().reduce(into: [:]) { texts, name in
      if let text = try? text(name) { texts[name] = text }
    }
  }
}

extension NPZLayout {
  /// A note about the arrays that are no part of the form.
  fileprivate func ignoredArrays(of group: NPZGroup) -> [String] {
    let known = Set(
      [
        names.species, names.coordinates, names.cell, names.periodicity, names.energies, names.forces,
        names.virials, names.stresses, names.hessians, names.hessianFrames, names.identifiers,
        names.weights, names.splits,
      ].joined()).union(signature)
    let ignored = group.memberNames().filter {
      !known.contains($0) && (try? group.text($0)) == nil
    }
    return ignored.isEmpty ? [] : ["arrays that are not used: \(ignored.joined(separator: ", "))"]
  }
}

extension DatasetPath {
  /// Whether the path leads to a folder.
  var isFolder: Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
