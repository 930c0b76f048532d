internal import Foundation
internal import Sobolev

/// Epochs on a compressed file that is read anew in every epoch: read first and then learned from, and read
/// beside learning as ``Trainer`` does.
struct StreamingBenchmark {
  let effort: Effort

  private static let path = PeerProcess.root + "/datasets/ethanol-hessians-gfn2/train.h5"
  /// Structures of a block, as in `sobolev fit`.
  private static let blockLength = 64

  /// The file as training reads it.
  private struct FileStream: StructureStream {
    let file: DatasetFile
    var count: Int { file.count }
    func structures(_ range: Range<Int>) throws -> [LabeledConfiguration] { try file.frames(range) }
  }

  func run(_ report: inout GroupReport) throws {
    let stream = FileStream(file: try DatasetFile(path: Self.path))
    let blocks = stride(from: 0, to: stream.count, by: Self.blockLength).map {
      $0..<min($0 + Self.blockLength, stream.count)
    }
    let structures = try blocks.flatMap { try stream.structures($0) }
    let atoms = structures.reduce(0) { $0 + $1.configuration.count }
    report.facts.append("\(stream.count) molecules with Hessians, compressed, in \(blocks.count) blocks")

    let potential = try TrialModel.ethanol()
    var options = TrainingOptions()
    options.threads = 1
    options.epochs = 1_000_000
    let resident = try Trainer(potential, training: structures, validation: [], options: options)
    // So little memory that an epoch has some ten pools, of which one is read while the one before is learned from.
    let streamed = try Trainer(
      potential, streaming: TrainingStream(stream, blocks: blocks, memory: 3 << 20), validation: [], options: options)
    /// Reads all blocks and finds their neighbors.
    func prepare() throws {
      for block in blocks {
        _ = try Trainer(potential, training: stream.structures(block), validation: [], options: options)
      }
    }
    let timings = try effort.contest.run([
      Subject("reading and neighbors alone", atoms: atoms) { try prepare() },
      Subject("epoch in memory", atoms: atoms) { try resident.run { _ in false } },
      Subject("these, then an epoch", atoms: atoms) {
        try prepare()
        try resident.run { _ in false }
      },
      Subject("epoch, reading beside it", atoms: atoms, threads: 2) { try streamed.run { _ in false } },
    ])
    report.add(timings)
    report.ratios += [
      Ratio("one after the other over both at once", timings[2], over: timings[3], target: "above 1"),
      Ratio("epoch, reading beside it, over epoch in memory", timings[3], over: timings[1]),
    ]
  }
}
