import Atomistics

/// Turns the lines of an extended XYZ file into frames.
struct ExtendedXYZParser: Sendable {
  /// The path for messages and names.
  let path: String
  var keys = ExtendedXYZKeys()
  var units = TextUnits.electronvolts(chosen: [:])

  /// Reads the next frame, or `nil` after the last one.
  func next(_ lines: inout LineReader) throws(ExtendedXYZError) -> LabeledConfiguration? {
    guard let head = try header(&lines) else { return nil }
    let location = head.location
    let columns = try ExtendedXYZColumns(head.fields["properties"], keys: keys, at: location)
    var atoms = ExtendedXYZAtoms(columns: columns)
    for index in 0..<head.atomCount {
      guard let line = try line(&lines) else {
        throw .truncated(path: path, line: lines.line, missingAtoms: head.atomCount - index)
      }
      try atoms.append(line, at: ExtendedXYZLocation(path: path, line: lines.line))
    }
    let lattice = try head.fields.lattice(at: location).map { units.factor(.length) * $0 }
    let periodicity = try head.fields.periodicity(at: location)
    let configuration = Configuration(
      elements: atoms.elements, positions: atoms.positions.map { units.factor(.length) * $0 },
      cell: lattice.flatMap { periodicity.contains(true) ? Cell($0, periodicity: periodicity).completed : nil })
    let labels = Labels(
      energy: try energy(head), forces: atoms.forces?.map { units.factor(.force) * $0 },
      virial: try virial(head, volume: lattice.map { abs($0.determinant) }),
      hessian: try hessian(head, atoms)?.map { units.factor(.hessian) * $0 })
    let identifier = try head.fields.present(["name"], at: location) ?? "config_type"
    let called = head.fields[identifier] ?? ""
    let place = "\(path):\(head.firstLine)"
    return LabeledConfiguration(
      configuration, labels, name: called.isEmpty ? place : "\(place) (\(called))",
      weight: try head.fields.number(ExtendedXYZKeys.weights, at: location) ?? 1,
      identifier: called, split: head.fields["split"] ?? "")
  }

  // MARK: Labels

  private func energy(_ head: Header) throws(ExtendedXYZError) -> Double? {
    for names in [keys.energies, [ExtendedXYZKeys.lastEnergy]] {
      guard let energy = try head.fields.number(names, at: head.location) else { continue }
      return units.factor(.energy) * energy
    }
    return nil
  }

  /// The virial −∂E/∂strain in eV, given as such or as a stress −W/V.
  private func virial(_ head: Header, volume: Double?) throws(ExtendedXYZError) -> Matrix3? {
    if let virial = try head.fields.tensor(keys.virials, at: head.location) {
      return units.factor(.virial) * virial
    }
    guard let stress = try head.fields.tensor(keys.stresses, at: head.location) else { return nil }
    guard let volume else { throw .stressWithoutCell(path: path, line: head.location.line) }
    return -volume * units.factor(.stress) * stress
  }

  private func hessian(
    _ head: Header, _ atoms: ExtendedXYZAtoms
  ) throws(ExtendedXYZError) -> [Double]? {
    let count = 9 * head.atomCount * head.atomCount
    if let hessian = atoms.hessian {
      guard hessian.count == count else {
        throw .wrongHessian(path: path, line: head.location.line, expected: count, found: hessian.count)
      }
      return hessian
    }
    return try head.fields.numbers(keys.hessians, counts: [count], at: head.location)
  }

  // MARK: Frames

  /// The first two lines of a frame.
  struct Header {
    let atomCount: Int
    let fields: ExtendedXYZComment
    /// The line of the number of atoms.
    let firstLine: Int
    /// Where that line begins, in bytes.
    let offset: Int
    /// The line of the fields.
    let location: ExtendedXYZLocation
  }

  /// Reads the first two lines of the next frame, or `nil` at the end.
  func header(_ lines: inout LineReader) throws(ExtendedXYZError) -> Header? {
    var offset = lines.offset
    var first = try line(&lines)
    while let blank = first, blank.isBlank {
      offset = lines.offset
      first = try line(&lines)
    }
    guard let first else { return nil }
    let firstLine = lines.line
    guard let word = first.words.first, first.words.count == 1, let count = Int(word.text), count >= 0 else {
      throw .noAtomCount(path: path, line: firstLine, text: String(first.text.prefix(40)))
    }
    guard let comment = try line(&lines) else {
      throw .truncated(path: path, line: lines.line, missingAtoms: 0)
    }
    let location = ExtendedXYZLocation(path: path, line: lines.line)
    return Header(
      atomCount: count, fields: try ExtendedXYZComment(comment.text, at: location), firstLine: firstLine,
      offset: offset, location: location)
  }

  /// Passes over the lines of the atoms of a frame.
  func skipAtoms(_ head: Header, _ lines: inout LineReader) throws(ExtendedXYZError) {
    for index in 0..<head.atomCount where try line(&lines) == nil {
      throw .truncated(path: path, line: lines.line, missingAtoms: head.atomCount - index)
    }
  }

  private func line(_ lines: inout LineReader) throws(ExtendedXYZError) -> ArraySlice<UInt8>? {
    do {
      return try lines.next()
    } catch {
      throw .cannotRead(path: path, reason: "\(error)")
    }
  }
}

/// A line of a file, for messages.
struct ExtendedXYZLocation: Sendable {
  var path: String
  var line: Int

  /// Reads a finite number.
  func number(_ text: some StringProtocol, _ key: String) throws(ExtendedXYZError) -> Double {
    guard let value = Double(text), value.isFinite else {
      throw .notANumber(path: path, line: line, key: key, text: String(text))
    }
    return value
  }
}
