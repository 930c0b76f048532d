import Atomistics

/// Frames that can be gone through once and looked up again.
protocol FrameLibrary {
  /// The number of frames, the unusable ones included.
  var count: Int { get }

  /// Goes through all frames in order.
  func forEachFrame(_ body: (Int, Result<LabeledConfiguration, DatasetError>) throws -> Void) throws

  /// One frame again.
  func frame(_ index: Int) throws -> LabeledConfiguration

  /// What a frame is called, usable or not.
  func name(of index: Int) -> String

  /// Frames from all parts, runs of neighbors among them.
  func sample() throws -> [SampledFrame]
}

extension DatasetFile: FrameLibrary {
  func frame(_ index: Int) throws -> LabeledConfiguration { try frames(index..<index + 1)[0] }

  func sample() throws -> [SampledFrame] { try source.sample() }
}

/// Frames in memory.
struct FrameArray: FrameLibrary {
  let frames: [LabeledConfiguration]

  var count: Int { frames.count }

  func forEachFrame(_ body: (Int, Result<LabeledConfiguration, DatasetError>) throws -> Void) throws {
    for (index, frame) in frames.enumerated() { try body(index, .success(frame)) }
  }

  func frame(_ index: Int) throws -> LabeledConfiguration { frames[index] }

  func name(of index: Int) -> String { frames[index].name }

  func sample() throws -> [SampledFrame] {
    FrameSample.ranges(of: count).flatMap { range in
      range.map { SampledFrame(index: $0, frame: frames[$0]) }
    }
  }
}

/// A frame and its place.
struct SampledFrame {
  var index: Int
  var frame: LabeledConfiguration
}

/// Which frames stand for all of them.
enum FrameSample {
  private static let (runs, length) = (8, 64)

  /// All of a small set, else eight runs of 64 neighbors, which in a trajectory are close to each other.
  static func ranges(of count: Int) -> [Range<Int>] {
    guard count > runs * length else { return [0..<count] }
    return (0..<runs).map { run in
      let start = run * (count - length) / (runs - 1)
      return start..<start + length
    }
  }
}
