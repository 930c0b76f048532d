import Foundation

/// A growing array of numbers in row order, in a temporary file.
final class NumPyRows {
  private let file: ScratchFile
  private let rowShape: [Int]
  private var rowCount = 0

  /// - Parameters:
  ///   - rowShape: The shape of a row; `[]` for a single number.
  ///   - folder: Where the temporary file lies.
  init(rowShape: [Int], in folder: URL, name: String) throws(DatasetError) {
    self.rowShape = rowShape
    file = try ScratchFile(in: folder, name: name)
    // The header is written again when the number of rows is known.
    let header = NumPyEncoder.header("<f8", shape: [0] + rowShape)
    try file.append(header.span.bytes)
  }

  /// Appends rows.
  func append(_ numbers: [Double]) throws(DatasetError) {
    let rowLength = rowShape.reduce(1, *)
    precondition(numbers.count.isMultiple(of: rowLength), "whole rows")
    rowCount += numbers.count / rowLength
    let patterns = numbers.map { $0.bitPattern.littleEndian }
    try file.append(patterns.span.bytes)
  }

  /// The `.npy` file with all rows so far.
  func contents() throws(DatasetError) -> FileRegion {
    let header = NumPyEncoder.header("<f8", shape: [rowCount] + rowShape)
    try file.overwrite(header.span.bytes, at: 0)
    return try file.contents()
  }
}
