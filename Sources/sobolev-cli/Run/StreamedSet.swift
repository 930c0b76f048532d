import Sobolev

/// Training data that do not fit in memory: read anew in every epoch, block by block.
struct StreamedSet {
  private let file: DatasetFile
  private let blocks: [Range<Int>]
  private let memory: Int

  /// Structures in a block: enough that a chunk of a compressed file is unpacked for all of its rows, few
  /// enough that a pool is made of many blocks.
  private static let blockLength = 256
  /// Structures that are kept to set up the potential, and at most that many to choose the best epoch by.
  private static let sampleSize = 2048

  /// - Parameter memory: How many bytes the structures may take.
  init(_ file: DatasetFile, memory: Int) {
    self.file = file
    self.memory = memory
    blocks = stride(from: 0, to: file.count, by: StreamedSet.blockLength).map {
      $0..<min($0 + StreamedSet.blockLength, file.count)
    }
  }

  /// Goes through the whole file.
  func forEachBlock(_ body: ([LabeledConfiguration]) throws -> Void) throws {
    for block in blocks { try body(file.frames(block)) }
  }

  /// Structures from evenly spread places of the file.
  func sample() throws -> [LabeledConfiguration] {
    let count = min(StreamedSet.sampleSize, file.count)
    // Eight neighbors at each place cost one read.
    let places = max(1, count / 8)
    return try (0..<places).flatMap { place in
      let start = place * (file.count - 8) / places
      return try file.frames(max(start, 0)..<min(start + 8, file.count))
    }
  }

  /// Holds random blocks back for validation.
  ///
  /// - Parameter fraction: The share of the structures; 0 for none.
  func split(
    holdingBack fraction: Double, using generator: inout RandomGenerator
  ) throws -> (stream: TrainingStream, validation: [LabeledConfiguration]) {
    let wanted = min(Int(fraction * Double(file.count)), StreamedSet.sampleSize) / StreamedSet.blockLength
    let order = blocks.indices.shuffled(using: &generator)
    let held = order.prefix(min(wanted, blocks.count - 1)).sorted()
    let stream = TrainingStream(
      FileStream(file: file), blocks: blocks.indices.filter { !held.contains($0) }.map { blocks[$0] },
      memory: memory)
    return (stream, try held.flatMap { try file.frames(blocks[$0]) })
  }
}

/// A data file as the library's training reads it.
private struct FileStream: StructureStream {
  let file: DatasetFile
  var count: Int { file.count }
  func structures(_ range: Range<Int>) throws -> [LabeledConfiguration] { try file.frames(range) }
}

extension DatasetCensus {
  /// About how many bytes the structures take in memory while they are trained on.
  ///
  /// An atom with some forty neighbors at 16 bytes, its labels and what they were read from take about 1.5
  /// kB; a Hessian is there twice.
  var residentBytes: Int {
    guard frames > 0 else { return 0 }
    let perFrame = atoms / frames
    return 1500 * atoms + 2 * 72 * perFrame * perFrame * (labels[.hessian] ?? 0)
  }
}
