import ArgumentParser
import Foundation

/// The damaged files of a reader, by number; case n of a seed is the same everywhere.
struct Cases {
  let reader: any Reader
  let seeds: [Seed]
  let seed: UInt64

  /// - Parameter folder: That of all seeds, with a folder for each reader.
  /// - Throws: Where that folder cannot be read or is empty.
  init(_ reader: any Reader, folder: String, seed: UInt64) throws {
    let place = URL(fileURLWithPath: folder).appendingPathComponent(reader.name)
    let files = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
    guard !files.isEmpty else { throw ValidationError("\(place.path) holds no files to damage") }
    self.reader = reader
    self.seed = seed
    seeds = try files.sorted { $0.path < $1.path }.map { try Seed($0, entry: reader.entry) }
  }

  /// The undamaged and the damaged files of a case.
  subscript(number: Int) -> (source: Seed, damaged: Seed) {
    var mutation = Mutation(seed: seed, number: number)
    let source = mutation.choose(seeds)
    return (source, source.damaged(by: &mutation))
  }
}
