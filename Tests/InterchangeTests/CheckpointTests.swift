import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct CheckpointTests {
  private struct State: Codable, Equatable {
    var step: Int
    var weights: [Double]
    var moments: [Float]
    var generator: UInt64
    var best: Double?
  }

  private let state = State(
    step: 12, weights: [0.1, -0.0, .leastNonzeroMagnitude, .pi, .infinity],
    moments: [0.1, 3.4e38, .leastNonzeroMagnitude], generator: .max, best: nil)

  @Test func stateReadsBackWithTheSameBits() throws {
    let folder = try TemporaryFolder()
    try Checkpoint.write(state, to: folder.path("c"))
    let copy = try Checkpoint.read(State.self, from: folder.path("c"))
    #expect(copy == state)
    #expect(copy.weights.map(\.bitPattern) == state.weights.map(\.bitPattern))
    #expect(copy.moments.map(\.bitPattern) == state.moments.map(\.bitPattern))
    #expect(try folder.entries() == ["c"])
  }

  @Test func wrongFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("c")
    #expect(throws: CheckpointError.unreadable(file: path)) {
      try Checkpoint.read(State.self, from: path)
    }
    try Checkpoint.write(state, to: path)
    let data = try #require(FileManager.default.contents(atPath: path))
    try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(throws: CheckpointError.damaged(file: path)) {
      try Checkpoint.read(State.self, from: path)
    }
    // Any one bit.
    for (place, bit) in [(25, 0), (data.count / 2, 3), (data.count - 1, 7)] {
      var flipped = data
      flipped[place] ^= 1 << UInt8(bit)
      try flipped.write(to: URL(fileURLWithPath: path))
      #expect(throws: CheckpointError.damaged(file: path)) { try Checkpoint.read(State.self, from: path) }
    }
    try Data("anything".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: CheckpointError.notACheckpoint(file: path)) {
      try Checkpoint.read(State.self, from: path)
    }
    try Checkpoint.write([1, 2], to: path)
    #expect(throws: CheckpointError.damaged(file: path)) {
      try Checkpoint.read(State.self, from: path)
    }
  }
}
