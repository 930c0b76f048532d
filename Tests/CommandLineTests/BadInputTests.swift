import Foundation
import Sobolev
import TestSupport
import Testing

/// Every bad input ends with one clear message, a non-zero exit code and nothing left behind.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a command that must fail with exactly this message and leave the folder as it was.
  private func expectFailure(
    _ arguments: [String], _ message: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.names()
    let outcome = try Tool.start(arguments, in: folder).finish()
    #expect(outcome.exitCode == 1, sourceLocation: location)
    #expect(outcome.output == "", sourceLocation: location)
    #expect(outcome.errors == "error: \(message)\n", sourceLocation: location)
    #expect(try folder.names() == before, sourceLocation: location)
  }

  private func write(_ edit: (inout RawDataFile) -> Void) throws {
    var file = RawDataFile()
    edit(&file)
    try file.write(to: folder.path("data.h5"))
  }

  @Test func aFileThatIsNotThere() throws {
    try expectFailure(["fit", "data.h5", "-o", "run"], "data.h5: no such file; check the path")
  }

  @Test func aFileThatIsNotHDF5() throws {
    try folder.write("3\nwater\n", to: "data.h5")
    for arguments in [["fit", "data.h5", "-o", "run"], ["info", "data.h5"], ["evaluate", "data.h5", "x"]] {
      try expectFailure(
        arguments,
        "data.h5: not an HDF5 file; check that it is the right file and was copied completely")
    }
  }

  @Test func aTruncatedFile() throws {
    try write { _ in }
    let url = URL(fileURLWithPath: folder.path("data.h5"))
    let data = try Data(contentsOf: url)
    try data.prefix(data.count - 200).write(to: url)
    let outcome = try Tool.run("fit", "data.h5", "-o", "run", in: folder)
    #expect(outcome.exitCode == 1)
    // libhdf5's own numbers follow in brackets.
    #expect(
      outcome.errors.hasPrefix(
        "error: data.h5: cannot open: the file is shorter than it should be; copy or write it again ("))
    #expect(try folder.names() == ["data.h5"])
  }

  @Test func wrongShapes() throws {
    try write { $0.forceShape = [3, 2, 3] }
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "data.h5: /water/forces has the shape [3, 2, 3] where [2, 3, 3] is expected")
  }

  @Test func anUnknownUnit() throws {
    try write { $0.energyUnit = "furlong" }
    let outcome = try Tool.run("fit", "data.h5", "-o", "run", in: folder)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.hasPrefix(
        "error: data.h5: /water/energies has the unknown unit `furlong`; use for example eV"))
    #expect(try folder.names() == ["data.h5"])
  }

  @Test func notANumberWithinALabel() throws {
    try write { $0.forces[4] = .nan }
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "data.h5:/water[0]: a force is NaN or infinite; remove the frame, or mark the whole label as missing "
        + "by NaN")
  }

  @Test func aFrameWithoutAnyLabel() throws {
    try write {
      $0.energies[1] = .nan
      for index in 9..<18 { $0.forces[index] = .nan }
    }
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "data.h5:/water[1]: has neither energy nor forces nor virial; add a label or remove the structure")
  }

  @Test func anUnknownElement() throws {
    try write { $0.numbers[3] = 119 }
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "data.h5:/water[1]: atom 0 has the atomic number 119, but elements have 1-118")
  }

  @Test func atomsOnTopOfEachOther() throws {
    try write { $0.coordinates[12] = 0.001 }
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "data.h5:/water[1]: atoms 0 (O) and 1 (H) are 0.00100 Å apart; atoms lie on top of each other: check "
        + "coordinates, units and cell")
  }

  @Test func elementsThatOnlyTheTestDataHave() throws {
    try write { _ in }
    try SampleData.write(to: folder.path("test.h5"), count: 2)
    try expectFailure(
      ["fit", "data.h5", "--test", "test.h5", "-o", "run"],
      "test.h5:/CH2[0]: contains C, but the potential was fitted to H, O only")
  }

  @Test func anUnknownConfigurationKey() throws {
    try write { _ in }
    try folder.write("model:\n  cutof: 4\n", to: "c.yaml")
    try expectFailure(
      ["fit", "data.h5", "--config", "c.yaml", "-o", "run"],
      "c.yaml:2: unknown key 'cutof' in section 'model'; did you mean 'cutoff'?")
  }

  @Test func aConfigurationValueOutOfRange() throws {
    try write { _ in }
    try folder.write("training:\n  batch_size: 0\n", to: "c.yaml")
    try expectFailure(
      ["fit", "data.h5", "--config", "c.yaml", "-o", "run"],
      "c.yaml:2: 'batch_size' is 0, but must be from 1 to 4096")
  }

  @Test func outputThatExists() throws {
    try write { _ in }
    try FileManager.default.createDirectory(
      atPath: folder.path("run"), withIntermediateDirectories: false)
    try folder.write("precious", to: "run/potential.h5")
    try expectFailure(
      ["fit", "data.h5", "-o", "run"],
      "run: holds the results of an earlier fit; add --overwrite to replace them, --resume to go on with "
        + "an interrupted fit, or choose another folder")
    #expect(try folder.text("run/potential.h5") == "precious")
  }

  @Test func outputThatIsAFile() throws {
    try write { _ in }
    try expectFailure(
      ["fit", "data.h5", "-o", "data.h5"], "data.h5: is a file; -o needs a folder")
  }

  @Test func nothingToResume() throws {
    try write { _ in }
    try expectFailure(
      ["fit", "data.h5", "--resume", "-o", "run"],
      "run: there is no checkpoint to go on from; start the fit without --resume")
  }

  @Test func aDataFileWhereAPotentialBelongs() throws {
    try write { _ in }
    try expectFailure(
      ["evaluate", "data.h5", "data.h5"],
      "data.h5: this HDF5 file is not a potential; give the potential.h5 that 'sobolev fit' wrote")
  }
}
