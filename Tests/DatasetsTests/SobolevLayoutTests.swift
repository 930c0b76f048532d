import Atomistics
import Datasets
import Foundation
import TestSupport
import Testing

@Suite struct SobolevLayoutTests {
  /// Water with Hessians for some frames, rock salt with virials, and frames without labels.
  var frames: [LabeledConfiguration] {
    var water = (0..<7).map(Samples.water)
    for index in [1, 2, 5] {
      water[index].labels.hessian = (0..<81).map { (place: Int) -> Double in
        Double(place % 9 + place / 9) * 0.1 + Double(index)
      }
    }
    water[3].labels.energy = nil
    water[4].labels.forces = nil
    water[6].weight = 2.5
    return water + (0..<4).map(Samples.salt)
  }

  @Test(arguments: [1, 3, 100]) func everyValueComesBackBitForBit(_ batchSize: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    let frames = frames
    let energies = ["H": -13.6, "O": -2040.8].reduce(into: [Element: Double]()) { energies, entry in
      if let element = Element(symbol: entry.key) { energies[element] = entry.value }
    }
    let writer = try DatasetWriter(
      path: path, attributes: ["title": "test", "license": "CC0-1.0"], isolatedAtomEnergies: energies)
    for start in stride(from: 0, to: frames.count, by: batchSize) {
      try writer.append(Array(frames[start..<min(start + batchSize, frames.count)]), split: "train")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    #expect(try folder.entries() == ["a.h5"])

    let file = try DatasetFile(path: path)
    #expect(file.isolatedAtomEnergies == energies)
    #expect(file.attributes == ["title": "test", "license": "CC0-1.0"])
    let back = try file.readAll()
    // Groups come in alphabetical order: ClNa before H2O.
    let expected = Array(frames[7...] + frames[..<7])
    #expect(back.map(\.configuration) == expected.map(\.configuration))
    #expect(back.map(\.labels) == expected.map(\.labels))
    #expect(back.map(\.weight) == expected.map(\.weight))
    #expect(back[0].name == "a.h5:/ClNa[0]")
    #expect(back[10].name == "a.h5:/H2O[6]")

    let census = try file.census()
    #expect(census.frames == 11)
    #expect(census.atoms == 29)
    #expect(census.labels == [.energy: 10, .forces: 10, .virial: 4, .hessian: 3])
    #expect(census.missing(.hessian) == 8)
    #expect(census.periodicFrames == 4)
    #expect(census.splits == ["train": 11])
    #expect(try census.elements[#require(Element(symbol: "H"))] == 14)
    #expect(census.description.contains("Hessian: 3, missing in 8"))
  }

  @Test func rangesAndBatchesCrossGroups() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    let writer = try DatasetWriter(path: path)
    try writer.append(frames)
    try writer.finish()
    let file = try DatasetFile(path: path)
    let all = try file.readAll()
    #expect(try file.frames(2..<9) == Array(all[2..<9]))
    #expect(try file.frames(6..<7).first?.labels.hessian == all[6].labels.hessian)
    #expect(try file.frames(3..<3).isEmpty)
    var batches = file.batches(of: 3)
    var sizes: [Int] = []
    var joined: [LabeledConfiguration] = []
    while let batch = try batches.next() {
      sizes.append(batch.count)
      joined += batch
    }
    #expect(sizes == [3, 3, 3, 2])
    #expect(joined == all)
  }

  @Test func namesAreKeptAsRemarks() throws {
    let folder = try TemporaryFolder()
    var frame = Samples.water(0)
    frame.name = "300 K, step 80"
    let writer = try DatasetWriter(path: folder.path("a.h5"))
    try writer.append([frame])
    try writer.finish()
    #expect(try DatasetFile(path: folder.path("a.h5")).readAll()[0].name == "a.h5:/H2O[0] (300 K, step 80)")
  }

  @Test func identifiersAndSplitsSurviveACopy() throws {
    let folder = try TemporaryFolder()
    var frames = [Samples.water(0), Samples.water(1)]
    frames[0].identifier = "300 K"
    frames[0].split = "test"
    frames[1].name = "b.xyz:7"
    for (path, source) in [("a.h5", nil), ("b.h5", "a.h5")] {
      let writer = try DatasetWriter(path: folder.path(path))
      try writer.append(try source.map { try DatasetFile(path: folder.path($0)).readAll() } ?? frames)
      try writer.finish()
      let read = try DatasetFile(path: folder.path(path)).readAll()
      #expect(read.map(\.identifier) == ["300 K", "b.xyz:7"])
      #expect(read.map(\.split) == ["test", ""])
    }
  }

  @Test func framesThatDoNotHoldTogetherAreRefusedAndNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    var frame = Samples.water(0)
    frame.name = "bad"
    frame.labels.forces?.removeLast()
    let writer = try DatasetWriter(path: folder.path("a.h5"))
    try writer.append([Samples.water(1)])
    #expect(throws: DatasetError.inconsistentFrame(frame: "bad", problem: "it has 2 forces for 3 atoms")) {
      try writer.append([frame])
    }
    #expect(throws: DatasetError.self) { try writer.finish() }
    #expect(try folder.entries() == [])
  }

  @Test func anOlderFileIsNotReplacedUnasked() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    for _ in 0..<2 {
      let writer = try DatasetWriter(path: path, replacesExisting: true)
      try writer.append([Samples.water(0)])
      try writer.finish()
    }
    let error = #expect(throws: DatasetError.self) { try DatasetWriter(path: path) }
    #expect(error == .storage("\(path): exists already; remove it or choose another name"))
  }

  @Test func anAbandonedWriterLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try DatasetWriter(path: folder.path("a.h5"))
      try writer.append([Samples.water(0)])
    }
    #expect(try folder.entries() == [])
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small file system"))
  func aFullDiskIsOneErrorAndLeavesNothing() throws {
    let disk = try SmallDisk(kibibytes: 256)
    let path = disk.path + "/a.h5"
    let writer = try DatasetWriter(path: path)
    let error = #expect(throws: DatasetError.self) {
      for batch in 0..<100 {
        // Noise does not compress: 81 random numbers a frame fill the disk in the first batches.
        try writer.append(
          (0..<50).map { index in
            var frame = Samples.water(50 * batch + index)
            frame.labels.hessian = (0..<81).map { _ in Double.random(in: -1...1) }
            return frame
          })
      }
      try writer.finish()
    }
    #expect(error?.description.contains("the disk is full") == true)
    #expect(error?.description.contains("a.h5") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
  }

  @Test func checksumOfAFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("abc")
    try Data("abc".utf8).write(to: URL(fileURLWithPath: path))
    // The example of FIPS 180-2, appendix B.1.
    #expect(
      try FileChecksum.sha256(ofFileAt: path)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(throws: DatasetError.self) { try FileChecksum.sha256(ofFileAt: folder.path("absent")) }
  }
}
