/// The file and the object in it that an operation is about, for messages.
struct Place: Sendable {
  var file: String
  var object: String
  /// Whether the file is being written.
  var isWritten: Bool

  /// The file as a whole.
  static func whole(_ file: String, isWritten: Bool) -> Place {
    Place(file: file, object: "the file", isWritten: isWritten)
  }

  /// The top group of the file.
  var root: Place { Place(file: file, object: "/", isWritten: isWritten) }

  /// The place of a child of a group.
  func child(_ name: String) -> Place {
    Place(
      file: file, object: object.hasSuffix("/") ? object + name : object + "/" + name,
      isWritten: isWritten)
  }

  /// The place of an attribute of an object.
  func attribute(_ name: String) -> Place {
    Place(file: file, object: "attribute \(name) of \(object)", isWritten: isWritten)
  }
}
