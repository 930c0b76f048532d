import Atomistics

/// Opened data of any format: frames that are read a range at a time and come out in eV and Å.
///
/// ``DatasetFile`` holds one and is what users see. A new format is a type of this protocol and one of
/// ``DatasetFormat``; a new HDF5 layout is a type of ``HDF5Layout``.
protocol FrameSource: Sendable {
  /// The layout in words.
  var layout: String { get }

  /// The number of frames.
  var count: Int { get }

  /// The frames in groups as the file has them, in the order in which frames are counted.
  var groups: [FrameRange] { get }

  /// The energies of isolated atoms in eV that the file gives; usually none.
  var isolatedAtomEnergies: [Element: Double] { get }

  /// What the file says about itself, in words.
  var attributes: [String: String] { get }

  /// The units that the quantities in the file have, and how they are known.
  var conventions: [UnitConvention] { get }

  /// What a user should know about how the file is read: what is ignored, what was chosen.
  var notes: [String] { get }

  /// Reads frames, an error for each one that cannot be used.
  ///
  /// - Parameter range: Within `0..<count`.
  /// - Throws: What keeps the rest of the range from being read as well.
  func frameResults(_ range: Range<Int>) throws -> [Result<LabeledConfiguration, DatasetError>]

  /// Counts what is in a range of frames, as far as possible without reading all of them.
  ///
  /// - Throws: `DatasetError` for a frame that cannot be counted.
  func counts(_ range: Range<Int>) throws -> FrameCounts
}

/// Frames that lie together in a file.
public struct FrameRange: Hashable, Sendable {
  /// What the file calls them, for example the path of their group.
  public var name: String

  /// Their places in the file, counted over all groups.
  public var frames: Range<Int>

  public init(name: String, frames: Range<Int>) {
    self.name = name
    self.frames = frames
  }
}

extension FrameSource {
  var isolatedAtomEnergies: [Element: Double] { [:] }
  var attributes: [String: String] { [:] }
  var notes: [String] { [] }

  /// Counts by reading the frames, 256 at a time.
  func counts(_ range: Range<Int>) throws -> FrameCounts {
    var counts = FrameCounts()
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 256) {
      let part = start..<min(start + 256, range.upperBound)
      for frame in try frameResults(part) { counts.add(try frame.get()) }
    }
    return counts
  }
}
