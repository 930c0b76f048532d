import CHDF5

/// A group or dataset: something in a file that has a path and may carry attributes.
public protocol HDF5Object: Sendable {
  /// The path inside the file, for example `/064/energies`.
  var path: String { get }

  /// The path of the file.
  var file: String { get }

  /// The names of the attributes in alphabetical order.
  ///
  /// - Throws: `HDF5Error.failed`.
  func attributeNames() throws(HDF5Error) -> [String]

  /// The attribute with a name, or `nil` when there is none.
  ///
  /// - Throws: `HDF5Error.failed`.
  func attribute(_ name: String) throws(HDF5Error) -> HDF5Attribute?

  /// Sets an attribute to a text, replacing one of that name.
  ///
  /// - Throws: `HDF5Error.failed` or `noSpace`.
  func setAttribute(_ name: String, _ text: String) throws(HDF5Error)

  /// Sets an attribute to a number, replacing one of that name.
  ///
  /// - Throws: `HDF5Error.failed` or `noSpace`.
  func setAttribute(_ name: String, _ number: some HDF5Number) throws(HDF5Error)

  /// Sets an attribute to a list of numbers, replacing one of that name.
  ///
  /// - Throws: `HDF5Error.failed` or `noSpace`.
  func setAttribute<Number: HDF5Number>(_ name: String, _ numbers: [Number]) throws(HDF5Error)

  /// Sets an attribute to a list of texts, replacing one of that name.
  ///
  /// - Throws: `HDF5Error.failed` or `noSpace`.
  func setAttribute(_ name: String, _ texts: [String]) throws(HDF5Error)
}

/// What the shared parts of groups and datasets need.
protocol HDF5OwnedObject: HDF5Object {
  var handle: HDF5Handle { get }
  var place: Place { get }
}

extension HDF5OwnedObject {
  public func attributeNames() throws(HDF5Error) -> [String] {
    let collector = NameCollector()
    var position: hsize_t = 0
    try HDF5Library.call("list the attributes of", place) {
      H5Aiterate2(
        handle.id, H5_INDEX_NAME, H5_ITER_INC, &position,
        { _, name, _, context in
          NameCollector.add(name, to: context)
          return 0
        }, collector.context)
    }
    return collector.names
  }

  public func attribute(_ name: String) throws(HDF5Error) -> HDF5Attribute? {
    let place = place.attribute(name)
    guard try HDF5Library.call("look for", place, { H5Aexists(handle.id, name) }) > 0 else {
      return nil
    }
    return try HDF5Attribute(
      HDF5Handle("open", place, close: { H5Aclose($0) }) {
        H5Aopen(handle.id, name, sobolev_h5_default())
      }, place)
  }

  public func setAttribute(_ name: String, _ text: String) throws(HDF5Error) {
    try makeAttribute(name, type: .string, shape: []).write([text])
  }

  public func setAttribute(_ name: String, _ number: some HDF5Number) throws(HDF5Error) {
    try makeAttribute(name, type: type(of: number).storedType, shape: []).write([number])
  }

  public func setAttribute<Number: HDF5Number>(
    _ name: String, _ numbers: [Number]
  ) throws(HDF5Error) {
    try makeAttribute(name, type: Number.storedType, shape: [numbers.count]).write(numbers)
  }

  public func setAttribute(_ name: String, _ texts: [String]) throws(HDF5Error) {
    try makeAttribute(name, type: .string, shape: [texts.count]).write(texts)
  }

  private func makeAttribute(
    _ name: String, type: HDF5StoredType, shape: [Int]
  ) throws(HDF5Error) -> HDF5Attribute {
    let place = place.attribute(name)
    if try HDF5Library.call("look for", place, { H5Aexists(handle.id, name) }) > 0 {
      try HDF5Library.call("replace", place) { H5Adelete(handle.id, name) }
    }
    let type = try type.makeHandle(place)
    let space = try HDF5Space(shape: shape, place)
    return try HDF5Attribute(
      HDF5Handle("create", place, close: { H5Aclose($0) }) {
        H5Acreate2(
          handle.id, name, type.id, space.handle.id, sobolev_h5_default(), sobolev_h5_default())
      }, place)
  }
}
