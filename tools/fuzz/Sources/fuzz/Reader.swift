import Foundation
import Sobolev

/// One way of reading a file, as a program would that got it from somebody else.
protocol Reader: Sendable {
  /// The folder of its seeds.
  var name: String { get }

  /// The file of a folder that is read; `nil` where the folder is given, or where seeds are files.
  var entry: String? { get }

  /// Whether files are looked through in a child process first.
  var isProbed: Bool { get }

  /// Reads a file as far as anything is read of it, and condenses the numbers to one.
  func read(_ path: String) throws -> UInt64
}

extension Reader {
  var entry: String? { nil }
  var isProbed: Bool { false }

  /// What is done in the child process; a crash there is contained.
  func probe(_ path: String) { HDF5Walk.run(through: path) }
}

/// The readers, by the names that choose them.
let readers: [any Reader] =
  hdf5Layouts.map { DatasetReader(name: $0, isProbed: true, options: DatasetOptions(level: levels[$0])) } + [
    DatasetReader(name: "phonopy", entry: "force_constants.h5", isProbed: true),
    DatasetReader(name: "npz"), DatasetReader(name: "aimnet2-folder"), DatasetReader(name: "deepmd-folder"),
    DatasetReader(name: "xyz"),
    // Its files do not state their units.
    DatasetReader(name: "n2p2", options: DatasetOptions(units: [.length: "bohr", .energy: "hartree"])),
    PotentialReader(), NEPReader(), N2P2SetReader(), CheckpointReader(),
  ]

/// The level of theory of files that hold several.
private let levels = ["ani1x": "wb97x_dz", "qm7x": "PBE0+MBD"]

/// The layouts of HDF5 files with a sample in Tests/DatasetsTests/Samples/layouts, by the names of the samples.
private let hdf5Layouts = [
  "sobolev", "ace1", "ace2", "aimnet2", "ani1", "ani1x", "ani2x", "deepmd", "deepmd-mixed", "h5md", "hippynn", "mace",
  "mace-old", "nequip", "openreact", "pysisyphus", "qm7x", "spice", "torchani", "torchmdnet", "transition1x",
  "transition1x-hessian", "znh5md",
]
