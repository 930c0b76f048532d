import Foundation

/// The folder that a fit leaves its results in.
struct RunFolder {
  /// What to do when the folder exists.
  enum ExistingFolder { case refuse, overwrite, resume }

  let path: String
  private let existed: Bool

  var potential: String { file("potential.h5") }
  var log: String { file("log.csv") }
  var configuration: String { file("config.yaml") }
  var metrics: String { file("metrics.json") }
  var checkpoint: String { file("checkpoint") }

  /// Looks at the place without changing anything.
  ///
  /// - Throws: `RunFolderError` when the folder must not or cannot be used.
  init(_ path: String, ifExists rule: ExistingFolder) throws {
    self.path = path
    var isDirectory: ObjCBool = false
    existed = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if existed && !isDirectory.boolValue { throw RunFolderError.isFile(path) }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !existed && !FileManager.default.fileExists(atPath: parent) {
      throw RunFolderError.noParent(path, parent: parent)
    }
    let hasResults = [potential, log, configuration, metrics, checkpoint].contains {
      FileManager.default.fileExists(atPath: $0)
    }
    switch rule {
    case .refuse where hasResults:
      throw RunFolderError.exists(path)
    case .resume where !FileManager.default.fileExists(atPath: checkpoint):
      throw FileManager.default.fileExists(atPath: potential)
        ? RunFolderError.finished(path) : RunFolderError.noCheckpoint(path)
    case .refuse, .overwrite, .resume:
      break
    }
  }

  /// Makes the folder, or removes the results of an earlier run from it (and nothing else).
  func create(keepingResults: Bool = false) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      guard !keepingResults else { return }
      for file in [potential, log, configuration, metrics, checkpoint]
      where FileManager.default.fileExists(atPath: file) {
        try FileManager.default.removeItem(atPath: file)
      }
    } catch {
      throw RunFolderError.cannotCreate(path, cause: ErrorRenderer.line(for: error))
    }
  }

  /// Takes back what a failed start made.
  func abandon() {
    for file in [log, configuration, metrics, checkpoint] {
      try? FileManager.default.removeItem(atPath: file)
    }
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    if !existed, names?.isEmpty == true { try? FileManager.default.removeItem(atPath: path) }
  }

  private func file(_ name: String) -> String {
    URL(fileURLWithPath: path).appendingPathComponent(name).relativePath
  }
}

/// Why a folder cannot receive the results of a fit.
enum RunFolderError: Error, Equatable, CustomStringConvertible {
  case exists(String)
  case isFile(String)
  case noParent(String, parent: String)
  case noCheckpoint(String)
  case finished(String)
  case cannotCreate(String, cause: String)

  var description: String {
    switch self {
    case .exists(let path):
      "\(path): holds the results of an earlier fit; add --overwrite to replace them, --resume to go on with "
        + "an interrupted fit, or choose another folder"
    case .isFile(let path):
      "\(path): is a file; -o needs a folder"
    case .noParent(let path, let parent):
      "\(path): cannot be made, because there is no folder \(parent)"
    case .noCheckpoint(let path):
      "\(path): there is no checkpoint to go on from; start the fit without --resume"
    case .finished(let path):
      "\(path): this fit is complete; there is nothing to resume"
    case .cannotCreate(let path, let cause):
      "\(path): cannot be made: \(cause)"
    }
  }
}
