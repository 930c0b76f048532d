/// The file and the object in it that an operation is about, for messages.
struct Place: Sendable {
  var file: String
  var object: String
  /// What went wrong so far with a file that is being written; `nil` for a file that is read.
  var writeState: WriteState?

  /// The file as a whole.
  static func whole(_ file: String, _ writeState: WriteState? = nil) -> Place {
    Place(file: file, object: "the file", writeState: writeState)
  }

  /// The top group of the file.
  var root: Place { Place(file: file, object: "/", writeState: writeState) }

  /// The place of a child of a group.
  func child(_ name: String) -> Place {
    Place(
      file: file, object: object.hasSuffix("/") ? object + name : object + "/" + name,
      writeState: writeState)
  }

  /// The place of an attribute of an object.
  func attribute(_ name: String) -> Place {
    Place(file: file, object: "attribute \(name) of \(object)", writeState: writeState)
  }
}
