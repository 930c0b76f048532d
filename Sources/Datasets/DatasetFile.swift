public import Atomistics
import Foundation
import HDF5

/// A file of labeled configurations, read a part at a time.
///
/// The layout is found out when the file is opened, and shapes and units are checked then; frames are read
/// when they are asked for, so the file need not fit in memory. Everything that comes out is in eV and Å.
///
/// ```swift
/// let file = try DatasetFile(path: "train.h5")
/// var batches = file.batches(of: 256)
/// while let frames = try batches.next() { … }
/// ```
public final class DatasetFile: Sendable {
  /// The path as it was given.
  public let path: String

  /// The layout in words.
  public let layout: String

  /// The number of frames.
  public let count: Int

  /// The energies of isolated atoms in eV that the file gives; usually none.
  public let isolatedAtomEnergies: [Element: Double]

  /// What the file says about itself: its other attributes, in words.
  public let attributes: [String: String]

  let groups: [FrameGroup]
  /// The number of frames before each group, and at the end all.
  let offsets: [Int]

  /// The last component of the path, with which the names of frames begin.
  var fileName: String { URL(fileURLWithPath: path).lastPathComponent }

  /// Opens a file and finds out its layout.
  ///
  /// Cost: opens every dataset of the file but reads no frame.
  ///
  /// - Throws: `DatasetError`: `storage` for a file that is missing, truncated or not HDF5; `unknownLayout`;
  ///   `empty`; `missingDataset`, `wrongShape`, `unknownUnit` and the like for what is wrong inside.
  public init(path: String) throws(DatasetError) {
    self.path = path
    (layout, groups, isolatedAtomEnergies, attributes) = try translatingStorageErrors {
      let root = try HDF5File(reading: path).root
      let layout = try DatasetLayouts.detect(root)
      let groups = try layout.frameGroups(in: root).filter { $0.frameCount > 0 }
      let provenance = try root.attributeNames().filter {
        !SobolevLayout.reservedAttributes.contains($0)
      }
      let attributes = try Dictionary(
        uniqueKeysWithValues: provenance.map { ($0, try root.attribute($0)?.words() ?? "") })
      return (layout.name, groups, try layout.isolatedAtomEnergies(in: root), attributes)
    }
    offsets = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.frameCount) }
    count = offsets[groups.count]
    guard count > 0 else { throw .empty(file: path) }
  }

  /// Reads a range of frames.
  ///
  /// Cost: one read of each dataset of the groups that the range touches; memory for these frames.
  ///
  /// - Parameter range: Within `0..<count`; frames are counted group after group, groups in alphabetical
  ///   order.
  /// - Throws: `DatasetError.unknownElement`, `notFinite`, `missingCell` or `storage`.
  public func frames(_ range: Range<Int>) throws(DatasetError) -> [LabeledConfiguration] {
    var frames: [LabeledConfiguration] = []
    frames.reserveCapacity(range.count)
    for result in try frameResults(range) { frames.append(try result.get()) }
    return frames
  }

  /// Reads all frames.
  ///
  /// - Parameter required: Labels that every frame must have.
  /// - Throws: As `frames`, and `DatasetError.missingLabel` naming the first frame without a required label.
  public func readAll(
    requiring required: Set<LabelKind> = []
  ) throws(DatasetError) -> [LabeledConfiguration] {
    let frames = try frames(0..<count)
    for label in LabelKind.allCases where required.contains(label) {
      if let frame = frames.first(where: { !$0.labels.has(label) }) {
        throw .missingLabel(frame: frame.name, label: label)
      }
    }
    return frames
  }

  /// Reads a range of frames, an error for each one that cannot be used.
  func frameResults(
    _ range: Range<Int>
  ) throws(DatasetError) -> [Result<LabeledConfiguration, DatasetError>] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "frames 0..<count")
    return try translatingStorageErrors {
      var results: [Result<LabeledConfiguration, DatasetError>] = []
      for (group, start) in zip(groups, offsets) {
        let rows = range.clamped(to: start..<start + group.frameCount)
        guard !rows.isEmpty else { continue }
        let local = rows.lowerBound - start..<rows.upperBound - start
        let block = try FrameBlock(group, rows: local)
        for row in local {
          results.append(
            Result { () throws(DatasetError) in try block.frame(row, fileName: fileName) })
        }
      }
      return results
    }
  }
}

/// Runs a body and turns errors of the HDF5 layer into `DatasetError.storage` with their message.
func translatingStorageErrors<Value>(_ body: () throws -> Value) throws(DatasetError) -> Value {
  do {
    return try body()
  } catch let error as DatasetError {
    throw error
  } catch {
    throw .storage("\(error)")
  }
}

extension Labels {
  /// Whether a label of a kind is there.
  public func has(_ kind: LabelKind) -> Bool {
    switch kind {
    case .energy: energy != nil
    case .forces: forces != nil
    case .virial: virial != nil
    case .hessian: hessian != nil
    }
  }
}
