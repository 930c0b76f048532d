import Atomistics

/// Where a frame begins in a text.
struct TextFrameStart: Sendable {
  /// In bytes.
  var offset: Int
  /// The number of lines before it.
  var line: Int
}

/// The frames of a text file, found once and parsed when they are asked for.
///
/// Memory: 16 bytes a frame, and one frame.
struct TextFrameSource: FrameSource {
  let layout: String
  let groups: [FrameRange]
  var isolatedAtomEnergies: [Element: Double] = [:]
  let conventions: [UnitConvention]
  var notes: [String] = []

  private let text: FileRegion
  private let starts: [TextFrameStart]
  private let parse: @Sendable (inout LineReader) throws -> LabeledConfiguration

  var count: Int { starts.count }

  /// - Parameters:
  ///   - starts: The beginnings of the frames in order.
  ///   - parse: Reads the frame that begins at the next line.
  /// - Throws: What parsing the first frame throws, whose labels tell which units matter.
  init(
    _ text: FileRegion, starts: [TextFrameStart], layout: String, units: TextUnits,
    parse: @escaping @Sendable (inout LineReader) throws -> LabeledConfiguration
  ) throws {
    self.text = text
    self.starts = starts
    self.layout = layout
    self.parse = parse
    groups = [FrameRange(name: "/", frames: 0..<starts.count)]
    guard !starts.isEmpty else { throw DatasetError.empty(file: text.file.path) }
    var lines = TextFrameSource.lines(of: 0, in: text, starts)
    conventions = units.conventions(for: try parse(&lines))
  }

  func frameResults(_ range: Range<Int>) throws -> [Result<LabeledConfiguration, DatasetError>] {
    range.map { index in
      Result { () throws(DatasetError) in
        try translatingStorageErrors {
          var lines = TextFrameSource.lines(of: index, in: text, starts)
          return try parse(&lines)
        }
      }
    }
  }

  private static func lines(
    of index: Int, in text: FileRegion, _ starts: [TextFrameStart]
  ) -> LineReader {
    let start = starts[index]
    let end = index + 1 < starts.count ? starts[index + 1].offset : text.count
    let region = FileRegion(file: text.file, offset: text.offset + start.offset, count: end - start.offset)
    return LineReader(region, after: start.line)
  }
}
