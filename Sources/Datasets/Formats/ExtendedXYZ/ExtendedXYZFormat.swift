import Atomistics

/// Extended XYZ files (`.xyz`, `.extxyz`) as data sets.
///
/// Frames of one atom whose `config_type` is `IsolatedAtom` give the energies of isolated atoms and are no
/// frames of the set, as MACE has it.
struct ExtendedXYZFormat: DatasetFormat {
  let layouts = [LayoutName(identifier: "extxyz", name: "extended XYZ")]

  func recognizes(_ path: DatasetPath) -> Bool {
    [".xyz", ".extxyz", ".exyz"].contains { path.file.hasSuffix($0) } && !path.isFolder
  }

  /// Finds the frames of a file.
  ///
  /// Cost: one pass over the file.
  ///
  /// - Throws: `ExtendedXYZError` where a frame does not begin or end as it should.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    let text = try RandomAccessFile(path: path.file).all
    let parser = ExtendedXYZParser(
      path: path.fileName, keys: ExtendedXYZKeys(options.keys),
      units: .electronvolts(chosen: options.units))
    var lines = LineReader(text)
    var starts: [TextFrameStart] = []
    var isolated: [Element: Double] = [:]
    while let head = try parser.header(&lines) {
      if head.isIsolatedAtom {
        var own = LineReader(
          FileRegion(file: text.file, offset: head.offset, count: text.count - head.offset),
          after: head.firstLine - 1)
        if let frame = try parser.next(&own), let energy = frame.labels.energy {
          isolated[frame.configuration.elements[0]] = energy
        }
      } else {
        starts.append(TextFrameStart(offset: head.offset, line: head.firstLine - 1))
      }
      try parser.skipAtoms(head, &lines)
    }
    var source = try TextFrameSource(
      text, starts: starts, layout: layouts[0].name, units: parser.units
    ) { lines in
      guard let frame = try parser.next(&lines) else { throw DatasetError.empty(file: path.file) }
      return frame
    }
    source.isolatedAtomEnergies = isolated
    if !isolated.isEmpty {
      source.notes = ["\(isolated.count) isolated atoms give reference energies and are no frames"]
    }
    return source
  }
}

extension ExtendedXYZParser.Header {
  /// Whether the frame gives the energy of an isolated atom.
  fileprivate var isIsolatedAtom: Bool {
    let type = fields["config_type"]?.lowercased()
    return atomCount == 1 && (type == "isolatedatom" || type == "isolated_atom")
  }
}
