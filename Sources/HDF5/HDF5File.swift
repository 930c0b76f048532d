import CHDF5
import Foundation

/// An HDF5 file, open for reading or newly created; it is closed when the last owner goes.
///
/// All calls from all threads are serialized by one lock, so files may be shared between threads.
///
/// ```swift
/// let file = try HDF5File(reading: "train.h5")
/// let energies = try file.root.group("064").dataset("energies").read(Double.self)
/// ```
public final class HDF5File: Sendable {
  /// The path as it was given.
  public var path: String { place.file }

  /// The top group.
  public let root: HDF5Group

  private let handle: HDF5Handle
  private let place: Place

  /// Opens a file for reading.
  ///
  /// - Throws: `HDF5Error.noSuchFile`, `isDirectory`, `notHDF5` or `cannotOpen` with libhdf5's cause;
  ///   `crashes` where ``HDF5Probe`` is on.
  public init(reading path: String) throws(HDF5Error) {
    let place = Place.reading(path)
    try HDF5File.inspect(place)
    let examined = try HDF5Probe.examine(path)
    let access = try HDF5File.fileAccess(place)
    do {
      handle = try HDF5Handle("open", place, close: { H5Fclose($0) }) {
        H5Fopen(path, sobolev_h5_read_only(), access.id)
      }
    } catch .failed(_, _, _, let cause) {
      throw .cannotOpen(file: path, cause: HDF5File.explained(cause))
    }
    self.place = place
    handle.locked { sobolev_h5_keep_from_children($0) }
    guard examined == nil || examined == FileIdentity(path) else {
      throw .cannotOpen(file: path, cause: "it was changed while it was being opened; try again")
    }
    root = try HDF5Group(rootOf: handle, place)
  }

  /// Creates a file, replacing any that is there.
  ///
  /// Results should be written with ``AtomicFile``, so that a failed run leaves no half-written file.
  ///
  /// - Throws: `HDF5Error.cannotCreate` with libhdf5's cause, or `noSpace`.
  public init(creating path: String) throws(HDF5Error) {
    let place = Place.writing(path)
    let access = try HDF5File.fileAccess(place)
    do {
      handle = try HDF5Handle(
        "create", place, flush: { H5Fflush($0, H5F_SCOPE_GLOBAL) }, close: { H5Fclose($0) }
      ) {
        H5Fcreate(path, sobolev_h5_truncate(), sobolev_h5_default(), access.id)
      }
    } catch .failed(_, _, _, let cause) {
      throw .cannotCreate(file: path, cause: cause)
    }
    self.place = place
    handle.locked { sobolev_h5_keep_from_children($0) }
    root = try HDF5Group(rootOf: handle, place)
  }

  /// Writes everything that is still in memory to the disk.
  ///
  /// - Throws: `HDF5Error.noSpace` or `failed`; also for an earlier write that failed unseen, when the last
  ///   owner of a dataset went.
  public func flush() throws(HDF5Error) {
    if let failure = place.writeState?.failure { throw failure }
    try HDF5Library.call("write", place) { H5Fflush(handle.id, H5F_SCOPE_GLOBAL) }
  }

  /// The number of objects of this file that are open, the file itself included.
  public var openObjectCount: Int {
    handle.locked { H5Fget_obj_count($0, sobolev_h5_every_object()) }
  }

  /// Whether there is a file at a path that begins as an HDF5 file does.
  public static func isHDF5(_ path: String) -> Bool {
    isHDF5(.reading(path))
  }

  private static func isHDF5(_ place: Place) -> Bool {
    HDF5Library.locked(place) { H5Fis_hdf5(place.file) } > 0
  }

  private static func fileAccess(_ place: Place) throws(HDF5Error) -> HDF5Handle {
    let access = try HDF5Handle("set up", place, close: { H5Pclose($0) }) {
      H5Pcreate(sobolev_h5_file_access())
    }
    try HDF5Library.call("set up", place) { sobolev_h5_ignore_missing_locks(access.id) }
    try HDF5Library.call("set up", place) { sobolev_h5_write_earliest_form(access.id) }
    return access
  }

  /// Finds the plain mistakes first, so that they get plain words.
  private static func inspect(_ place: Place) throws(HDF5Error) {
    let path = place.file
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .noSuchFile(file: path)
    }
    guard !isDirectory.boolValue else { throw .isDirectory(file: path) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw .cannotOpen(file: path, cause: "no permission to read it")
    }
    guard isHDF5(place) else { throw .notHDF5(file: path) }
  }

  /// libhdf5's words for a short file, in plain words.
  private static func explained(_ cause: String) -> String {
    cause.hasPrefix("truncated file")
      ? "the file is shorter than it should be; copy or write it again (\(cause))" : cause
  }
}
