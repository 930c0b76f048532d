/// What can go wrong with an HDF5 file, with the file, the object in it, and libhdf5's own cause.
public enum HDF5Error: Error, Equatable, Sendable {
  /// There is no such file.
  case noSuchFile(file: String)
  /// The path leads to a folder.
  case isDirectory(file: String)
  /// The file does not begin as an HDF5 file does.
  case notHDF5(file: String)
  /// The file could not be opened: no permission, truncated, damaged.
  case cannotOpen(file: String, cause: String)
  /// The file could not be created.
  case cannotCreate(file: String, cause: String)
  /// The output exists and may not be replaced.
  case exists(file: String)
  /// The disk is full; nothing was left behind.
  case noSpace(file: String)
  /// A group, dataset or attribute is not there.
  case missing(file: String, object: String)
  /// The object is there, but it is a group where a dataset is wanted, or the other way round.
  case wrongKind(file: String, object: String, expected: String)
  /// The elements cannot be converted to what is asked for.
  case wrongType(file: String, object: String, stored: String, wanted: String)
  /// The number of values does not go with the shape.
  case wrongShape(file: String, object: String, shape: [Int], expected: String)
  /// Rows outside the dataset were asked for.
  case rowsOutOfRange(file: String, object: String, rows: Range<Int>, count: Int)
  /// The dataset claims to hold far more than the file can.
  case implausibleSize(file: String, object: String, shape: [Int], storedBytes: Int)
  /// The file has something that is not followed or not trusted, such as a link to another file.
  case refused(file: String, object: String, cause: String)
  /// libhdf5 crashes on the file, as a probe in a child process found out.
  case crashes(file: String, cause: String)
  /// A call of libhdf5 failed.
  case failed(file: String, object: String, operation: String, cause: String)
}

extension HDF5Error: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchFile(let file):
      "\(file): no such file; check the path"
    case .isDirectory(let file):
      "\(file): this is a folder; give the HDF5 file in it"
    case .notHDF5(let file):
      "\(file): not an HDF5 file; check that it is the right file and was copied completely"
    case .cannotOpen(let file, let cause):
      "\(file): cannot open: \(cause)"
    case .cannotCreate(let file, let cause):
      "\(file): cannot create: \(cause)"
    case .exists(let file):
      "\(file): exists already; remove it or choose another name"
    case .noSpace(let file):
      "\(file): the disk is full; nothing was written. Free some space or choose another disk"
    case .missing(let file, let object):
      "\(file): there is no \(object)"
    case .wrongKind(let file, let object, let expected):
      "\(file): \(object) is not a \(expected)"
    case .wrongType(let file, let object, let stored, let wanted):
      "\(file): \(object) holds \(stored) where \(wanted) belong"
    case .wrongShape(let file, let object, let shape, let expected):
      "\(file): \(object) has the shape \(shape) where \(expected) is expected"
    case .rowsOutOfRange(let file, let object, let rows, let count):
      "\(file): rows \(rows.lowerBound) to \(rows.upperBound) of \(object) were asked for, but it has "
        + "\(count)"
    case .implausibleSize(let file, let object, let shape, let storedBytes):
      "\(file): \(object) claims the shape \(shape), but only \(storedBytes) bytes of it are stored; "
        + "the file is damaged or was not written completely"
    case .refused(let file, let object, let cause):
      "\(file): \(object) \(cause)"
    case .crashes(let file, let cause):
      "\(file): libhdf5 \(hdf5LibraryVersion()) \(cause) when it reads this file, which is damaged or was "
        + "made to do harm; get it anew from where it came"
    case .failed(let file, let object, let operation, let cause):
      "\(file): cannot \(operation) \(object): \(cause)"
        + (cause.hasPrefix("bad version number")
          ? "; a newer HDF5 wrote it in a form that libhdf5 \(hdf5LibraryVersion()) cannot read: write it again with the newer "
            + "one's h5repack --low=0 --high=2, or array by array with h5py's libver=('earliest', 'v110')"
          : "")
    }
  }
}
