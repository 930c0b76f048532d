/// The file and the object in it that an operation is about, for messages.
struct Place: Sendable {
  var file: String
  var object: String
  /// What to say should libhdf5 crash on a file that is read; `nil` for a file that is being written.
  var readState: ReadState?
  /// What went wrong so far with a file that is being written; `nil` for a file that is read.
  var writeState: WriteState?

  /// A file that is read, as a whole.
  static func reading(_ file: String) -> Place {
    Place(file: file, object: "the file", readState: ReadState(file))
  }

  /// A file that is being written, as a whole.
  static func writing(_ file: String) -> Place {
    Place(file: file, object: "the file", writeState: WriteState(creating: file))
  }

  /// The top group of the file.
  var root: Place { with("/") }

  /// The place of a child of a group.
  func child(_ name: String) -> Place { with(object.hasSuffix("/") ? object + name : object + "/" + name) }

  /// The place of an attribute of an object.
  func attribute(_ name: String) -> Place { with("attribute \(name) of \(object)") }

  private func with(_ object: String) -> Place {
    var place = self
    place.object = object
    return place
  }
}
