import Sobolev

/// What a conversion did.
struct ConversionReport: Encodable {
  let data: String
  let layout: String
  let output: String
  let format: String
  let structures: Int
  let omittedStructures: Int
  /// The number of structures that had something that was left out, by what it was.
  let leftOut: [String: Int]
  /// What was corrected in reading, and what has no place in the format.
  let notes: [String]

  init(
    _ summary: DatasetConversion.Summary, from data: DatasetFile, to output: String, format: ConversionFormat
  ) {
    self.data = data.path
    layout = data.layout
    self.output = output
    self.format = format.rawValue
    structures = summary.frames
    omittedStructures = summary.omitted
    leftOut = Dictionary(uniqueKeysWithValues: summary.lost.map { ("\($0.key)", $0.value) })
    notes = data.notes + summary.notes
  }

  var lines: [String] {
    var lines = [
      "\(data) (\(layout)) → \(output) (\(format)): \(structures.grouped) structures, read back and the same"
    ]
    lines += leftOut.sorted { $0.key < $1.key }.map { "  left out: \($0.key) of \($0.value.grouped) structures" }
    if omittedStructures > 0 {
      lines.append("  left out: \(omittedStructures.grouped) structures that the format cannot hold")
    }
    return lines + notes.map { "  \($0)" }
  }
}
