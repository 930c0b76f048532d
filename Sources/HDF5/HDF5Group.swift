import CHDF5

/// A group: a folder inside an HDF5 file.
public final class HDF5Group: HDF5OwnedObject {
  let handle: HDF5Handle
  let place: Place
  /// What tells this group and those on the way to it from others.
  private let identities: [UInt64]
  /// Groups deeper than this are refused; no data set comes near.
  private static let greatestDepth = 64

  public var path: String { place.object }
  public var file: String { place.file }

  /// What a member of a group is.
  public enum MemberKind: Sendable {
    case group, dataset
    /// A named type, or a link that leads nowhere.
    case other
  }

  /// The size of the file in bytes.
  public var fileSize: Int { HDF5Library.fileSize(of: handle) }

  init(rootOf file: HDF5Handle, _ filePlace: Place) throws(HDF5Error) {
    place = filePlace.root
    handle = try HDF5Handle("open", place, close: { H5Gclose($0) }) {
      H5Gopen2(file.id, "/", sobolev_h5_default())
    }
    identities = [handle.locked { sobolev_h5_identity($0) }]
  }

  /// Takes a member of a group.
  ///
  /// - Throws: `HDF5Error.refused` for one that contains itself or lies too deep.
  private init(_ handle: HDF5Handle, _ place: Place, in parent: HDF5Group) throws(HDF5Error) {
    self.handle = handle
    self.place = place
    let identity = handle.locked { sobolev_h5_identity($0) }
    guard !parent.identities.contains(identity) else {
      throw .refused(
        file: place.file, object: place.object, cause: "leads back to a group that it is in; remove that link")
    }
    guard parent.identities.count < HDF5Group.greatestDepth else {
      throw .refused(
        file: place.file, object: place.object,
        cause: "lies deeper than \(HDF5Group.greatestDepth) groups; flatten the file")
    }
    identities = parent.identities + [identity]
  }

  /// The names of the members in alphabetical order.
  ///
  /// - Throws: `HDF5Error.failed`.
  public func memberNames() throws(HDF5Error) -> [String] {
    let collector = NameCollector()
    try HDF5Library.call("list", place) {
      sobolev_h5_iterate_members(
        handle.id,
        { _, name, _, context in
          NameCollector.add(name, to: context)
          return 0
        }, collector.context)
    }
    return collector.names
  }

  /// What a member is, or `nil` when there is none of that name.
  ///
  /// - Throws: `HDF5Error.failed`.
  public func kind(of name: String) throws(HDF5Error) -> MemberKind? {
    let place = place.child(name)
    guard try HDF5Library.call("look for", place, { H5Lexists(handle.id, name, sobolev_h5_default()) }) > 0
    else { return nil }
    let id = handle.locked { H5Oopen($0, name, sobolev_h5_default()) }
    guard id >= 0 else { return .other }
    defer { _ = handle.locked { _ in H5Oclose(id) } }
    return switch handle.locked({ _ in H5Iget_type(id) }) {
    case H5I_GROUP: .group
    case H5I_DATASET: .dataset
    default: .other
    }
  }

  /// Opens a member group.
  ///
  /// - Throws: `HDF5Error.missing`, `wrongKind` or `refused`.
  public func group(_ name: String) throws(HDF5Error) -> HDF5Group {
    let handle = try open(name, H5I_GROUP, "group")
    return try HDF5Group(handle, place.child(name), in: self)
  }

  /// Opens a member dataset.
  ///
  /// - Throws: `HDF5Error.missing`, `wrongKind` or `refused`.
  public func dataset(_ name: String) throws(HDF5Error) -> HDF5Dataset {
    let handle = try open(name, H5I_DATASET, "dataset", flush: { H5Dflush($0) })
    return try HDF5Dataset(handle, place.child(name))
  }

  /// Creates a member group.
  ///
  /// - Throws: `HDF5Error.failed`, for example when the name is taken.
  public func createGroup(_ name: String) throws(HDF5Error) -> HDF5Group {
    let place = place.child(name)
    return try HDF5Group(
      HDF5Handle("create", place, close: { H5Gclose($0) }) {
        H5Gcreate2(
          handle.id, name, sobolev_h5_default(), sobolev_h5_default(), sobolev_h5_default())
      }, place, in: self)
  }

  /// Opens a member that must be of a kind.
  private func open(
    _ name: String, _ kind: H5I_type_t, _ words: String, flush: (@Sendable (hid_t) -> herr_t)? = nil
  ) throws(HDF5Error) -> HDF5Handle {
    let place = place.child(name)
    let link = handle.locked { sobolev_h5_link_type($0, name) }
    if link < 0, try self.kind(of: name) == nil {
      throw .missing(file: place.file, object: "\(words) \(place.object)")
    }
    guard link != H5L_TYPE_EXTERNAL.rawValue else {
      throw .refused(
        file: place.file, object: place.object,
        cause: "is a link to another file, which is not followed; copy its target into this file with h5copy")
    }
    let id = handle.locked { H5Oopen($0, name, sobolev_h5_default()) }
    guard id < 0 || handle.locked({ _ in H5Iget_type(id) }) == kind else {
      _ = handle.locked { _ in H5Oclose(id) }
      throw .wrongKind(file: place.file, object: place.object, expected: words)
    }
    // What cannot be opened fails again, with libhdf5's cause.
    return try HDF5Handle("open", place, flush: flush, close: { H5Oclose($0) }) {
      id < 0 ? H5Oopen(handle.id, name, sobolev_h5_default()) : id
    }
  }
}
