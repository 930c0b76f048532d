import CGuard
import CHDF5
import Foundation

/// The door to libhdf5: one lock around every call, and its error stack as Swift errors.
///
/// libhdf5 need not be built thread-safe, so calls from all threads go through `locked`, the only place that
/// takes the lock. It is recursive because handles may be released, and so closed, inside a call.
enum HDF5Library {
  private static let lock: NSRecursiveLock = {
    // Handles close files; closing again at exit would make a failed file fail a second time, noisily.
    H5dont_atexit()
    LZFFilter.register()
    // Links to other files are never followed: a data file must not make the program open others.
    H5open()
    H5Lunregister(H5L_TYPE_EXTERNAL)
    return NSRecursiveLock()
  }()

  /// Runs a body while no other thread is inside libhdf5.
  ///
  /// - Parameter place: What the calls are about, should libhdf5 crash.
  static func locked<Result>(_ place: Place?, _ body: () throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    let before = sobolev_guard_enter(place?.readState?.number ?? -1)
    defer { sobolev_guard_leave(before) }
    // Thread-safe builds have an error stack, and a setting to print it, for each thread.
    H5Eset_auto2(sobolev_h5_error_stack(), nil, nil)
    return try body()
  }

  /// Makes one call of libhdf5 and throws its cause when the result is negative.
  ///
  /// - Parameters:
  ///   - operation: A verb for the message, as in "cannot *read* /a".
  ///   - place: What the call is about.
  @discardableResult
  static func call<Status: SignedInteger>(
    _ operation: String, _ place: Place, _ body: () -> Status
  ) throws(HDF5Error) -> Status {
    let (status, cause) = locked(place) {
      H5Eclear2(sobolev_h5_error_stack())
      let status = body()
      return (status, status < 0 ? errorCause() : "")
    }
    guard status < 0 else { return status }
    // Quotas and limits on the size of files are a full disk for who writes.
    let isFull = ["No space left on device", "Disk quota exceeded", "File too large"]
      .contains { cause.contains($0) }
    let error: HDF5Error =
      isFull
      ? .noSpace(file: place.file)
      : .failed(file: place.file, object: place.object, operation: operation, cause: cause)
    place.writeState?.fail(error)
    throw error
  }

  /// The size in bytes of the file that an object is in.
  static func fileSize(of object: HDF5Handle) -> Int {
    object.locked { object in
      var size: hsize_t = 0
      let file = H5Iget_file_id(object)
      H5Fget_filesize(file, &size)
      H5Fclose(file)
      return Int(clamping: size)
    }
  }

  /// The description of the innermost entry of the error stack, which names the actual cause.
  private static func errorCause() -> String {
    let descriptions = NameCollector()
    H5Ewalk2(
      sobolev_h5_error_stack(), H5E_WALK_UPWARD,
      { _, entry, context in
        NameCollector.add(entry?.pointee.desc, to: context)
        return 0
      }, descriptions.context)
    return withExtendedLifetime(descriptions) { $0.names.first } ?? "libhdf5 gives no reason"
  }
}

/// The version of libhdf5 in use, as `1.10.8`.
public func hdf5LibraryVersion() -> String {
  var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
  _ = HDF5Library.locked(nil) { H5get_libversion(&major, &minor, &release) }
  return "\(major).\(minor).\(release)"
}
