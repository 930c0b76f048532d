import Synchronization

/// The arrays of a `.npz` archive, each opened on its first use.
final class NPZGroup: ArrayGroup {
  let file: String
  var path: String { "/" }

  private let archive: ZipArchive
  private let entries: [String: ZipArchive.Entry]
  private let opened = Mutex<[String: NumPyArray]>([:])

  /// Opens an archive.
  ///
  /// - Throws: `DatasetError.storage`.
  init(path: String) throws {
    file = path
    archive = try ZipArchive(path: path)
    entries = Dictionary(
      archive.entries.compactMap { entry in
        entry.name.hasSuffix(".npy") ? (String(entry.name.dropLast(4)), entry) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  func memberNames() -> [String] { entries.keys.sorted() }

  func contains(_ name: String) -> Bool { entries[name] != nil }

  func array(_ name: String) throws -> any StoredArray {
    NumPyMember(array: try open(name), file: file, path: "/\(name)")
  }

  /// The text of an array of one, or `nil` where there is none.
  func text(_ name: String) throws -> String? {
    contains(name) ? try open(name).text() : nil
  }

  private func open(_ name: String) throws -> NumPyArray {
    if let known = opened.withLock({ $0[name] }) { return known }
    guard let entry = entries[name] else {
      throw DatasetError.missingDataset(file: file, group: "/", names: [name])
    }
    let array = try NumPyArray(archive.open(entry), name: "\(file):/\(name)")
    opened.withLock { $0[name] = array }
    return array
  }
}
