import Atomistics
import Datasets
import TestSupport
import Testing

@Suite struct DatasetSplitTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Water and methanol-like molecules in two groups.
  private func file(_ name: String = "all.h5") throws -> DatasetFile {
    let writer = try DatasetWriter(path: folder.path(name), attributes: ["title": "two kinds"])
    try writer.append((0..<30).map(Samples.water) + PairModel.molecules(70))
    try writer.finish()
    return try DatasetFile(path: folder.path(name))
  }

  private func parts(_ shares: Double...) -> [DatasetSplit.Part] {
    zip(["train", "validation", "test"], shares).map { DatasetSplit.Part($0, share: $1) }
  }

  private func counts(_ assignment: [Int]) -> [Int] {
    (0...(assignment.max() ?? 0)).map { part in assignment.count { $0 == part } }
  }

  @Test func randomPartsHaveTheirSizesAndFollowTheSeed() throws {
    let file = try file()
    let split = try DatasetSplit(.random, parts: parts(0.8, 0.1, 0.1))
    let assignment = try split.assignment(of: file)
    #expect(counts(assignment) == [80, 10, 10])
    #expect(try split.assignment(of: file) == assignment)
    #expect(try DatasetSplit(.random, parts: parts(0.8, 0.1, 0.1), seed: 2).assignment(of: file) != assignment)
  }

  @Test(arguments: [DatasetSplit.Method.formula, .group])
  func unitsStayTogether(_ method: DatasetSplit.Method) throws {
    let file = try file()
    let assignment = try DatasetSplit(method, parts: parts(0.7, 0, 0.3)).assignment(of: file)
    for group in file.groups { #expect(Set(assignment[group.frames]).count == 1) }
    #expect(Set(assignment) == [0, 1])
    #expect(throws: DatasetSplitError.tooFewUnits(method, found: 2, needed: 3)) {
      try DatasetSplit(method, parts: parts(0.8, 0.1, 0.1)).assignment(of: file)
    }
  }

  @Test func timeBlocksAreConsecutiveInEachGroup() throws {
    let file = try file()
    let assignment = try DatasetSplit(.time, parts: parts(0.5, 0.3, 0.2)).assignment(of: file)
    for group in file.groups {
      let own = Array(assignment[group.frames])
      #expect(own == own.sorted())
      #expect(counts(own) == [0.5, 0.3, 0.2].map { Int($0 * Double(own.count)) })
    }
  }

  /// Ten copies of each of a few structures: the farthest points are one copy of each.
  @Test func farthestPointsAreDifferent() throws {
    let kinds = (0..<6).map { index in
      var frame = Samples.water(20 * index)
      frame.configuration.positions[0].z += 0.1
      return frame
    }
    let writer = try DatasetWriter(path: folder.path("copies.h5"))
    try writer.append((0..<60).map { kinds[$0 % 6] })
    try writer.finish()
    let file = try DatasetFile(path: folder.path("copies.h5"))
    let assignment = try DatasetSplit(.farthest, parts: parts(0.1, 0, 0.9)).assignment(of: file)
    let chosen = assignment.indices.filter { assignment[$0] == 0 }
    #expect(Set(chosen.map { $0 % 6 }) == [0, 1, 2, 3, 4, 5])
  }

  @Test(arguments: [[0.8, 0.1, 0.2], [1.2, -0.2, 0]]) func sharesMustAddUp(_ shares: [Double]) throws {
    #expect(throws: DatasetSplitError.badShares(shares)) {
      try DatasetSplit(.random, parts: parts(shares[0], shares[1], shares[2]))
    }
  }

  @Test func copiesKeepEverything() throws {
    let file = try file()
    let paths = ["a.h5", "b.h5"].map(folder.path)
    try file.copy(to: paths, adding: ["split": "odd"]) { index, _ in
      index == 7 ? nil : (index % 2, index % 2 == 0 ? "even" : "odd")
    }
    let copies = try paths.map { try DatasetFile(path: $0) }
    #expect(copies.map(\.count) == [50, 49])
    #expect(copies[0].attributes["title"] == "two kinds")
    #expect(try copies[1].census().splits == ["odd": 49])
    let original = try file.frames(2..<3)[0]
    let copied = try copies[0].frames(1..<2)[0]
    #expect(copied.configuration == original.configuration)
    #expect(copied.labels == original.labels)
    #expect(throws: DatasetError.self) { try file.copy(to: paths) { _, _ in (0, "") } }
  }
}
