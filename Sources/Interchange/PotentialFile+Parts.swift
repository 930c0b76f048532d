import Atomistics
import HDF5
import Potentials

// What potential files of all families have in common.

extension TrainablePotential {
  /// Writes the parameters, each block a dataset under the path that its name is.
  func writeParameters(to root: HDF5Group) throws {
    let group = try root.createGroup("parameters")
    for block in parameterBlocks {
      var parent = group
      let path = block.name.split(separator: "/").map(String.init)
      for name in path.dropLast() {
        parent =
          try parent.kind(of: name) == nil ? parent.createGroup(name) : parent.group(name)
      }
      try parent.write(Array(parameters[block.range]), to: path[path.count - 1], shape: block.shape)
    }
  }

  /// Reads the parameters.
  mutating func readParameters(from root: HDF5Group) throws {
    let group = try root.group("parameters")
    var numbers = parameters
    for block in parameterBlocks {
      var parent = group
      let path = block.name.split(separator: "/").map(String.init)
      for name in path.dropLast() { parent = try parent.group(name) }
      let values = try readNumbers(path[path.count - 1], shape: block.shape, in: parent)
      numbers.replaceSubrange(block.range, with: values)
    }
    parameters = numbers
  }
}

/// Reads the elements of a potential.
func readElements(of root: HDF5Group) throws -> [Element] {
  let numbers = try root.dataset("elements").read(Int.self)
  let elements = numbers.compactMap(Element.init(atomicNumber:))
  guard !elements.isEmpty, elements.count == numbers.count, Set(elements).count == elements.count
  else {
    throw PotentialFileError.invalid(
      file: root.file, object: "/elements",
      problem: "must be different atomic numbers from 1 to 118, but is \(numbers)")
  }
  return elements
}

/// Reads a dataset whose shape is known and whose values must be finite.
func readNumbers(_ name: String, shape: [Int], in group: HDF5Group) throws -> [Double] {
  let dataset = try group.dataset(name)
  let found = try dataset.shape()
  guard found == shape else {
    throw PotentialFileError.invalid(
      file: group.file, object: dataset.path,
      problem: "has the shape \(found) where \(shape) belongs")
  }
  let values = try dataset.read(Double.self)
  if let index = values.firstIndex(where: { !$0.isFinite }) {
    throw PotentialFileError.invalid(
      file: group.file, object: dataset.path, problem: "has the value \(values[index]) at \(index)")
  }
  return values
}
