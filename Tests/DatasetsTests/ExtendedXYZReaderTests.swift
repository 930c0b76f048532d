import Atomistics
import Datasets
import Foundation
import TestSupport
import Testing

@Suite struct ExtendedXYZReaderTests {
  /// Writes a file, reads it, and removes it.
  private func read(_ text: String) throws -> [LabeledConfiguration] {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xyz")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    do {
      return try ExtendedXYZReader.read(path: url.path)
    } catch {
      throw Failure(text: error.description.replacingOccurrences(of: url.path, with: "FILE"))
    }
  }

  private struct Failure: Error, Equatable { var text: String }

  private func expectFailure(_ text: String, _ message: String) {
    #expect(throws: Failure(text: message)) { try read(text) }
  }

  @Test func readsCellsLabelsAndColumnsInAnyOrder() throws {
    let text = """
      2
      energy=-1.5 Lattice="4 0 0 1 5 0 0 0 6" note="two words" pbc="T F T" \
      Properties=id:I:1:pos:R:3:species:S:1:forces:R:3 virial=[[1, 2, 3], [2, 4, 5], [3, 5, 6]] flag
      1 0.5 1.5 -2.5 O 0.1 0.2 0.3
      2 1e-1 2 3 H -0.1 -0.2 -0.3

      1
      Properties=Z:I:1:pos:R:3 energy=nan pbc=[F, F, F] Lattice="4 0 0 1 5 0 0 0 6"\r
      26 1 2 3
      """
    let frames = try read(text)
    #expect(frames.count == 2)
    let first = frames[0]
    #expect(first.configuration.elements.map(\.symbol) == ["O", "H"])
    #expect(first.configuration.positions == [[0.5, 1.5, -2.5], [0.1, 2, 3]])
    #expect(
      first.configuration.cell
        == Cell(Matrix3([4, 0, 0], [1, 5, 0], [0, 0, 6]), periodicity: [true, false, true]))
    #expect(first.labels.energy == -1.5)
    #expect(first.labels.forces == [[0.1, 0.2, 0.3], [-0.1, -0.2, -0.3]])
    #expect(first.labels.virial == Matrix3([1, 2, 3], [2, 4, 5], [3, 5, 6]))
    #expect(first.name.hasSuffix(".xyz:1"))
    #expect(frames[1].configuration.formula == "Fe")
    #expect(frames[1].configuration.cell == nil)
    #expect(frames[1].labels == Labels())
    #expect(frames[1].name.hasSuffix(".xyz:6"))
  }

  @Test func stressBecomesVirial() throws {
    let frame = try read(
      """
      1
      Lattice="2 0 0 0 2 0 0 0 2" Properties=species:S:1:pos:R:3 stress="1 0 0 0 2 0 0 0 3"
      C 0 0 0
      """)[0]
    // W = −V × stress, with V = 8 Å³.
    #expect(frame.labels.virial == Matrix3([-8, 0, 0], [0, -16, 0], [0, 0, -24]))
  }

  @Test func readsPlainXYZ() throws {
    let frames = try read("2\nwater? \"not quite = right\nO 0 0 0\nH 0 0 0.96\n")
    #expect(frames[0].configuration.formula == "HO")
    #expect(frames[0].configuration.cell == nil)
  }

  @Test func errorsNameTheLine() throws {
    let head = "2\nProperties=species:S:1:pos:R:3\n"
    expectFailure("", "FILE contains no structure")
    expectFailure("  \n\n", "FILE contains no structure")
    expectFailure(
      "two\n", "FILE:1: a frame must begin with its number of atoms, not with “two”")
    expectFailure(
      "2\n", "FILE:1: the file ends in the middle of a frame; its second line is missing")
    expectFailure(
      head + "H 0 0 0\n", "FILE:3: the file ends in the middle of a frame; 1 atoms are missing")
    expectFailure(
      head + "H 0 0 0\nH 0 0\n", "FILE:4: the line of an atom must have 4 columns, but has 3")
    expectFailure(head + "H 0 x 0\nH 0 0 1\n", "FILE:3: “x” is not a finite number (pos)")
    expectFailure(head + "H 0 0 nan\nH 0 0 1\n", "FILE:3: “nan” is not a finite number (pos)")
    expectFailure(head + "Xx 0 0 0\nH 0 0 1\n", "FILE:3: “Xx” is not a chemical element")
    expectFailure(
      "1\nProperties=species:S:1\nH\n",
      "FILE:2: cannot use Properties=species:S:1; it must list name:type:columns and contain "
        + "species:S:1 (or Z:I:1) and pos:R:3")
    expectFailure(
      "1\nLattice=\"1 2 3\" Properties=species:S:1:pos:R:3\nH 0 0 0\n",
      "FILE:2: Lattice must have 9 items, but has 3")
    expectFailure(
      "1\nLattice=\"1 2 3 Properties=species:S:1:pos:R:3\nH 0 0 0\n",
      "FILE:2: a quote or bracket is not closed")
    expectFailure(
      "1\nenergy=low Properties=species:S:1:pos:R:3\nH 0 0 0\n",
      "FILE:2: “low” is not a finite number (energy)")
    // A second frame that is broken is found as well.
    expectFailure(
      head + "H 0 0 0\nH 0 0 1\n" + head + "H 0 0 0\nH 0 0 1 2\n",
      "FILE:8: the line of an atom must have 4 columns, but has 5")
  }

  @Test func aMissingFileIsReported() {
    #expect(throws: ExtendedXYZError.self) {
      try ExtendedXYZReader.read(path: "/nowhere/at/all.xyz")
    }
  }
}

/// Published files, where the folder `shared/data/extxyz` lies beside the repository.
@Suite struct PublishedExtendedXYZTests {
  @Test(.enabled(if: RepositoryFiles.sharedData != nil, "needs shared/data/extxyz beside the repository"))
  func readsPublishedFiles() throws {
    let folder = URL(filePath: try #require(RepositoryFiles.sharedData) + "/extxyz")
    let telluride = try ExtendedXYZReader.read(path: folder.appending(path: "PbTe.xyz").path)
    #expect(telluride[0].configuration.count == 250)
    #expect(telluride[0].labels.energy == -937.191)
    #expect(telluride.allSatisfy { $0.labels.forces?.count == $0.configuration.count })
    let carbon = try ExtendedXYZReader.read(
      path: folder.appending(path: "carbon_reduced_100.xyz").path)
    #expect(carbon[0].configuration.formula == "C4")
    #expect(carbon[0].labels.virial?.elements[1] == 0.99922643)
    #expect(carbon.count == 100)
  }
}
