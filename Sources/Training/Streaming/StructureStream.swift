public import Atomistics

/// Structures that are read where they are needed, for sets larger than memory.
public protocol StructureStream: Sendable {
  /// The number of structures.
  var count: Int { get }

  /// Reads structures that lie together; called from another thread than that of the fit.
  ///
  /// - Parameter range: Within `0..<count`.
  func structures(_ range: Range<Int>) throws -> [LabeledConfiguration]
}

/// The part of a stream that a fit learns from.
public struct TrainingStream: Sendable {
  /// The structures.
  public let structures: any StructureStream

  /// Structures that lie together and are read together; those of a block are learned from within a short
  /// time of each other.
  public let blocks: [Range<Int>]

  /// How many bytes the structures in memory may take.
  public let memory: Int

  /// Creates a stream of blocks, none of them empty.
  public init(_ structures: any StructureStream, blocks: [Range<Int>], memory: Int) {
    precondition(!blocks.contains { $0.isEmpty }, "blocks have structures")
    self.structures = structures
    self.blocks = blocks
    self.memory = memory
  }

  /// The number of structures in all blocks.
  public var count: Int { blocks.reduce(0) { $0 + $1.count } }
}
