import Foundation
import HDF5

/// A change of one attribute (`/group@name`) or dataset (`/group/name`) of a file.
enum Edit {
  case remove
  case text(String)
  case number(Double)
  case integer(Int)
  case texts([String])
  case numbers([Double])
  case integers([Int])
}

/// Writes a file anew with one object changed, because our own files are never edited in place.
func rewrite(_ path: String, changing object: String, to edit: Edit) throws {
  let copy = path + ".edited"
  do {
    let source = try HDF5File(reading: path)
    let destination = try HDF5File(creating: copy)
    try copyContents(of: source.root, to: destination.root, object, edit)
    try destination.flush()
  }
  try FileManager.default.removeItem(atPath: path)
  try FileManager.default.moveItem(atPath: copy, toPath: path)
}

private func copyContents(
  of source: HDF5Group, to destination: HDF5Group, _ object: String, _ edit: Edit
) throws {
  try copyAttributes(of: source, to: destination, object, edit)
  for name in try source.memberNames() {
    if try source.kind(of: name) == .group {
      try copyContents(
        of: source.group(name), to: destination.createGroup(name), object, edit)
      continue
    }
    let dataset = try source.dataset(name)
    let shape = try dataset.shape()
    var copy: HDF5Dataset?
    if dataset.path == object {
      switch edit {
      case .numbers(let values): copy = try destination.write(values, to: name, shape: shape)
      case .integers(let values): copy = try destination.write(values, to: name, shape: shape)
      case .texts(let values): copy = try destination.write(values, to: name)
      default: copy = nil
      }
    } else if dataset.isText {
      copy = try destination.write(dataset.readStrings(), to: name)
    } else if dataset.isInteger {
      copy = try destination.write(dataset.read(Int.self), to: name, shape: shape)
    } else {
      copy = try destination.write(dataset.read(Double.self), to: name, shape: shape)
    }
    if let copy { try copyAttributes(of: dataset, to: copy, object, edit) }
  }
}

private func copyAttributes(
  of source: some HDF5Object, to destination: some HDF5Object, _ object: String, _ edit: Edit
) throws {
  for name in try source.attributeNames() {
    guard let attribute = try source.attribute(name) else { continue }
    let isSingle = attribute.shape.isEmpty
    if "\(source.path)@\(name)" == object {
      try set(name, edit, on: destination)
    } else if attribute.isText {
      let texts = try attribute.readStrings()
      try set(name, isSingle ? .text(texts[0]) : .texts(texts), on: destination)
    } else if attribute.isInteger {
      let values = try attribute.read(Int.self)
      try set(name, isSingle ? .integer(values[0]) : .integers(values), on: destination)
    } else {
      let values = try attribute.read(Double.self)
      try set(name, isSingle ? .number(values[0]) : .numbers(values), on: destination)
    }
  }
}

private func set(_ name: String, _ value: Edit, on object: some HDF5Object) throws {
  switch value {
  case .remove: break
  case .text(let text): try object.setAttribute(name, text)
  case .number(let number): try object.setAttribute(name, number)
  case .integer(let integer): try object.setAttribute(name, integer)
  case .texts(let texts): try object.setAttribute(name, texts)
  case .numbers(let numbers): try object.setAttribute(name, numbers)
  case .integers(let integers): try object.setAttribute(name, integers)
  }
}
