import Atomistics
import Datasets
import HDF5
import TestSupport
import Testing

@Suite struct TorchANILayoutTests {
  // CODATA 2018.
  let hartree = 27.211386245988
  let bohr = 0.529177210903

  @Test(arguments: ["by_num_atoms", "by_formula"])
  func conventionPaddingAndMissingLabels(_ grouping: String) throws {
    let folder = try TemporaryFolder()
    try Samples.writeTorchANI(folder.path("a.h5"), grouping: grouping)
    let frames = try DatasetFile(path: folder.path("a.h5")).readAll()
    #expect(frames.map(\.configuration.count) == [3, 2])
    #expect(frames.map(\.configuration.formula) == ["H2O", "HO"])
    #expect(frames[0].configuration.cell == nil)
    #expect(frames[0].labels.energy == -76.4 * hartree)
    #expect(frames[1].labels.energy == nil)
    // Without units, forces are in Ha/Å.
    #expect(frames[0].labels.forces?[1] == [0.03 * hartree, 0.04 * hartree, 0.05 * hartree])
    #expect(frames[1].labels.forces == [[0, 0, -0.02 * hartree], [0, 0, 0.02 * hartree]])
    #expect(frames[0].configuration.positions[1].x == Double(Float(0.76)))
  }

  @Test func statedUnitsAreHonored() throws {
    let folder = try TemporaryFolder()
    try Samples.writeTorchANI(folder.path("a.h5")) { group in
      try group.dataset("coordinates").setAttribute("units", "bohr")
      try group.dataset("energies").setAttribute("units", "kcal/mol")
      try group.dataset("forces").setAttribute("units", "hartree/bohr")
      try group.write((0..<162).map { Double($0) }, to: "hessians", shape: [2, 9, 9])
        .setAttribute("units", "Ha/bohr^2")
    }
    let frames = try DatasetFile(path: folder.path("a.h5")).readAll()
    #expect(abs(frames[0].configuration.positions[1].x - Double(Float(0.76)) * bohr) < 1e-15)
    // 1 kcal/mol = 4184 J / N_A / e = 0.0433641042... eV.
    #expect(abs((frames[0].labels.energy ?? 0) + 76.4 * 4184 / 6.02214076e23 / 1.602176634e-19) < 1e-12)
    #expect(abs((frames[0].labels.forces?[1].x ?? 0) - 0.03 * hartree / bohr) < 1e-14)
    let hessian = try #require(frames[0].labels.hessian)
    #expect(abs(hessian[80] - 80 * hartree / bohr / bohr) < 1e-9)
    // The second frame has two atoms and one of padding: rows and columns 0-5 of 9.
    let reduced = try #require(frames[1].labels.hessian)
    #expect(reduced.count == 36)
    #expect(abs(reduced[7] - Double(81 + 9 + 1) * hartree / bohr / bohr) < 1e-9)
  }

  @Test func stressIsTensionAndVirialIsMinusVolumeTimesStress() throws {
    let folder = try TemporaryFolder()
    func cells(_ group: HDF5Group) throws {
      try group.write(
        [2.0, 0, 0, 0, 3, 0, 0, 0, 4] + [Double](repeating: .nan, count: 9), to: "cell", shape: [2, 3, 3])
    }
    let stress = [1.0, 0.5, 0, 0.5, 2, 0, 0, 0, 3] + [Double](repeating: .nan, count: 9)
    try Samples.writeTorchANI(folder.path("stress.h5")) { group in
      try cells(group)
      try group.write(stress, to: "stress", shape: [2, 3, 3]).setAttribute("units", "GPa")
    }
    let frames = try DatasetFile(path: folder.path("stress.h5")).readAll()
    #expect(frames[0].configuration.cell?.periodicity == [true, true, true])
    #expect(frames[1].configuration.cell == nil)
    #expect(frames[1].labels.virial == nil)
    let virial = try #require(frames[0].labels.virial)
    // 1 eV/Å³ = 160.2176634 GPa; the volume is 24 Å³.
    #expect(abs(virial[2].z + 24 * 3 / 160.2176634) < 1e-12)
    #expect(abs(virial[0].y + 24 * 0.5 / 160.2176634) < 1e-12)

    try Samples.writeTorchANI(folder.path("virial.h5")) { group in
      try cells(group)
      try group.write(stress, to: "virials", shape: [2, 3, 3]).setAttribute("units", "eV")
    }
    #expect(try DatasetFile(path: folder.path("virial.h5")).readAll()[0].labels.virial?[2].z == 3)
  }

  @Test func periodicityOfSlabs() throws {
    let folder = try TemporaryFolder()
    try Samples.writeTorchANI(folder.path("a.h5")) { group in
      // ASE writes a zero vector for the direction that does not repeat.
      try group.write(
        [3.0, 0, 0, 0, 3, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9], to: "cell", shape: [2, 3, 3])
      try group.createDataset("pbc", type: .boolean, shape: [2, 3])
        .write([true, true, false, false, false, false])
    }
    let frames = try DatasetFile(path: folder.path("a.h5")).readAll()
    let cell = try #require(frames[0].configuration.cell)
    #expect(cell.periodicity == [true, true, false])
    #expect(cell.vectors[2] == [0, 0, 1])
    #expect(frames[1].configuration.cell == nil)
  }

  @Test func configurationTypesFollowTheName() throws {
    let folder = try TemporaryFolder()
    try Samples.writeTorchANI(folder.path("a.h5")) { try $0.write(["Elastic", ""], to: "config_type") }
    let names = try DatasetFile(path: folder.path("a.h5")).readAll().map(\.name)
    #expect(names == ["a.h5:/003[0] (Elastic)", "a.h5:/003[1]"])
  }
}
