import Atomistics
import Datasets
import Foundation
import TestSupport
import Testing

/// Extended XYZ and n2p2 files as data sets.
@Suite struct TextFormatTests {
  private func open(
    _ text: String, as name: String, _ options: DatasetOptions = DatasetOptions()
  ) throws -> (DatasetFile, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return (try DatasetFile(path: path, options: options), folder)
  }

  private func expectFailure(
    _ text: String, as name: String, _ message: String, _ options: DatasetOptions = DatasetOptions()
  ) {
    let error = #expect(throws: DatasetError.self) {
      let (file, folder) = try open(text, as: name, options)
      _ = try file.readAll()
      withExtendedLifetime(folder) {}
    }
    #expect(error.map { "\($0)".hasSuffix(message) } == true, "\(error.map { "\($0)" } ?? "nothing")")
  }

  // MARK: Extended XYZ

  @Test func everyFrameIsFoundAndReadAlone() throws {
    let frames = (0..<50).map { index in
      "\n\(index % 3 + 1)\nenergy=\(index) config_type=c\(index) pbc=\"F F F\"\n"
        + (0...index % 3).map { "H \($0) 0 \(index)\n" }.joined()
    }
    let (file, folder) = try open(frames.joined(), as: "a.xyz")
    #expect(file.count == 50)
    let all = try file.readAll()
    #expect(all.map(\.labels.energy) == (0..<50).map { Double($0) })
    #expect(try file.frames(17..<19) == Array(all[17..<19]))
    // Each frame is a blank line, two lines and its atoms: 1 + 2 + n.
    #expect(all[3].name == "a.xyz:17 (c3)")
    #expect(all[3].identifier == "c3")
    withExtendedLifetime(folder) {}
  }

  @Test func otherNamesOfTheSameQuantities() throws {
    let text = """
      1
      Properties=species:S:1:pos:R:3:REF_forces:R:3 REF_energy=-2 free_energy=7 Lattice="2 0 0 0 2 0 0 0 2" \
      dft_virial="1 0 0 0 2 0 0 0 3" config_weight=0.5 split=test name="run 1"
      He 0 0 0 1 2 3

      """
    let (file, folder) = try open(text, as: "a.extxyz")
    let frame = try file.readAll()[0]
    #expect(frame.labels.energy == -2)
    #expect(frame.labels.forces == [[1, 2, 3]])
    #expect(frame.labels.virial == Matrix3([1, 0, 0, 0, 2, 0, 0, 0, 3]))
    #expect(frame.weight == 0.5 && frame.split == "test" && frame.identifier == "run 1")
    withExtendedLifetime(folder) {}
  }

  @Test func stressOfSixComponentsIsInTheOrderOfASE() throws {
    let text = "1\nLattice=\"2 0 0 0 2 0 0 0 2\" stress=\"1 2 3 4 5 6\"\nHe 0 0 0\n"
    let (file, folder) = try open(text, as: "a.xyz")
    // W = −8 Å³ × (xx yy zz yz xz xy).
    #expect(try file.readAll()[0].labels.virial == -8 * Matrix3([1, 6, 5, 6, 2, 4, 5, 4, 3]))
    withExtendedLifetime(folder) {}
  }

  @Test func isolatedAtomsAreReferences() throws {
    let text = "1\nconfig_type=IsolatedAtom energy=-13.6\nH 0 0 0\n2\nenergy=-31\nH 0 0 0\nH 0 0 0.74\n"
    let (file, folder) = try open(text, as: "a.xyz")
    #expect(file.count == 1)
    #expect(file.isolatedAtomEnergies == [try #require(Element(symbol: "H")): -13.6])
    withExtendedLifetime(folder) {}
  }

  @Test func unitsOfTheUser() throws {
    let options = DatasetOptions(units: [.energy: "hartree", .length: "bohr"])
    let (file, folder) = try open("1\nenergy=2\nH 0 0 1\n", as: "a.xyz", options)
    let frame = try file.readAll()[0]
    #expect(frame.labels.energy == 2 * 27.211386245988)
    #expect(frame.configuration.positions == [[0, 0, 0.529177210903]])
    #expect(file.conventions.map(\.basis) == [.chosen, .chosen])
    withExtendedLifetime(folder) {}
  }

  @Test func contradictionsAreRefused() {
    expectFailure(
      "1\nenergy=1 REF_energy=2\nH 0 0 0\n", as: "a.xyz",
      "a.xyz:2: energy and ref_energy differ but mean the same; keep one, or choose by --keys")
    expectFailure(
      "1\nProperties=species:S:1:pos:R:3:force:R:3:forces:R:3\nH 0 0 0 1 1 1 2 2 2\n", as: "a.xyz",
      "a.xyz:2: force and forces differ but mean the same; keep one, or choose by --keys")
    expectFailure(
      "1\nstress=\"1 2 3 4 5 6\"\nH 0 0 0\n", as: "a.xyz",
      "a.xyz:2: there is a stress but no Lattice; add the Lattice, or give a virial in eV")
    expectFailure("1\nenergy=1\nH 0 0 0\n2\n\nH 0 0 0\n", as: "a.xyz", "1 atoms are missing")
    let keys = DatasetKeys(species: "species", coordinates: "pos", energies: "REF_energy")
    #expect(throws: Never.self) {
      let (file, folder) = try open(
        "1\nenergy=1 REF_energy=2\nH 0 0 0\n", as: "a.xyz", DatasetOptions(keys: keys))
      #expect(try file.readAll()[0].labels.energy == 2)
      withExtendedLifetime(folder) {}
    }
  }

  // MARK: n2p2

  private let atomic = DatasetOptions(units: [.length: "bohr", .energy: "hartree"])

  @Test func n2p2InBohrAndHartree() throws {
    let text = """
      begin
      comment a water dimer
      lattice 10 0 0
      lattice 0 11 0
      lattice 0 1 12
      atom 1 2 3 O 0 0 0.1 0.2 0.3
      energy -76
      charge 0
      end
      begin
      atom 0 0 0 H 0 0 0 0 0
      energy -0.5
      charge 0
      end
      """
    let (file, folder) = try open(text, as: "input.data", atomic)
    let frames = try file.readAll()
    let (bohr, hartree) = (0.529177210903, 27.211386245988)
    #expect(frames[0].configuration.positions == [bohr * SIMD3(1, 2, 3)])
    #expect(frames[0].configuration.cell == Cell(bohr * Matrix3([10, 0, 0, 0, 11, 0, 0, 1, 12])))
    #expect(frames[0].labels.energy == -76 * hartree)
    #expect(frames[0].labels.forces?[0].z == 0.3 * (hartree / bohr))
    #expect(frames[0].name == "input.data:1 (a water dimer)")
    #expect(frames[1].name == "input.data:10")
    #expect(frames[1].configuration.cell == nil)
    withExtendedLifetime(folder) {}
  }

  @Test func n2p2WithoutUnitsOrEnd() {
    expectFailure(
      "begin\nend\n", as: "input.data",
      "n2p2 files do not state their units; say --units length=bohr,energy=hartree or --units "
        + "length=angstrom,energy=eV")
    expectFailure(
      "begin\natom 0 0 0 H 0 0 0 0 0\n", as: "input.data",
      "input.data:2: the file ends inside a frame; copy it again", atomic)
    expectFailure(
      "begin\nend\natom 0 0 0 H 0 0 0 0 0\n", as: "input.data",
      "input.data:3: “atom 0 0 0 H 0 0 0 0 0” stands outside of a frame", atomic)
    expectFailure(
      "begin\natom 0 0 0 H 0 0 0 0\nend\n", as: "input.data",
      "input.data:2: an atom has 9 entries (x y z symbol q n fx fy fz), not 8", atomic)
    expectFailure(
      "begin\natom 0 0 0 H 0 0 0 nan 0\nend\n", as: "input.data",
      "input.data:2: “nan” is not a finite number", atomic)
  }
}

