import Atomistics
import Foundation
import HDF5

/// Where DeePMD-kit's systems are written.
protocol DeePMDStore: AnyObject {
  var temporaryPath: String { get }

  /// Starts a system.
  ///
  /// - Parameter types: The place of the element of each atom in `elements`.
  func begin(_ system: String, types: [Int], elements: [Element], isPeriodic: Bool) throws

  /// Appends rows to an array of a system.
  func append(_ numbers: [Double], rowLength: Int, to array: String, of system: String) throws

  func complete() throws
  func commit() throws
}

/// A folder for each system, in it text files and the set `set.000` of NumPy arrays.
final class DeePMDFolderStore: DeePMDStore {
  private let folder: AtomicFolder
  private var arrays: [String: NumPyRows] = [:]
  var temporaryPath: String { folder.temporaryPath }

  init(path: String, replacesExisting: Bool) throws {
    folder = try AtomicFolder(path: path, replacesExisting: replacesExisting)
  }

  func begin(_ system: String, types: [Int], elements: [Element], isPeriodic: Bool) throws {
    try folder.makeFolder(system + "/set.000")
    func lines(_ items: [some CustomStringConvertible]) -> [UInt8] {
      Array(items.map { "\($0)\n" }.joined().utf8)
    }
    try folder.write(lines(types), to: system + "/type.raw")
    try folder.write(lines(elements), to: system + "/type_map.raw")
    if !isPeriodic { try folder.write([], to: system + "/nopbc") }
  }

  func append(_ numbers: [Double], rowLength: Int, to array: String, of system: String) throws {
    let path = "\(system)/set.000/\(array)"
    let rows = try arrays[path]
      ?? NumPyRows(
        rowShape: array == "energy.npy" ? [] : [rowLength],
        in: URL(fileURLWithPath: folder.temporaryPath), name: folder.path)
    arrays[path] = rows
    try rows.append(numbers)
  }

  func complete() throws {
    for (path, rows) in arrays { try folder.write(rows.contents(), to: path) }
    arrays = [:]
  }

  func commit() throws { try folder.commit() }
}

/// An HDF5 file with a group for each system.
final class DeePMDFileStore: DeePMDStore {
  private let output: AtomicFile
  private var file: HDF5File?
  private var sets: [String: HDF5Group] = [:]
  private var arrays: [String: (dataset: HDF5Dataset, count: Int)] = [:]
  var temporaryPath: String { output.temporaryPath }

  init(path: String, replacesExisting: Bool) throws {
    output = try AtomicFile(path: path, replacesExisting: replacesExisting)
    file = try HDF5File(creating: output.temporaryPath)
  }

  func begin(_ system: String, types: [Int], elements: [Element], isPeriodic: Bool) throws {
    guard let group = try file?.root.createGroup(system) else { return }
    try group.write(types, to: "type.raw")
    try group.write(elements.map(\.symbol), to: "type_map.raw")
    if !isPeriodic { try group.write([1], to: "nopbc") }
    sets[system] = try group.createGroup("set.000")
  }

  func append(_ numbers: [Double], rowLength: Int, to array: String, of system: String) throws {
    let path = system + "/" + array
    let shape = array == "energy.npy" ? [0] : [0, rowLength]
    guard
      let (dataset, count) = try arrays[path]
        ?? sets[system].map({ set in
          (
            try set.createDataset(
              array, type: .float64, shape: shape, storage: HDF5Storage(isExtendible: true)), 0
          )
        })
    else { return }
    let rows = count..<count + numbers.count / rowLength
    try dataset.extend(toRows: rows.upperBound)
    try dataset.write(numbers, rows: rows)
    arrays[path] = (dataset, rows.upperBound)
  }

  func complete() throws {
    (sets, arrays) = ([:], [:])
    try file?.flush()
    file = nil
  }

  func commit() throws { try output.commit() }

  deinit {
    (sets, arrays) = ([:], [:])
    file = nil
    output.discard()
  }
}
