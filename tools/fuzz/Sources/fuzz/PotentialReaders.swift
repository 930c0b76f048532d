import Sobolev

/// A potential file of ours.
struct PotentialReader: Reader {
  let name = "potential"
  let isProbed = true

  func read(_ path: String) throws -> UInt64 { condensed(try PotentialFile.read(path).potential.parameters) }
}

/// A `nep.txt`.
struct NEPReader: Reader {
  let name = "nep"

  func read(_ path: String) throws -> UInt64 { condensed(try NEPFile.read(path).parameters) }
}

/// A folder of n2p2 files.
struct N2P2SetReader: Reader {
  let name = "n2p2-set"

  func read(_ path: String) throws -> UInt64 { condensed(try N2P2Set.read(path).parameters) }
}

/// The state of an interrupted fit.
struct CheckpointReader: Reader {
  let name = "checkpoint"

  func read(_ path: String) throws -> UInt64 {
    condensed(try Checkpoint.read(TrainingState.self, from: path).parameters)
  }
}

private func condensed(_ parameters: [Double]) -> UInt64 {
  var sum = Condensation()
  sum.add(parameters)
  return sum.value
}
