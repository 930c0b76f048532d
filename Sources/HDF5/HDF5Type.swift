import CHDF5

/// How the elements of a dataset are stored in a file.
public enum HDF5StoredType: Hashable, Sendable {
  /// IEEE floating point, little-endian.
  case float64, float32
  /// A signed integer of 64 bits, little-endian.
  case int64
  /// A truth value, as h5py writes it: an enumeration FALSE = 0, TRUE = 1 of 8 bits.
  case boolean
  /// UTF-8 text of any length.
  case string
}

/// A number type that datasets and attributes are read into and written from.
public protocol HDF5Number: BitwiseCopyable, Sendable {
  /// The type that a file stores it as unless told otherwise.
  static var storedType: HDF5StoredType { get }
}

extension Double: HDF5Number {
  public static var storedType: HDF5StoredType { .float64 }
}

extension Float: HDF5Number {
  public static var storedType: HDF5StoredType { .float32 }
}

extension Int: HDF5Number {
  public static var storedType: HDF5StoredType { .int64 }
}

extension HDF5Number {
  /// libhdf5's identifier of the type in memory.
  static var memoryType: hid_t {
    switch storedType {
    case .float64: sobolev_h5_native_double()
    case .float32: sobolev_h5_native_float()
    default: sobolev_h5_native_int64()
    }
  }
}

extension HDF5StoredType {
  /// A new handle on the type as a file stores it.
  func makeHandle(_ place: Place) throws(HDF5Error) -> HDF5Handle {
    let handle = try HDF5Handle("describe the type of", place, close: { H5Tclose($0) }) {
      switch self {
      case .float64: H5Tcopy(sobolev_h5_float64())
      case .float32: H5Tcopy(sobolev_h5_float32())
      case .int64: H5Tcopy(sobolev_h5_int64())
      case .boolean: H5Tenum_create(sobolev_h5_int8())
      case .string: H5Tcopy(sobolev_h5_c_string())
      }
    }
    switch self {
    case .boolean:
      for (name, value) in [("FALSE", Int8(0)), ("TRUE", Int8(1))] {
        var value = value
        try HDF5Library.call("describe the type of", place) {
          H5Tenum_insert(handle.id, name, &value)
        }
      }
    case .string:
      try HDF5Library.call("describe the type of", place) {
        H5Tset_size(handle.id, sobolev_h5_variable_length())
      }
      try HDF5Library.call("describe the type of", place) {
        H5Tset_cset(handle.id, H5T_CSET_UTF8)
      }
    default: break
    }
    return handle
  }

  /// The size of one stored element in bytes; of a text, the size of its reference.
  var size: Int {
    switch self {
    case .float64, .int64: 8
    case .float32: 4
    case .boolean: 1
    case .string: 16
    }
  }
}

/// What a stored type is, for deciding what it converts to.
enum HDF5TypeClass {
  case integer, float, enumeration, string, other

  init(of type: HDF5Handle) {
    switch type.locked({ H5Tget_class($0) }) {
    case H5T_INTEGER: self = .integer
    case H5T_FLOAT: self = .float
    case H5T_ENUM: self = .enumeration
    case H5T_STRING: self = .string
    default: self = .other
    }
  }

  /// The elements in plain words.
  var words: String {
    switch self {
    case .integer: "integers"
    case .float: "floating-point numbers"
    case .enumeration: "an enumeration"
    case .string: "text"
    case .other: "compound or other special elements"
    }
  }

  /// Whether libhdf5 converts it to a number type without losing its meaning.
  func converts(to storedType: HDF5StoredType) -> Bool {
    switch storedType {
    case .float64, .float32: self == .integer || self == .float
    case .int64: self == .integer || self == .enumeration
    case .boolean: self == .integer || self == .enumeration
    case .string: self == .string
    }
  }
}
