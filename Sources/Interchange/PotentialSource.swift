public import Potentials

/// A potential from a file of whatever format, with what the file tells about it.
public struct PotentialSource: Sendable {
  /// The potential.
  public var potential: FittedPotential

  /// What it was fitted to; empty where the format does not tell.
  public var trainingRange: TrainingRange

  /// The whole file where it is one of ours.
  public var file: PotentialFile?

  /// Reads a potential file of our own, a `nep.txt`, or a folder of n2p2 files.
  ///
  /// - Throws: `PotentialFileError`, `HDF5Error`, `NEPFileError` or `N2P2Error`.
  public static func read(_ path: String) throws -> PotentialSource {
    if N2P2Set.isFolder(path) {
      return PotentialSource(
        potential: .acsf(try N2P2Set.read(path)), trainingRange: TrainingRange(), file: nil)
    }
    if NEPFile.isPotential(path) {
      return PotentialSource(
        potential: .nep(try NEPFile.read(path)), trainingRange: TrainingRange(), file: nil)
    }
    let file = try PotentialFile.read(path)
    return PotentialSource(
      potential: file.potential, trainingRange: file.trainingRange, file: file)
  }

  /// Whether a file is a potential of a known format.
  ///
  /// - Throws: `HDF5Error` when it cannot be opened.
  public static func isPotential(_ path: String) throws -> Bool {
    try N2P2Set.isSet(path) || NEPFile.isPotential(path) || PotentialFile.isPotential(path)
  }
}
