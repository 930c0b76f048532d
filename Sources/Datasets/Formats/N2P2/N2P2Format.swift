import Atomistics

/// The `input.data` files of n2p2 and RuNNer.
///
/// A frame stands between `begin` and `end`: `comment`, three lines `lattice` for a crystal, `atom` with
/// position, symbol, charge, atomic energy (unused) and force, `energy` and `charge`. The units are whatever
/// the potential was trained in, mostly bohr and hartree or Å and eV, and no file says which: the user must.
/// https://compphysvienna.github.io/n2p2/topics/cfg_file.html
struct N2P2Format: DatasetFormat {
  let layouts = [LayoutName(identifier: "n2p2", name: "n2p2 (input.data)")]

  func recognizes(_ path: DatasetPath) -> Bool {
    guard path.file.hasSuffix(".data"), !path.isFolder, let file = try? RandomAccessFile(path: path.file)
    else { return false }
    var lines = LineReader(file.all)
    // Without the first line that is not blank there is nothing to recognize.
    while let line = try? lines.next() {
      if !line.isBlank { return line.words.first?.text == "begin" }
    }
    return false
  }

  /// Finds the frames of a file.
  ///
  /// Cost: one pass over the file.
  ///
  /// - Throws: `DatasetError.badOption` when the units are not chosen; `malformed` for a frame without end.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    let text = try RandomAccessFile(path: path.file).all
    let parser = N2P2Parser(fileName: path.fileName, units: try N2P2Format.units(options, path))
    var lines = LineReader(text)
    var source = try TextFrameSource(
      text, starts: try parser.starts(&lines), layout: layouts[0].name, units: parser.units,
      parse: parser.frame)
    source.notes = ["the charges and energies of atoms are not used"]
    return source
  }

  private static func units(_ options: DatasetOptions, _ path: DatasetPath) throws -> TextUnits {
    guard let length = options.units[.length], let energy = options.units[.energy] else {
      throw DatasetError.badOption(
        "\(path.file): n2p2 files do not state their units; say --units length=bohr,energy=hartree or "
          + "--units length=angstrom,energy=eV")
    }
    return TextUnits(
      usual: [.force: "\(energy)/\(length)"], chosen: options.units)
  }
}
