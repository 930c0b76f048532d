import Atomistics
import Datasets
import Foundation
import HDF5
import TestSupport
import Testing

/// What files leave open is asked for, and what is chosen is used; no choice is ignored.
@Suite struct DatasetOptionsTests {
  private func error(_ path: String, _ options: DatasetOptions = DatasetOptions()) -> DatasetError? {
    do throws(DatasetError) {
      _ = try DatasetFile(path: path, options: options).readAll()
      return nil
    } catch {
      return error
    }
  }

  @Test func severalLevelsOfTheoryMustBeChosenFrom() {
    let path = LayoutSampleTests.path("ani1x")
    let levels = ["ccsd(t)_cbs", "wb97x_dz", "wb97x_tz"]
    #expect(error(path) == .levelNeeded(file: path, chosen: nil, levels: levels))
    #expect(
      error(path)?.description
        == "\(path): it holds several levels of theory; choose one of ccsd(t)_cbs, wb97x_dz, wb97x_tz")
    #expect(
      error(path, DatasetOptions(level: "B3LYP"))
        == .levelNeeded(file: path, chosen: "B3LYP", levels: levels))
    // Where a file names no levels, a choice cannot be obeyed, and must not be ignored.
    let other = LayoutSampleTests.path("ani1")
    #expect(
      error(other, DatasetOptions(level: "B3LYP")) == .levelNeeded(file: other, chosen: "B3LYP", levels: []))
  }

  @Test func layoutsCanBeForcedAndUnknownOnesAreNamed() {
    let path = LayoutSampleTests.path("ani1")
    #expect(error(path, DatasetOptions(layout: "ani1")) == nil)
    #expect(
      error(path, DatasetOptions(layout: "spice"))?.description
        == "\(path): there is no dataset /gdb11_s02/conformations")
    let known = DatasetFile.layouts.map(\.identifier)
    #expect(error(path, DatasetOptions(layout: "ani")) == .unknownLayoutName("ani", known: known))
  }

  @Test func chosenUnitsBeatStatedAndKnownOnes() throws {
    let path = LayoutSampleTests.path("spice")
    let plain = try DatasetFile(path: path).readAll()
    let file = try DatasetFile(
      path: path, options: DatasetOptions(units: [.force: "eV/angstrom", .energy: "kcal/mol"]))
    let changed = try file.readAll()
    let (first, second) = (try #require(plain[0].labels.forces), try #require(changed[0].labels.forces))
    // 1 Ha/bohr = 51.42206747 eV/Å.
    #expect((first[0] - 51.42206747 * second[0]).norm < 1e-7 * first[0].norm)
    let energies = (try #require(plain[0].labels.energy), try #require(changed[0].labels.energy))
    // 1 Ha = 627.5094740631 kcal/mol.
    #expect(abs(energies.0 / energies.1 - 627.5094740631) < 1e-6)
    #expect(
      file.conventions.map(\.description) == [
        "length (conformations): bohr, stated by the file", "energy (dft_total_energy): kcal/mol, as chosen",
        "force (dft_total_gradient): eV/angstrom, as chosen, sign turned",
      ])
    #expect(file.notes == ["left out, having no positions: failed"])
  }

  @Test func filesOfNoKnownLayoutAreReadByNames() throws {
    let path = LayoutSampleTests.path("nequip")
    let keys = try DatasetKeys(parsing: "species=atomic_numbers,coordinates=pos,energies=energy,gradients=forces")
    #expect(
      error(path, DatasetOptions(keys: keys))
        == .missingUnit(
          file: path, object: "/molecule_CH2O/pos", accepted: ["angstrom", "bohr", "nm"]))
    let units = try DatasetOptions.units(parsing: "length=angstrom,energy=eV,force=eV/angstrom")
    let named = try DatasetFile(path: path, options: DatasetOptions(units: units, keys: keys)).readAll()
    let known = try DatasetFile(path: path).readAll()
    #expect(named.map(\.configuration) == known.map(\.configuration))
    #expect(named.map(\.labels.energy) == known.map(\.labels.energy))
    // They were called gradients.
    #expect(named[0].labels.forces?[1] == known[0].labels.forces.map { -$0[1] })
  }

  @Test func typesOfAtomsNeedElements() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      let group = try file.root.createGroup("water")
      try group.write([1, 0, 0], to: "types")
      try group.write([0.0, 0, 0.1, 0.76, 0.59, 0, -0.76, 0.59, 0], to: "pos", shape: [1, 3, 3])
      try group.write([-2076.0], to: "energy")
      try file.flush()
    }
    #expect(error(path) == .typesNeeded(file: path, object: "/water/types"))
    let types = try DatasetOptions.types(parsing: "H,O")
    let frames = try DatasetFile(path: path, options: DatasetOptions(types: types)).readAll()
    #expect(frames[0].configuration.elements.map(\.symbol) == ["O", "H", "H"])
    let few = try DatasetOptions.types(parsing: "H")
    #expect(
      error(path, DatasetOptions(types: few))?.description
        == "\(path): /water/types: atom 0 has the type 1, but there are 1 types, counted from 0")
  }

  @Test func speciesOfMolecularDynamicsAreNotTakenForHydrogenAndHelium() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try FileManager.default.copyItem(atPath: LayoutSampleTests.path("h5md"), toPath: path)
    // Chlorine and sodium as types 2 and 1, in a copy whose bytes 17 and 11 are changed in place.
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    let numbers = Data([17, 0, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0])
    let place = try #require(data.range(of: numbers))
    data[place.lowerBound] = 2
    data[place.lowerBound + 8] = 1
    try data.write(to: URL(fileURLWithPath: path))
    #expect(error(path) == .typesNeeded(file: path, object: "/particles/all/species"))
  }

  @Test func groupsInsideAFileCanBeChosen() throws {
    let deepmd = LayoutSampleTests.path("deepmd")
    let salt = try DatasetFile(path: deepmd + "#/Cl1Na1O0H0")
    #expect(salt.count == 2)
    #expect(try salt.frames(0..<1)[0].name == "deepmd.h5:/Cl1Na1O0H0/set.000[0]")
    let train = try DatasetFile(path: LayoutSampleTests.path("transition1x") + "#/train")
    #expect(train.count == 5)
    #expect(train.notes.isEmpty)
    #expect(error(deepmd + "#/absent")?.description == "\(deepmd): there is no group /absent")
  }

  @Test func forceConstantsNeedTheirSupercell() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    let source = LayoutSampleTests.path("phonopy/force_constants")
    try FileManager.default.copyItem(atPath: source, toPath: path)
    #expect(error(path) == .missingGeometry(file: path, companion: folder.path("SPOSCAR")))
    try Data("salt\n1.0\n1 0 0\n0 1 x\n".utf8).write(to: URL(fileURLWithPath: folder.path("SPOSCAR")))
    #expect(error(path)?.description == "\(folder.path("SPOSCAR")):4: expected three numbers")
  }

  @Test(arguments: [
    ("energy", "`energy` is not of the form key=value; write for example energy=hartree,force=hartree/bohr"),
    (
      "forces=eV",
      "`forces` has no unit to choose; those with one are length, energy, force, virial, stress, hessian"
    ),
    (
      "energy=furlong",
      "`furlong` is no unit of energy; use for example eV, hartree, kcal/mol, kJ/mol, Ry"
    ),
    ("energy=eV,energy=Ha", "`energy=eV,energy=Ha` gives something twice; give it once"),
  ])
  func unitsThatCannotBeUnderstood(_ text: String, _ message: String) {
    #expect(throws: DatasetError.badOption(message)) { try DatasetOptions.units(parsing: text) }
  }

  @Test func namesThatCannotBeUnderstood() {
    #expect(
      throws: DatasetError.badOption(
        "species and coordinates must be named, for example species=z,coordinates=pos,energies=E,forces=F")
    ) { try DatasetKeys(parsing: "species=z") }
    #expect(
      throws: DatasetError.badOption(
        "`energy` is nothing that is read; known are species, coordinates, energies, forces, gradients, cell, "
          + "virials, stresses, hessians")
    ) { try DatasetKeys(parsing: "species=z,coordinates=x,energy=E") }
    #expect(throws: DatasetError.badOption("`Hx` is no element; write symbols such as H,C,O")) {
      try DatasetOptions.types(parsing: "H,Hx")
    }
  }
}
