import Atomistics

/// Writes a data set in another format, reads it back and compares.
///
/// Every number comes back with the same bits. What a format cannot hold is refused, or left out and listed
/// where the caller agrees.
public struct DatasetConversion {
  /// What was done.
  public struct Summary: Sendable, Hashable {
    /// The number of frames written.
    public var frames = 0
    /// The number of frames that had something that the format cannot hold, by what it was.
    public var lost: [FrameProperty: Int] = [:]
    /// The number of frames that the format cannot hold at all.
    public var omitted = 0
    /// Provenance and energies of isolated atoms that the format has no place for.
    public var notes: [String] = []
  }

  private let file: DatasetFile
  private let format: ConversionFormat

  /// Frames in memory at a time.
  private static let batchSize = 128

  public init(_ file: DatasetFile, to format: ConversionFormat) {
    self.file = file
    self.format = format
  }

  /// Converts to a path.
  ///
  /// Cost: three passes over the frames in bounded memory (16 bytes a frame).
  ///
  /// - Parameters:
  ///   - leavesOut: Whether what the format cannot hold may be left out.
  ///   - replacesExisting: Whether an older file or folder may be replaced.
  ///   - progress: Called with the share of the work that is done, 0-1.
  /// - Throws: `DatasetError.cannotHold` naming what would be lost; `notReproduced` where a frame does not
  ///   come back; what reading and writing throw. Nothing is left behind then.
  public func write(
    to path: String, leavesOut: Bool = false, replacesExisting: Bool = false,
    progress: (Double) -> Void = { _ in }
  ) throws -> Summary {
    var summary = Summary()
    summary.lost = try losses { progress($0 / 3) }
    guard leavesOut || summary.lost.isEmpty else {
      throw DatasetError.cannotHold(file: path, format: format, lost: summary.lost)
    }
    summary.notes = notes
    let writer = try makeWriter(path, replacesExisting)
    var tally = FrameTally()
    try forEachBatch { frames, share in
      let reduced = frames.compactMap { $0.reduced(to: format.held) }.map(\.unplaced)
      summary.omitted += frames.count - reduced.count
      summary.frames += reduced.count
      for frame in reduced { tally.add(frame) }
      try writer.append(reduced)
      progress((1 + share) / 3)
    }
    guard summary.frames > 0 else { throw DatasetError.empty(file: file.path) }
    try writer.complete()
    try compare(writer.temporaryPath, path, &tally) { progress((2 + $0) / 3) }
    try writer.commit()
    return summary
  }

  /// How many frames have something that the format cannot hold.
  private func losses(_ progress: (Double) -> Void) throws -> [FrameProperty: Int] {
    var losses: [FrameProperty: Int] = [:]
    try forEachBatch { frames, share in
      for frame in frames {
        for property in frame.properties.subtracting(format.held) { losses[property, default: 0] += 1 }
      }
      progress(share)
    }
    return losses
  }

  private func compare(
    _ temporaryPath: String, _ path: String, _ tally: inout FrameTally, _ progress: (Double) -> Void
  ) throws {
    let copy = try DatasetFile(path: temporaryPath, options: format.readingOptions)
    var batches = copy.batches(of: DatasetConversion.batchSize)
    var count = 0
    while let frames = try batches.next() {
      for frame in frames where !tally.remove(frame) {
        throw DatasetError.notReproduced(file: path, frame: frame.name)
      }
      count += frames.count
      progress(Double(count) / Double(copy.count))
    }
    guard tally.isEmpty else { throw DatasetError.notReproduced(file: path, frame: "its last frames") }
  }

  private func forEachBatch(_ body: ([LabeledConfiguration], Double) throws -> Void) throws {
    var batches = file.batches(of: DatasetConversion.batchSize)
    var done = 0
    while let frames = try batches.next() {
      done += frames.count
      try body(frames, Double(done) / Double(file.count))
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if !format.holdsIsolatedAtoms, !file.isolatedAtomEnergies.isEmpty {
      let energies = file.isolatedAtomEnergies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) eV" }
      notes.append("energies of isolated atoms are not in the file: \(energies.joined(separator: ", "))")
    }
    if !format.holdsAttributes, !file.attributes.isEmpty {
      notes.append(
        "provenance is not in the file: \(file.attributes.keys.sorted().joined(separator: ", "))")
    }
    return notes
  }

  private func makeWriter(_ path: String, _ replacesExisting: Bool) throws -> any FrameWriter {
    switch format {
    case .sobolev:
      return try DatasetWriter(
        path: path, attributes: file.attributes, isolatedAtomEnergies: file.isolatedAtomEnergies,
        replacesExisting: replacesExisting)
    case .extxyz:
      return try ExtendedXYZWriter(
        path: path, isolatedAtomEnergies: file.isolatedAtomEnergies, replacesExisting: replacesExisting)
    case .mace: return try MACEWriter(path: path, replacesExisting: replacesExisting)
    case .deepmd: return try DeePMDWriter(path: path, replacesExisting: replacesExisting)
    case .npz: return try SGDMLWriter(path: path, replacesExisting: replacesExisting)
    case .n2p2: return try N2P2Writer(path: path, replacesExisting: replacesExisting)
    }
  }
}

extension LabeledConfiguration {
  /// The frame without the place that it was read from, which would become its name.
  fileprivate var unplaced: LabeledConfiguration {
    var copy = self
    copy.name = ""
    return copy
  }
}
