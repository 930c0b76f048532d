import Foundation
import HDF5
import TestSupport
import Testing

@Suite struct RoundTripTests {
  /// Numbers whose every bit matters.
  let numbers = (0..<600).map { sin(Double($0)) * 1e3 }

  @Test(arguments: [
    HDF5Storage(), HDF5Storage(compression: 6), HDF5Storage(isExtendible: true),
    HDF5Storage(compression: 1, isExtendible: true),
  ])
  func everyStorageKeepsNumbersBitForBit(_ storage: HDF5Storage) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      let group = try file.root.createGroup("g")
      try group.write(numbers, to: "x", shape: [100, 3, 2], storage: storage)
      try group.write((0..<7).map { $0 - 3 }, to: "i", storage: storage)
      try group.write(["Å", "", "two words"], to: "s", storage: storage)
      try file.flush()
    }
    let group = try HDF5File(reading: path).root.group("g")
    let dataset = try group.dataset("x")
    #expect(try dataset.shape() == [100, 3, 2])
    #expect(try dataset.read(Double.self) == numbers)
    #expect(try dataset.read(Double.self, rows: 40..<43) == Array(numbers[240..<258]))
    #expect(try dataset.read(Float.self, rows: 99..<100) == numbers[594...].map { Float($0) })
    #expect(try dataset.readFirstOfRows(Double.self, rows: 1..<4) == [numbers[6], numbers[12], numbers[18]])
    #expect(try dataset.read(Double.self, rows: 5..<5) == [])
    #expect(try group.dataset("i").read(Int.self) == [-3, -2, -1, 0, 1, 2, 3])
    #expect(try group.dataset("i").read(Double.self) == [-3, -2, -1, 0, 1, 2, 3])
    #expect(try group.dataset("s").readStrings() == ["Å", "", "two words"])
    #expect(try group.memberNames() == ["i", "s", "x"])
  }

  @Test func narrowTypesRoundOnce() throws {
    let folder = try TemporaryFolder()
    let file = try HDF5File(creating: folder.path("a.h5"))
    try file.root.write(numbers, to: "x", as: .float32)
    #expect(try file.root.dataset("x").read(Double.self) == numbers.map { Double(Float($0)) })
  }

  @Test func appendedRowsFollowAndUnwrittenRowsAreMissing() throws {
    let folder = try TemporaryFolder()
    let file = try HDF5File(creating: folder.path("a.h5"))
    let dataset = try file.root.createDataset(
      "e", type: .float64, shape: [0, 2], storage: HDF5Storage(isExtendible: true))
    try dataset.extend(toRows: 2)
    try dataset.write([1.0, 2, 3, 4])
    try dataset.extend(toRows: 5)
    try dataset.write([9.0, 10], rows: 4..<5)
    let values = try dataset.read(Double.self)
    #expect(values.count == 10)
    #expect(Array(values[..<4]) == [1, 2, 3, 4])
    #expect(values[4..<8].allSatisfy { $0.isNaN })
    #expect(Array(values[8...]) == [9, 10])
  }

  @Test func booleansAndSingleValues() throws {
    let folder = try TemporaryFolder()
    let file = try HDF5File(creating: folder.path("a.h5"))
    let flags = try file.root.createDataset("pbc", type: .boolean, shape: [2, 3])
    try flags.write([true, false, true, false, false, true])
    #expect(try flags.readBooleans(rows: 1..<2) == [false, false, true])
    #expect(try flags.read(Int.self) == [1, 0, 1, 0, 0, 1])
    let single = try file.root.write([4.5], to: "single", shape: [])
    #expect(try single.shape() == [])
    #expect(try single.read(Double.self) == [4.5])
  }

  @Test func attributesOfEveryKind() throws {
    let folder = try TemporaryFolder()
    let file = try HDF5File(creating: folder.path("a.h5"))
    let root = file.root
    try root.setAttribute("units", "eV/Å")
    try root.setAttribute("seed", 20_250_101)
    try root.setAttribute("cutoff", 5.25)
    try root.setAttribute("numbers", [1, 6, 8])
    try root.setAttribute("labels", ["train", "test"])
    try root.setAttribute("cutoff", 6.5)
    #expect(try root.attributeNames() == ["cutoff", "labels", "numbers", "seed", "units"])
    #expect(try root.attribute("units")?.readStrings() == ["eV/Å"])
    #expect(try root.attribute("seed")?.read(Int.self) == [20_250_101])
    #expect(try root.attribute("cutoff")?.read(Double.self) == [6.5])
    #expect(try root.attribute("numbers")?.words() == "1, 6, 8")
    #expect(try root.attribute("labels")?.readStrings() == ["train", "test"])
    #expect(try root.attribute("absent") == nil)
  }

  @Test func noHandleOutlivesItsOwner() throws {
    let folder = try TemporaryFolder()
    let file = try HDF5File(creating: folder.path("a.h5"))
    // The file and its root group.
    #expect(file.openObjectCount == 2)
    do {
      let group = try file.root.createGroup("g")
      let dataset = try group.write([1.0, 2], to: "x", storage: HDF5Storage(compression: 4))
      try dataset.setAttribute("units", "eV")
      _ = try dataset.attribute("units")?.readStrings()
      _ = try dataset.read(Double.self, rows: 0..<1)
      #expect(file.openObjectCount >= 4)
      _ = try? group.dataset("absent")
      _ = try? dataset.readStrings()
      _ = try? file.root.group("g").group("x")
    }
    #expect(file.openObjectCount == 2)
  }

  @Test func threadsShareAFile() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      try file.root.write(numbers, to: "x", storage: HDF5Storage(compression: 4))
    }
    let file = try HDF5File(reading: path)
    let expected = numbers
    try await withThrowingTaskGroup(of: Bool.self) { tasks in
      for start in 0..<16 {
        tasks.addTask {
          try (0..<20).allSatisfy { step in
            let rows = start..<(start + 30 * step / 2)
            return try file.root.dataset("x").read(Double.self, rows: rows) == Array(expected[rows])
          }
        }
      }
      for try await agrees in tasks { #expect(agrees) }
    }
    #expect(file.openObjectCount == 2)
  }
}
