import Atomistics
import Datasets
import Foundation
import HDF5
import TestSupport
import Testing

/// Every mistake gets one message that says what is wrong, where, and what to do.
@Suite struct BadDatasetTests {
  /// The error of opening and reading a changed sample file.
  private func error(
    skipping: Set<String> = [], requiring: Set<LabelKind> = [],
    _ change: (HDF5Group) throws -> Void = { _ in }
  ) throws -> DatasetError? {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try Samples.writeTorchANI(path, skipping: skipping, change: change)
    do throws(DatasetError) {
      _ = try DatasetFile(path: path).readAll(requiring: requiring)
      return nil
    } catch {
      #expect(error.description.contains("a.h5"))
      return error
    }
  }

  /// Sixteen groups with ten links to the next have 10¹⁵ paths; a search of all would outlive us.
  @Test func groupsThatAreLinkedToTooOftenAreNotSearched() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/linked-groups.h5"
    let error = #expect(throws: DatasetError.self) {
      try DatasetFile(path: path, options: DatasetOptions(layout: "ani1"))
    }
    #expect(error?.description.contains("linked-groups.h5: its groups are linked to so often") == true)
    #expect(throws: DatasetError.self) { try DatasetFile(path: path) }
  }

  @Test func filesThatAreNoDataSets() throws {
    let folder = try TemporaryFolder()
    func message(_ path: String) -> String? {
      do throws(DatasetError) {
        _ = try DatasetFile(path: path)
        return nil
      } catch {
        return error.description
      }
    }
    let absent = folder.path("absent.h5")
    #expect(message(absent) == "\(absent): no such file; check the path")
    #expect(message(folder.url.path) == "\(folder.url.path): this is a folder; give the HDF5 file in it")
    let text = folder.path("notes.txt")
    try Data("3\nenergy=-76\n".utf8).write(to: URL(fileURLWithPath: text))
    #expect(message(text)?.hasPrefix("\(text): not an HDF5 file") == true)

    let whole = folder.path("whole.h5")
    try Samples.writeTorchANI(whole)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    let part = folder.path("part.h5")
    try bytes.prefix(bytes.count * 2 / 3).write(to: URL(fileURLWithPath: part))
    #expect(message(part)?.contains("the file is shorter than it should be") == true)
  }

  @Test func unknownLayoutSaysWhatIsThereAndWhatIsKnown() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      _ = try file.root.createGroup("gdb11_s01")
      try file.flush()
    }
    let error = #expect(throws: DatasetError.self) { try DatasetFile(path: path) }
    #expect(error == .unknownLayout(file: path, found: "it has members gdb11_s01 and no attributes"))
    #expect(error?.description.contains("known are Sobolev data set (`sobolev`), qmgen (`qmgen`), ") == true)
  }

  @Test func emptyFilesAndNewerVersions() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try DatasetWriter(path: path).finish()
    #expect(throws: DatasetError.empty(file: path)) { try DatasetFile(path: path) }
    do {
      let file = try HDF5File(creating: path)
      try file.root.setAttribute("format", "sobolev-dataset")
      try file.root.setAttribute("version", 99)
      try file.flush()
    }
    #expect(throws: DatasetError.unsupportedVersion(file: path, version: 99, newest: 1)) {
      try DatasetFile(path: path)
    }
  }

  @Test func datasetsThatAreMissingOrTwice() throws {
    guard case .missingDataset(_, "/003", ["coordinates"]) = try error(skipping: ["coordinates"]) else {
      Issue.record("coordinates are needed")
      return
    }
    guard case .missingDataset(_, "/003", let names) = try error(skipping: ["species"]) else {
      Issue.record("atomic numbers are needed")
      return
    }
    #expect(names == ["species", "numbers", "atomic_numbers"])
    let twice = try error { try $0.write([8, 1, 1, 8, 1, 1], to: "numbers", shape: [2, 3]) }
    guard case .ambiguous(_, "/003", ["species", "numbers"]) = twice else {
      Issue.record("two names of one quantity: \(String(describing: twice))")
      return
    }
  }

  @Test(arguments: [
    ("cell", [2, 6]), ("pbc", [2]), ("virials", [2, 6]), ("hessians", [2, 3, 3, 3]), ("energies", [3]),
    ("forces", [2, 2, 3]), ("forces", [3, 3, 2]), ("coordinates", [2, 8]), ("species", [2, 4]),
  ])
  func wrongShapesAreNamed(_ name: String, _ shape: [Int]) throws {
    let error = try error(skipping: [name]) { group in
      try group.write([Int](repeating: 1, count: shape.reduce(1, *)), to: name, shape: shape)
    }
    guard case .wrongShape(_, let object, let found, _) = error else {
      Issue.record("\(name) \(shape): \(String(describing: error))")
      return
    }
    #expect(object == "/003/\(name)")
    #expect(found == shape)
  }

  @Test(arguments: [
    ("energies", "furlong"), ("energies", "eV/angstrom"), ("energies", "kcal"), ("energies", "MeV"),
    ("energies", ""),
    ("forces", "eV"), ("forces", "eV/angstrom^2"), ("coordinates", "inch"), ("coordinates", "nm^9"),
  ])
  func unknownUnitsAreNamedWithAcceptedOnes(_ name: String, _ unit: String) throws {
    let error = try error { try $0.dataset(name).setAttribute("units", unit) }
    guard case .unknownUnit(_, let object, let found, let accepted) = error else {
      Issue.record("\(name) in \(unit): \(String(describing: error))")
      return
    }
    #expect(object == "/003/\(name)")
    #expect(found == unit)
    #expect(!accepted.isEmpty)
    #expect(error?.description.contains("use for example \(accepted[0])") == true)
  }

  @Test func ourLayoutDemandsUnits() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try Samples.writeTorchANI(path, grouping: "") { group in
      _ = group
    }
    do {
      let file = try HDF5File(creating: path)
      try file.root.setAttribute("format", "sobolev-dataset")
      let group = try file.root.createGroup("g")
      try group.write([1], to: "atomic_numbers")
      try group.write([0.0, 0, 0], to: "coordinates", shape: [1, 1, 3])
      try file.flush()
    }
    let error = #expect(throws: DatasetError.self) { try DatasetFile(path: path) }
    #expect(
      error
        == .missingUnit(file: path, object: "/g/coordinates", accepted: ["angstrom", "bohr", "nm"]))
  }

  /// Found by fuzzing: no words at all, and a number of protons that has no predecessor.
  @Test func boundariesForEveryDirectionAndNumbersOfProtons() throws {
    let folder = try TemporaryFolder()
    func write(_ name: String, species: [Int], boundary: [String]) throws -> String {
      let path = folder.path(name)
      let file = try HDF5File(creating: path)
      try file.root.createGroup("h5md").setAttribute("version", [1, 1])
      let group = try file.root.createGroup("particles").createGroup("all")
      try group.write(species, to: "species")
      try group.write([0.0, 0, 0, 2, 0, 0], to: "position", shape: [1, 2, 3]).setAttribute("unit", "Angstrom")
      let box = try group.createGroup("box")
      try box.setAttribute("boundary", boundary)
      try box.write([5.0, 5, 5], to: "edges").setAttribute("unit", "Angstrom")
      try file.flush()
      return path
    }
    let salt = try DatasetFile(path: write("a.h5", species: [11, 17], boundary: ["periodic", "periodic", "none"]))
    let periodicity = try salt.frames(0..<1).first?.configuration.cell?.periodicity
    #expect(periodicity == [true, true, false])
    let without = try write("b.h5", species: [11, 17], boundary: ["periodic", "none"])
    #expect(
      throws: DatasetError.malformed(
        place: "\(without):/particles/all/box", problem: "boundary has 2 words, not one for each direction")
    ) { try DatasetFile(path: without) }
    let strange = try DatasetFile(path: write("c.h5", species: [11, .min], boundary: ["none"]))
    #expect(throws: DatasetError.unknownElement(frame: "c.h5:/particles/all[0]", atom: 1, number: .min)) {
      try strange.frames(0..<1)
    }
  }

  @Test func numbersThatAreNone() throws {
    let bad = "a.h5:/003[1]"
    #expect(
      try error { try $0.dataset("coordinates").write([0, 0, .infinity, 0, 0, 1, 0, 0, 0], rows: 1..<2) }
        == .notFinite(frame: bad, quantity: "a coordinate"))
    #expect(
      try error { try $0.dataset("forces").write([0, .nan, 0, 0, 0, 1, 0, 0, 0], rows: 1..<2) }
        == .notFinite(frame: bad, quantity: "a force"))
    #expect(
      try error { try $0.dataset("energies").write([-Double.infinity], rows: 1..<2) }
        == .notFinite(frame: bad, quantity: "the energy"))
    #expect(try error(requiring: [.energy]) == .missingLabel(frame: bad, label: .energy))
    #expect(try error(requiring: [.forces]) == nil)
    #expect(try error(requiring: [.virial]) == .missingLabel(frame: "a.h5:/003[0]", label: .virial))
  }

  @Test func unknownElementsAndMissingCells() throws {
    #expect(
      try error { try $0.dataset("species").write([8, 119, 1], rows: 1..<2) }
        == .unknownElement(frame: "a.h5:/003[1]", atom: 1, number: 119))
    #expect(
      try error { group in
        try group.createDataset("pbc", type: .boolean, shape: [2, 3])
          .write([true, true, true, false, false, false])
      } == .missingCell(frame: "a.h5:/003[0]"))
    #expect(
      try error { try $0.write([Double](repeating: 1, count: 18), to: "stress", shape: [2, 3, 3]) }
        == .missingCell(frame: "a.h5:/003[0]"))
    #expect(
      try error(skipping: ["species"]) { try $0.write(["O", "H", "Hx"], to: "species") }?.description
        .hasSuffix("/003/species: atom 2 is called `Hx`, which is no element") == true)
    #expect(
      try error(skipping: ["species"]) { try $0.write([8.5, 1, 1], to: "species") }?.description
        .hasSuffix("/003/species: 8.5 is no atomic number") == true)
  }
}
