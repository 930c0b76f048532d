import Atomistics
import Potentials
import Synchronization
import Testing
import Training

/// Fits to structures that are read during every epoch.
@Suite struct StreamedTrainingTests {
  /// Structures in memory that count how often they are read.
  private final class Source: StructureStream {
    let all: [LabeledConfiguration]
    let reads = Mutex(0)
    init(_ all: [LabeledConfiguration]) { self.all = all }
    var count: Int { all.count }

    func structures(_ range: Range<Int>) throws -> [LabeledConfiguration] {
      reads.withLock { $0 += range.count }
      return Array(all[range])
    }
  }

  private let structures: [LabeledConfiguration]
  private let start: DensityPotential

  init() throws {
    structures = try PlantedData.labeled(23, by: PlantedData.planted())
    start = try PlantedData.perturbed(0.1)
  }

  private func stream(_ source: Source, memory: Int) -> TrainingStream {
    TrainingStream(
      source, blocks: stride(from: 0, to: source.count, by: 5).map { $0..<min($0 + 5, source.count) },
      memory: memory)
  }

  @Test func theSameBitsTwiceAndAfterAResumption() throws {
    let source = Source(structures)
    func parameters(_ run: (Trainer<DensityPotential>) throws -> Void) throws -> [Double] {
      // So little memory that a pool is one block.
      let trainer = try Trainer(
        start, streaming: stream(source, memory: 1), validation: [], options: PlantedData.options(epochs: 3, threads: 2))
      try run(trainer)
      return trainer.state.parameters
    }
    let whole = try parameters { try $0.run { _ in true } }
    #expect(try parameters { try $0.run { _ in true } } == whole)
    var saved: TrainingState?
    _ = try parameters { trainer in
      try trainer.run { record in
        saved = trainer.state
        return record.epoch < 2
      }
    }
    let resumed = try Trainer(
      start, streaming: stream(source, memory: 1), validation: [], options: PlantedData.options(epochs: 3, threads: 2),
      resuming: saved)
    try resumed.run { _ in true }
    #expect(resumed.state.parameters == whole)
    #expect(whole != start.parameters)
  }

  @Test func everyStructureIsReadOnceAnEpoch() throws {
    let source = Source(structures)
    let trainer = try Trainer(
      start, streaming: stream(source, memory: 1), validation: [], options: PlantedData.options(epochs: 2))
    source.reads.withLock { $0 = 0 }
    var counts: [Int] = []
    try trainer.run { record in
      counts.append(record.training.structures)
      return true
    }
    #expect(counts == [source.count, source.count])
    #expect(source.reads.withLock { $0 } == 2 * source.count)
  }

  @Test func learnsAsWellAsFromMemory() throws {
    let source = Source(structures)
    let streamed = try Trainer(
      start, streaming: stream(source, memory: 1 << 30), validation: [], options: PlantedData.options(epochs: 20))
    let resident = try Trainer(
      start, training: structures, validation: [], options: PlantedData.options(epochs: 20))
    var losses: (first: Double, streamed: Double, resident: Double) = (0, 0, 0)
    try streamed.run { record in
      if record.epoch == 1 { losses.first = record.training.meanLoss }
      losses.streamed = record.training.meanLoss
      return true
    }
    try resident.run { record in
      losses.resident = record.training.meanLoss
      return true
    }
    // The two differ in the order of structures alone, which changes the loss by far less than learning does.
    #expect(losses.streamed < 0.3 * losses.first)
    #expect(losses.streamed < 2 * losses.resident)
  }

  @Test func whatReadingThrowsEndsTheFit() throws {
    struct Broken: Error {}
    final class Failing: StructureStream {
      let all: [LabeledConfiguration]
      init(_ all: [LabeledConfiguration]) { self.all = all }
      var count: Int { all.count }
      func structures(_ range: Range<Int>) throws -> [LabeledConfiguration] {
        guard range.lowerBound < 5 else { throw Broken() }
        return Array(all[range])
      }
    }
    let source = Failing(structures)
    let blocks = stride(from: 0, to: source.count, by: 5).map { $0..<min($0 + 5, source.count) }
    let trainer = try Trainer(
      start, streaming: TrainingStream(source, blocks: blocks, memory: 1), validation: [],
      options: PlantedData.options(epochs: 1))
    #expect(throws: Broken.self) { try trainer.run { _ in true } }
  }
}
