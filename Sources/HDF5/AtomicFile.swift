import Foundation

/// A file that appears under its name only when it is complete.
///
/// It is written beside its destination as `.NAME.tmp-PID`, flushed to the disk and renamed by `commit`.
/// When it is discarded, by hand or because an error ended its life, nothing is left behind and an older
/// file of that name stays as it was.
///
/// ```swift
/// let output = try AtomicFile(path: "potential.h5", replacesExisting: true)
/// let file = try HDF5File(creating: output.temporaryPath)
/// try file.root.write(weights, to: "weights")
/// try file.flush()
/// try output.commit()
/// ```
public final class AtomicFile {
  /// The path of the finished file.
  public let path: String

  /// The path to write to until then.
  public let temporaryPath: String

  private let replacesExisting: Bool
  /// Until it is committed or discarded.
  private var pending: PendingOutput?

  /// Prepares a file; nothing is created yet.
  ///
  /// - Throws: `HDF5Error.exists` when there is a file and it must not be replaced, `isDirectory`, or
  ///   `cannotCreate` when the folder does not exist.
  public init(path: String, replacesExisting: Bool = false) throws(HDF5Error) {
    self.path = path
    self.replacesExisting = replacesExisting
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let name = ".\(url.lastPathComponent).tmp-\(ProcessInfo.processInfo.processIdentifier)"
    temporaryPath = folder.appendingPathComponent(name).path
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard !isDirectory.boolValue else { throw .isDirectory(file: path) }
      guard replacesExisting else { throw .exists(file: path) }
    }
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw .cannotCreate(file: path, cause: "there is no folder \(folder.path)")
    }
    pending = PendingOutput(temporaryPath)
  }

  deinit { discard() }

  /// Makes sure that the bytes are on the disk, and gives the file its name.
  ///
  /// Owners of an HDF5 file written there should have flushed or released it before.
  ///
  /// - Throws: `HDF5Error.noSpace`, `exists` when another process made the file meanwhile, or `failed`; the
  ///   temporary file is gone then.
  public func commit() throws(HDF5Error) {
    do throws(HDF5Error) {
      if let failure = WriteState.finish(temporaryPath) { throw failure }
      try synchronize(temporaryPath)
      if !replacesExisting, FileManager.default.fileExists(atPath: path) {
        throw .exists(file: path)
      }
      guard rename(temporaryPath, path) == 0 else { throw failure("rename") }
    } catch {
      discard()
      throw error.renamed(path)
    }
    pending = nil
    // The rename itself is durable only when the folder is on the disk, which not every file system offers.
    try? synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Removes the temporary file, if there is one.
  public func discard() {
    guard pending != nil else { return }
    pending = nil
    unlink(temporaryPath)
    _ = WriteState.finish(temporaryPath)
  }

  private func synchronize(_ path: String) throws(HDF5Error) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw failure("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("flush") }
  }

  private func failure(_ operation: String) -> HDF5Error {
    let code = errno
    return code == ENOSPC
      ? .noSpace(file: path)
      : .failed(file: path, object: "the file", operation: operation, cause: String(cString: strerror(code)))
  }

  /// Writes a file by a body that is given the temporary path, and commits it; on an error it is removed.
  ///
  /// - Throws: What the body throws, or as `init` and `commit`. A full disk is named for the final path.
  @discardableResult
  public static func write<Result>(
    to path: String, replacesExisting: Bool = false, _ body: (_ temporaryPath: String) throws -> Result
  ) throws -> Result {
    let output = try AtomicFile(path: path, replacesExisting: replacesExisting)
    do {
      let result = try body(output.temporaryPath)
      try output.commit()
      return result
    } catch {
      output.discard()
      throw (error as? HDF5Error)?.renamed(path) ?? error
    }
  }
}

extension HDF5Error {
  /// The error about the file that the user knows rather than about the temporary one.
  fileprivate func renamed(_ file: String) -> HDF5Error {
    switch self {
    case .noSpace: .noSpace(file: file)
    case .cannotCreate(_, let cause): .cannotCreate(file: file, cause: cause)
    case .failed(_, let object, let operation, let cause):
      .failed(file: file, object: object, operation: operation, cause: cause)
    default: self
    }
  }
}
