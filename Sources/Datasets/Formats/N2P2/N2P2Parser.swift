import Atomistics

/// Turns the lines of an n2p2 data file into frames.
struct N2P2Parser: Sendable {
  let fileName: String
  let units: TextUnits

  /// Where the frames begin.
  ///
  /// - Throws: `DatasetError.malformed` for lines outside of frames, and a frame that does not end.
  func starts(_ lines: inout LineReader) throws(DatasetError) -> [TextFrameStart] {
    var starts: [TextFrameStart] = []
    var isInside = false
    while true {
      let offset = lines.offset
      guard let line = try lines.next() else { break }
      // Only the first letters matter here; the rest is parsed when the frame is read.
      let word = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix(6)
      if word.starts(with: "begin".utf8) {
        guard !isInside else { throw malformed(lines.line, "a frame begins before the last one has ended") }
        starts.append(TextFrameStart(offset: offset, line: lines.line - 1))
        isInside = true
      } else if word.starts(with: "end".utf8), !word.starts(with: "energy".utf8) {
        isInside = false
      } else if !isInside, !line.isBlank {
        throw malformed(lines.line, "“\(line.text.prefix(40))” stands outside of a frame")
      }
    }
    guard !isInside else { throw malformed(lines.line, "the file ends inside a frame; copy it again") }
    return starts
  }

  /// Reads the frame that begins at the next line.
  ///
  /// - Throws: `DatasetError.malformed`, naming the line.
  func frame(_ lines: inout LineReader) throws(DatasetError) -> LabeledConfiguration {
    var content = Content()
    let first = lines.line + 1
    while let line = try lines.next() {
      let words = line.words
      guard let keyword = words.first?.text, keyword != "begin" else { continue }
      if keyword == "end" { return try assembled(content, first: first) }
      try read(keyword, words, line, lines.line, &content)
    }
    throw malformed(lines.line, "the file ends inside a frame; copy it again")
  }

  // MARK: Lines

  /// What the lines of a frame say, in the units of the file.
  private struct Content {
    var elements: [Element] = []
    var positions: [SIMD3<Double>] = []
    var forces: [SIMD3<Double>] = []
    var lattice: [SIMD3<Double>] = []
    var energy: Double?
    var comment = ""
  }

  private func read(
    _ keyword: String, _ words: [ArraySlice<UInt8>], _ text: ArraySlice<UInt8>, _ line: Int,
    _ content: inout Content
  ) throws(DatasetError) {
    switch keyword {
    case "atom":
      guard words.count == 10 else {
        throw malformed(line, "an atom has 9 entries (x y z symbol q n fx fy fz), not \(words.count - 1)")
      }
      guard let element = Element(symbol: words[4].text) else {
        throw malformed(line, "“\(words[4].text)” is not a chemical element")
      }
      content.elements.append(element)
      content.positions.append(try vector(words[1...3], line))
      content.forces.append(try vector(words[7...9], line))
    case "lattice":
      guard words.count == 4 else { throw malformed(line, "a lattice vector has 3 components") }
      content.lattice.append(try vector(words[1...3], line))
    case "energy":
      guard words.count == 2 else { throw malformed(line, "an energy is one number") }
      content.energy = try number(words[1], line)
    case "comment":
      content.comment = text.text.split(separator: " ", maxSplits: 1).dropFirst().joined()
    case "charge":
      break
    default:
      throw malformed(line, "“\(keyword)” is none of begin, comment, lattice, atom, energy, charge and end")
    }
  }

  private func vector(
    _ words: ArraySlice<ArraySlice<UInt8>>, _ line: Int
  ) throws(DatasetError) -> SIMD3<Double> {
    let start = words.startIndex
    return SIMD3(
      try number(words[start], line), try number(words[start + 1], line), try number(words[start + 2], line))
  }

  private func number(_ word: ArraySlice<UInt8>, _ line: Int) throws(DatasetError) -> Double {
    guard let value = Double(word.text), value.isFinite else {
      throw malformed(line, "“\(word.text)” is not a finite number")
    }
    return value
  }

  private func assembled(_ content: Content, first: Int) throws(DatasetError) -> LabeledConfiguration {
    guard [0, 3].contains(content.lattice.count) else {
      throw malformed(first, "the frame has \(content.lattice.count) lattice vectors, not 3 or none")
    }
    let length = units.factor(.length)
    let cell = content.lattice.isEmpty
      ? nil : Cell(length * Matrix3(content.lattice[0], content.lattice[1], content.lattice[2]))
    let comment = content.comment.trimmingBlanks
    let place = "\(fileName):\(first)"
    return LabeledConfiguration(
      Configuration(elements: content.elements, positions: content.positions.map { length * $0 }, cell: cell),
      Labels(
        energy: content.energy.map { units.factor(.energy) * $0 },
        forces: content.forces.map { units.factor(.force) * $0 }),
      name: comment.isEmpty ? place : "\(place) (\(comment))", identifier: comment)
  }

  private func malformed(_ line: Int, _ problem: String) -> DatasetError {
    .malformed(place: "\(fileName):\(line)", problem: problem)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
  }
}
