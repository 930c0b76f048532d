import Foundation
import Sobolev

/// The structure that a simulation starts from, as the user names it.
///
/// `water.xyz` is the first frame of an extended XYZ file, `test.h5` the first of a data file, and
/// `test.h5:/C2H6O[3]` the one that `sobolev evaluate` calls by this name.
enum StartStructure {
  /// Finds and reads the structure.
  ///
  /// - Throws: `StartStructureError`, or what reading the file throws.
  static func read(_ text: String) throws -> LabeledConfiguration {
    if FileManager.default.fileExists(atPath: text) {
      return isHDF5(text) ? try first(of: DatasetFile(path: text)) : try firstFrame(ofXYZ: text)
    }
    guard let mark = text.range(of: ":/", options: .backwards) else {
      throw StartStructureError.noFile(text)
    }
    let path = String(text[..<mark.lowerBound])
    guard FileManager.default.fileExists(atPath: path) else { throw StartStructureError.noFile(path) }
    return try frame(text[mark.lowerBound...], of: DatasetFile(path: path))
  }

  private static func isHDF5(_ path: String) -> Bool {
    if path.hasSuffix(".h5") || path.hasSuffix(".hdf5") { return true }
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 4)) == Data([0x89, 0x48, 0x44, 0x46])
  }

  private static func first(of file: DatasetFile) throws -> LabeledConfiguration {
    try file.frames(0..<1)[0]
  }

  private static func firstFrame(ofXYZ path: String) throws -> LabeledConfiguration {
    var reader = try ExtendedXYZReader(path: path)
    guard let frame = try reader.next() else { throw StartStructureError.empty(path) }
    return frame
  }

  private static func frame(
    _ place: Substring, of file: DatasetFile
  ) throws -> LabeledConfiguration {
    let wanted = StartStructure.place(of: place)
    var batches = file.batches(of: 256)
    while let frames = try batches.next() {
      if let frame = frames.first(where: { StartStructure.place(of: $0.name[...]) == wanted }) {
        return frame
      }
    }
    throw StartStructureError.noFrame(String(place.dropFirst()), file: file.path)
  }

  /// `:/GROUP[ROW]` of a name, without the remark in brackets that may follow.
  private static func place(of name: Substring) -> Substring? {
    guard let mark = name.range(of: ":/", options: .backwards) else { return nil }
    let place = name[mark.lowerBound...]
    return place.range(of: "] (").map { place[..<place.index(after: $0.lowerBound)] } ?? place
  }
}

/// Why there is no structure to start from.
enum StartStructureError: Error, Equatable, CustomStringConvertible {
  case noFile(String)
  case noFrame(String, file: String)
  case empty(String)

  var description: String {
    switch self {
    case .noFile(let path):
      "\(path): no such file; give an extended XYZ file, a data file, or a frame of one as "
        + "FILE.h5:/GROUP[ROW]"
    case .noFrame(let frame, let file):
      "\(file): there is no frame \(frame); frames are named GROUP[ROW] with rows from 0, for example "
        + "/C2H6O[3]"
    case .empty(let path):
      "\(path): there are no frames in it"
    }
  }
}
