import Datasets
import TestSupport
import Testing

/// A data set in `datasets/` with the figures of its README.
struct ShippedSet: Sendable, CustomTestStringConvertible {
  struct File: Sendable {
    var name: String
    var frames: Int
    /// The number of frames with a Hessian; `nil` where no frame has one.
    var hessians: Int?
    var groups = 1

    init(_ name: String, _ frames: Int, hessians: Int?, groups: Int = 1) {
      (self.name, self.frames, self.hessians, self.groups) = (name, frames, hessians, groups)
    }

    /// A file with a Hessian for every frame.
    init(_ name: String, _ frames: Int, groups: Int = 1) {
      self.init(name, frames, hessians: frames, groups: groups)
    }
  }

  var folder: String
  var program: String
  var isolatedAtoms: Int
  var files: [File]
  var isPeriodic = false
  /// The largest net force in eV/Å.
  var netForce = 1e-10
  /// The largest violations of the Hessian's sum rules, in eV/Å² and eV/Å: those measured by
  /// `tools/datasets/verify.py`, rounded up. They are the noise of finite differences and of integration grids.
  var translation: Double
  var rotation: Double

  var testDescription: String { folder }

  func open(_ name: String) throws -> DatasetFile {
    try DatasetFile(path: RepositoryFiles.datasets + "/\(folder)/\(name).h5")
  }

  static let ethanol = ShippedSet(
    folder: "ethanol-gfn2", program: "tblite 0.8.0", isolatedAtoms: 3,
    files: [
      File("train", 900, hessians: 100), File("validation", 100, hessians: 20), File("test", 200, hessians: 32),
    ],
    translation: 2e-5, rotation: 4e-5)

  static let ethanolHessians = ShippedSet(
    folder: "ethanol-hessians-gfn2", program: "tblite 0.8.0", isolatedAtoms: 3,
    files: [File("train", 1109), File("validation", 318), File("test", 323), File("stationary", 5)],
    translation: 1e-4, rotation: 1e-4)

  static let malonaldehyde = ShippedSet(
    folder: "malonaldehyde-gfn2", program: "tblite 0.8.0", isolatedAtoms: 3,
    files: [File("train", 693), File("validation", 220), File("test", 219), File("stationary", 3)],
    translation: 4e-4, rotation: 4e-4)

  static let molecules = ShippedSet(
    folder: "chno-gfn2", program: "tblite 0.8.0", isolatedAtoms: 4,
    files: [
      File("train", 2880, groups: 24), File("validation", 360, groups: 3), File("test", 600, groups: 5),
      File("stationary", 32, groups: 32),
    ],
    translation: 2e-3, rotation: 1e-3)

  static let water = ShippedSet(
    folder: "water-b3lyp", program: "PySCF 2.14.0", isolatedAtoms: 2,
    files: [
      File("train", 243, groups: 2), File("validation", 67, groups: 2), File("test", 82, groups: 2),
      File("stationary", 3, groups: 2),
    ],
    netForce: 1e-6, translation: 2e-2, rotation: 3e-2)

  static let silicon = ShippedSet(
    folder: "silicon-lda", program: "Quantum ESPRESSO 6.7MaX (Debian)", isolatedAtoms: 0,
    files: [
      File("train", 102, hessians: 6, groups: 2), File("validation", 6, hessians: nil, groups: 2),
      File("test", 11, hessians: 2, groups: 2),
    ],
    isPeriodic: true, translation: 1e-5, rotation: 0)

  static let all = [ethanol, ethanolHessians, malonaldehyde, molecules, water, silicon]
}
