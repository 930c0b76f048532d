import Foundation
import HDF5

/// A folder that appears under its name only when it is complete.
///
/// It is filled beside its destination as `.NAME.tmp-PID` and renamed by `commit`; where that does not happen
/// it is removed.
final class AtomicFolder {
  let path: String
  let temporaryPath: String
  private let replacesExisting: Bool
  /// Until it is committed.
  private var pending: PendingOutput?

  /// - Throws: `DatasetError.storage` when there is something of that name that must not be replaced.
  init(path: String, replacesExisting: Bool) throws(DatasetError) {
    let url = URL(fileURLWithPath: path)
    self.path = url.path
    self.replacesExisting = replacesExisting
    if !replacesExisting, FileManager.default.fileExists(atPath: path) {
      throw .storage("\(path): exists already; remove it or choose another name")
    }
    let name = ".\(url.lastPathComponent).tmp-\(ProcessInfo.processInfo.processIdentifier)"
    temporaryPath = url.deletingLastPathComponent().appendingPathComponent(name).path
    pending = PendingOutput(temporaryPath)
    try makeFolder("")
  }

  deinit {
    if pending != nil { try? FileManager.default.removeItem(atPath: temporaryPath) }
  }

  /// Makes a folder inside.
  func makeFolder(_ name: String) throws(DatasetError) {
    try describing {
      try FileManager.default.createDirectory(
        atPath: temporaryPath + "/" + name, withIntermediateDirectories: name != "")
    }
  }

  /// Writes a file inside.
  func write(_ bytes: [UInt8], to name: String) throws(DatasetError) {
    try describing { try Data(bytes).write(to: URL(fileURLWithPath: temporaryPath + "/" + name)) }
  }

  /// Copies a region of a file into one inside.
  func write(_ region: FileRegion, to name: String) throws(DatasetError) {
    try write([], to: name)
    try describing {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporaryPath + "/" + name))
      defer { try? handle.close() }
      try region.forEachPiece { try handle.write(contentsOf: $0) }
    }
  }

  /// Gives the folder its name.
  func commit() throws(DatasetError) {
    let old = temporaryPath + ".old"
    try describing {
      let replaces = replacesExisting && FileManager.default.fileExists(atPath: path)
      if replaces { try FileManager.default.moveItem(atPath: path, toPath: old) }
      try FileManager.default.moveItem(atPath: temporaryPath, toPath: path)
      if replaces { try FileManager.default.removeItem(atPath: old) }
    }
    pending = nil
  }

  private func describing(_ body: () throws -> Void) throws(DatasetError) {
    do {
      try body()
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .storage("\(path): cannot be written: \(error.localizedDescription)")
    }
  }
}

extension FileRegion {
  /// Calls a body with the bytes, 1 MiB at a time.
  func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
    for start in stride(from: 0, to: count, by: 1 << 20) {
      try body(try values(UInt8.self, at: start, count: min(1 << 20, count - start)))
    }
  }
}
