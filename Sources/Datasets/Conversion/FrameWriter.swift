import Atomistics

/// Writes frames to a file or folder of some format, a batch at a time.
///
/// The output appears under its name when `finish` returns; until then, and after any error, there is at most
/// a temporary one that goes with the writer.
protocol FrameWriter: AnyObject {
  /// Appends frames, which have only what the format can hold.
  func append(_ frames: [LabeledConfiguration]) throws

  /// Completes the output under its temporary name, so that it can be read.
  func complete() throws

  /// Where the completed output lies until it is committed.
  var temporaryPath: String { get }

  /// Gives the output its name.
  func commit() throws
}
