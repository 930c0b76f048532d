import Sobolev

/// A potential file.
struct PotentialReader: Reader {
  let name = "potential"
  let isProbed = true

  func probe(_ path: String) { HDF5Walk.run(through: path) }

  func read(_ path: String) throws -> UInt64 {
    let file = try PotentialFile.read(path)
    var sum = Condensation()
    sum.add(file.potential.parameters.map { Double($0) })
    return sum.value
  }
}
