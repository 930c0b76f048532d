import Foundation
import HDF5

/// The full state of an interrupted fit in a file, exact to the bit.
///
/// A line that names the format, eight bytes of checksum, and a binary property list. Foundation traps on some damaged
/// lists, so nothing is decoded that has another checksum.
public enum Checkpoint {
  private static let header = Data("sobolev-checkpoint 2\n".utf8)

  /// FNV-1a (Fowler, Noll, Vo; RFC 9923) of some bytes, the lowest byte first.
  private static func checksum(of bytes: Data) -> Data {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Data((0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
  }

  /// Writes a state beside its destination and renames it, so that an older checkpoint stays whole.
  ///
  /// - Throws: `CheckpointError.cannotWrite`, or `HDF5Error` when the file cannot be renamed; nothing is left
  ///   behind then.
  public static func write(_ state: some Encodable, to path: String) throws {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let list = try encoder.encode(state)
    let data = header + checksum(of: list) + list
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
    let (sum, list) = (data.dropFirst(header.count).prefix(8), data.dropFirst(header.count + 8))
    guard sum == checksum(of: list) else { throw CheckpointError.damaged(file: path) }
    do {
      return try PropertyListDecoder().decode(type, from: list)
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
