import Crypto
import Foundation

/// Checksums of files, to record which data a potential was fitted to.
public enum FileChecksum {
  /// The SHA-256 of a file as 64 hexadecimal digits.
  ///
  /// Cost: one pass over the file with 1 MiB in memory.
  ///
  /// - Throws: `DatasetError.storage` when the file cannot be read.
  public static func sha256(ofFileAt path: String) throws(DatasetError) -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .storage("\(path): cannot open it to compute its checksum")
    }
    defer { try? handle.close() }
    var hash = SHA256()
    do {
      while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
    } catch {
      throw .storage("\(path): cannot read it to compute its checksum: \(error.localizedDescription)")
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
