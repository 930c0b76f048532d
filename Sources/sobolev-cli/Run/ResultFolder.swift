import Foundation

/// The folder of results of a command that works out everything before it writes anything.
struct ResultFolder {
  let path: String
  private let existed: Bool

  /// Looks at the place without changing anything.
  ///
  /// - Throws: `ResultFolderError` when it is a file, its parent is missing, or it holds something and
  ///   `overwrite` is not set.
  init(_ path: String, overwrite: Bool) throws {
    self.path = path
    var isDirectory: ObjCBool = false
    existed = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if existed && !isDirectory.boolValue { throw ResultFolderError.isFile(path) }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: parent) { throw ResultFolderError.noParent(path) }
    let names = existed ? (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] : []
    if !names.isEmpty && !overwrite { throw ResultFolderError.notEmpty(path) }
  }

  /// Writes files, by their names with `/` between folder and file.
  ///
  /// A new folder is filled beside its place and renamed, so that it is never half there. In a folder that exists,
  /// files of the same names are replaced one by one, and others stay.
  ///
  /// - Throws: `OutputError`.
  func write(_ files: [(name: String, text: String)]) throws {
    let manager = FileManager.default
    let place = existed ? path : path + ".partial"
    do {
      for file in files {
        let url = URL(fileURLWithPath: place).appendingPathComponent(file.name)
        try manager.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url, options: .atomic)
      }
      if !existed { try manager.moveItem(atPath: place, toPath: path) }
    } catch {
      if !existed { try? manager.removeItem(atPath: place) }
      throw OutputError(path: path, cause: error)
    }
  }
}

/// Why results cannot go where they should.
enum ResultFolderError: Error, Equatable, CustomStringConvertible {
  case isFile(String)
  case noParent(String)
  case notEmpty(String)

  var description: String {
    switch self {
    case .isFile(let path): "\(path): is a file where a folder is to go; choose another name"
    case .noParent(let path): "\(path): the folder that it is to go into does not exist; make it first"
    case .notEmpty(let path):
      "\(path): the folder exists and is not empty; choose another, or replace its files with --overwrite"
    }
  }
}