/// Genuine files against figures taken from them by other programs.
@Suite(.enabled(if: RepositoryFiles.sharedData != nil, "needs third-party data in shared/data"))
struct GenuineTextFileTests {
  private func open(_ name: String, _ options: DatasetOptions = DatasetOptions()) throws -> DatasetFile {
    try DatasetFile(path: #require(RepositoryFiles.sharedData) + "/" + name, options: options)
  }

  @Test func extendedXYZOfGPUMDAndCASTEP() throws {
    let telluride = try open("extxyz/PbTe.xyz")
    #expect(telluride.count == 25)
    #expect(try telluride.census().labels == [.energy: 25, .forces: 25])
    let carbon = try open("extxyz/carbon_reduced_100.xyz")
    #expect(try carbon.census().labels == [.energy: 100, .forces: 100, .virial: 100])
  }

  @Test func deepMDFolderEqualsTheArraysThatNumPyReads() throws {
    let file = try open("layouts/deepmd-npy-hessian")
    let frames = try file.readAll()
    #expect(frames.count == 9 && frames.allSatisfy { $0.configuration.formula == "C5H10N2O" })
    // Sums taken with NumPy.
    func sum(_ values: [Double]) -> Double { values.reduce(0) { $0 + abs($1) } }
    #expect(abs(sum(frames.compactMap(\.labels.energy)) - 93363.29153715928) < 1e-8)
    #expect(abs(sum(frames.flatMap { $0.labels.forces ?? [] }.flatMap { [$0.x, $0.y, $0.z] }) - 76.60696399815502) < 1e-9)
    #expect(abs(sum(frames.flatMap { $0.labels.hessian ?? [] }) - 51298.266111813406) < 1e-7)
    #expect(abs(frames[0].configuration.positions[0].x + 1.15849) < 1e-8)
  }

  @Test func n2p2Water() throws {
    let options = DatasetOptions(units: [.length: "bohr", .energy: "hartree"])
    let file = try open("layouts/n2p2-water-input.data", options)
    let frame = try file.frames(0..<1)[0]
    let water = frame.configuration
    // The nearest hydrogen of an oxygen is 0.9 to 1.1 Å away only when the lengths are in bohr.
    let oxygen = try #require(water.elements.firstIndex { $0.symbol == "O" })
    let distance = water.elements.indices.filter { water.elements[$0].symbol == "H" }
      .map { (water.positions[$0] - water.positions[oxygen]).norm }.min()
    #expect(try 0.9...1.1 ~= #require(distance))
    #expect(abs(try #require(frame.labels.forces).reduce(SIMD3<Double>.zero, +).norm) < 0.05)
  }
}
