import Foundation
import Sobolev

/// One way of reading a file, as a program would that got it from somebody else.
protocol Reader: Sendable {
  /// The folder of its seeds.
  var name: String { get }

  /// Whether damage is done to words as well as to bytes.
  var isText: Bool { get }

  /// Whether files are looked through in a child process first.
  var isProbed: Bool { get }

  /// What is done in that child process; a crash there is contained.
  func probe(_ path: String)

  /// Reads a file as far as anything is read of it, and condenses the numbers to one.
  func read(_ path: String) throws -> UInt64
}

extension Reader {
  var isText: Bool { false }
  var isProbed: Bool { false }
  func probe(_ path: String) {}
}

/// The readers, by the names that choose them.
let readers: [any Reader] = [
  DatasetReader(name: "hdf5", isProbed: true), DatasetReader(name: "npz"), DatasetReader(name: "xyz", isText: true),
  DatasetReader(name: "n2p2", isText: true),
]

/// Frames of a data set of any format.
struct DatasetReader: Reader {
  var name: String
  var isText = false
  var isProbed = false

  func probe(_ path: String) { HDF5Walk.run(through: path) }

  func read(_ path: String) throws -> UInt64 {
    // Units that n2p2's files do not state; those of other files are known.
    let units: [Quantity: String] = name == "n2p2" ? [.length: "bohr", .energy: "hartree"] : [:]
    let file = try DatasetFile(path: path, options: DatasetOptions(units: units))
    var sum = Condensation()
    var batches = file.batches(of: 64)
    var count = 0
    // Rows that were never written take no space, so a small file may rightly claim billions of frames.
    while count < 4096, let frames = try batches.next() {
      count += frames.count
      for frame in frames {
        sum.add(frame.configuration.positions)
        sum.add(frame.labels.forces ?? [])
        sum.add(frame.labels.hessian ?? [])
        sum.add(frame.labels.virial?.elements ?? [])
        sum.add([frame.labels.energy ?? 0])
      }
    }
    return sum.value
  }
}
