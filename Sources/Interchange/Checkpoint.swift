import Foundation
import HDF5

/// The full state of an interrupted fit in a file, exact to the bit.
///
/// A line that names the format, then a binary property list.
public enum Checkpoint {
  private static let header = Data("sobolev-checkpoint 1\n".utf8)

  /// Writes a state beside its destination and renames it, so that an older checkpoint stays whole.
  ///
  /// - Throws: `CheckpointError.cannotWrite`, or `HDF5Error` when the file cannot be renamed; nothing is left
  ///   behind then.
  public static func write(_ state: some Encodable, to path: String) throws {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let data = try header + encoder.encode(state)
    do {
      try AtomicFile.write(to: path, replacesExisting: true) { temporaryPath in
        try data.write(to: URL(fileURLWithPath: temporaryPath))
      }
    } catch let error as HDF5Error {
      throw error
    } catch {
      throw CheckpointError.cannotWrite(file: path, cause: error.systemReason)
    }
  }

  /// Reads a state.
  ///
  /// - Throws: `CheckpointError`.
  public static func read<State: Decodable>(_ type: State.Type, from path: String) throws -> State {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CheckpointError.unreadable(file: path)
    }
    guard data.starts(with: header) else { throw CheckpointError.notACheckpoint(file: path) }
    do {
      return try PropertyListDecoder().decode(type, from: data.dropFirst(header.count))
    } catch {
      throw CheckpointError.damaged(file: path)
    }
  }
}

/// What can be wrong with a checkpoint.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
  case cannotWrite(file: String, cause: String)
  case unreadable(file: String)
  case notACheckpoint(file: String)
  case damaged(file: String)

  public var description: String {
    switch self {
    case .cannotWrite(let file, let cause):
      "\(file): cannot be written: \(cause)"
    case .unreadable(let file):
      "\(file): there is no checkpoint to go on from; start the fit anew without --resume"
    case .notACheckpoint(let file):
      "\(file): not a checkpoint of this version; start the fit anew with --overwrite"
    case .damaged(let file):
      "\(file): the checkpoint is damaged; start the fit anew with --overwrite"
    }
  }
}
