public import Atomistics

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

  let source: any FrameSource

  /// The number of frames.
  public let count: Int

  /// The layout in words.
  public var layout: String { source.layout }

  /// The frames in groups as the file has them.
  public var groups: [FrameRange] { source.groups }

  /// The energies of isolated atoms in eV that the file gives; usually none.
  public var isolatedAtomEnergies: [Element: Double] { source.isolatedAtomEnergies }

  /// What the file says about itself: its other attributes, in words.
  public var attributes: [String: String] { source.attributes }

  /// The units that the quantities in the file have, and how they are known.
  public var conventions: [UnitConvention] { source.conventions }

  /// What a user should know about how the file is read: what is ignored, what was chosen.
  public var notes: [String] { source.notes }

  /// The layouts that can be read, and the words that choose them.
  public static var layouts: [LayoutName] { DatasetFormats.all.flatMap(\.layouts) }

  /// Opens a file and finds out its layout.
  ///
  /// Units and signs that nothing states are compared with what the numbers say, and corrected where these
  /// leave no doubt; `notes` says so (``UnitVerdict``).
  ///
  /// Cost: looks at every group of the file, checks the first 256, and reads no frame, or some hundreds where
  /// a unit is only assumed.
  ///
  /// - Parameters:
  ///   - path: A file, or a group in it: `file.h5#/group`.
  ///   - options: What the file leaves open.
  /// - Throws: `DatasetError`: `storage` for a file that is missing, truncated or not HDF5; `unknownLayout`;
  ///   `levelNeeded`; `empty`; `missingDataset`, `wrongShape`, `unknownUnit` and the like for what is wrong
  ///   inside.
  public init(path: String, options: DatasetOptions = DatasetOptions()) throws(DatasetError) {
    self.path = path
    source = try translatingStorageErrors {
      let source = try DatasetFormats.open(DatasetPath(path), options: options)
      return try source.correcting(options.correction)
    }
    count = source.count
    guard count > 0 else { throw .empty(file: path) }
  }

  /// Reads a range of frames.
  ///
  /// Cost: one read of each dataset of the groups that the range touches; memory for these frames.
  ///
  /// - Parameter range: Within `0..<count`; frames are counted group after group.
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

  /// What the numbers say about units and signs, as the frames are read now.
  ///
  /// - Throws: `DatasetError.storage` when the file cannot be read.
  public func unitEvidence() throws(DatasetError) -> UnitEvidence {
    UnitEvidence(try translatingStorageErrors { try source.sample() }.map(\.frame))
  }

  /// Reads a range of frames, an error for each one that cannot be used.
  func frameResults(
    _ range: Range<Int>
  ) throws(DatasetError) -> [Result<LabeledConfiguration, DatasetError>] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "frames 0..<count")
    return try translatingStorageErrors { try source.frameResults(range) }
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
