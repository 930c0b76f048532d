import Foundation

/// The place of a data set: a file or folder, and perhaps a group inside, written `file.h5#/group`.
struct DatasetPath: Hashable, Sendable {
  /// The path of the file or folder.
  let file: String

  /// The path of the group inside the file, from its top, or `nil` for all of it.
  let group: String?

  /// Splits a path at its last `#`, unless a file of the whole name is there.
  init(_ text: String) {
    guard let mark = text.lastIndex(of: "#"), !FileManager.default.fileExists(atPath: text) else {
      (file, group) = (text, nil)
      return
    }
    file = String(text[..<mark])
    let steps = text[text.index(after: mark)...].split(separator: "/")
    group = steps.isEmpty ? nil : steps.joined(separator: "/")
  }

  /// The last component of the path, with which the names of frames begin.
  var fileName: String { URL(fileURLWithPath: file).lastPathComponent }
}
