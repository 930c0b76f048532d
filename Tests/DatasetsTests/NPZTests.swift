import Atomistics
import Datasets
import Testing

/// Data sets in NumPy archives, written with NumPy by tools/datasets/numpy_samples.py.
///
/// Coordinate c of atom a of frame f is (9 f + 3 a + c) / 4; the forces of a frame are the coordinates of the
/// other one minus 1; the energies are −3 and 5.
@Suite struct NPZTests {
  /// 1 kcal/mol in eV: 4184 J over the Avogadro constant and the elementary charge.
  private let kilocalorie = 4184 / (6.02214076e23 * 1.602176634e-19)

  private func frames(_ name: String, _ options: DatasetOptions = DatasetOptions()) throws -> (
    file: DatasetFile, frames: [LabeledConfiguration]
  ) {
    let file = try DatasetFile(path: NumPyTests.folder + name, options: options)
    return (file, try file.readAll())
  }

  private func coordinates(_ frame: Int, scale: Double = 1, offset: Double = 0) -> [SIMD3<Double>] {
    (0..<3).map { atom in
      let first = Double(9 * frame + 3 * atom)
      return scale * (SIMD3(first, first + 1, first + 2) / 4 - offset)
    }
  }

  @Test func sGDMLInItsUsualUnits() throws {
    let (file, frames) = try frames("sgdml.npz")
    #expect(file.layout == "sGDML (MD17, MD22)")
    #expect(file.conventions.allSatisfy { $0.basis == .assumed })
    #expect(file.attributes["theory"] == "PBE")
    #expect(frames.map(\.name) == ["sgdml.npz:/[0]", "sgdml.npz:/[1]"])
    for (index, frame) in frames.enumerated() {
      #expect(frame.configuration.formula == "H2O")
      #expect(frame.configuration.cell == nil)
      #expect(frame.configuration.positions == coordinates(index))
      #expect(frame.labels.energy == [-3.0, 5][index] * kilocalorie)
      #expect(frame.labels.forces == coordinates(1 - index, scale: kilocalorie, offset: 1))
    }
  }

  @Test func sGDMLWithStatedUnitsAndLatticeColumns() throws {
    let (file, frames) = try frames("sgdml-crystal.npz")
    let (hartree, bohr) = (27.211386245988, 0.529177210903)
    #expect(file.conventions.allSatisfy { $0.basis == .stated })
    #expect(frames[1].labels.energy == 5 * hartree)
    #expect(frames[1].configuration.positions == coordinates(1, scale: bohr))
    #expect(frames[0].configuration.cell?.vectors == bohr * Matrix3([10, 0, 0, 1, 11, 0, 2, 3, 12]))
    let force = try #require(frames[0].labels.forces?[2].z)
    #expect(abs(force - (17.0 / 4 - 1) * hartree / bohr) < 1e-12 * abs(force))
  }

  @Test func unitsOfTheUserComeFirst() throws {
    let options = DatasetOptions(units: [.energy: "eV", .force: "eV/angstrom"])
    let (file, frames) = try frames("sgdml-crystal.npz", options)
    #expect(frames[1].labels.energy == 5)
    #expect(frames[1].labels.forces == coordinates(0, offset: 1))
    #expect(Set(file.conventions.map(\.basis)) == [.chosen, .stated])
  }

  @Test func revisedMD17() throws {
    let (file, frames) = try frames("rmd17.npz")
    #expect(file.layout == "revised MD17")
    #expect(frames[0].labels.energy == -3 * kilocalorie)
    #expect(file.notes == ["arrays that are not used: old_energies, old_indices"])
  }

  @Test func physNetLeavesPaddingOut() throws {
    let (file, frames) = try frames("physnet.npz")
    #expect(frames.map(\.configuration.formula) == ["H2O", "H2"])
    #expect(frames[1].labels.forces == Array(coordinates(0, offset: 1).prefix(2)))
    #expect(frames[1].labels.energy == 5)
    #expect(try file.census().atoms == 5)
  }

  @Test func aFolderOfAIMNet2() throws {
    let (file, frames) = try frames("aimnet2")
    #expect(file.groups.map(\.name) == ["/002.npz", "/003.npz"])
    #expect(frames.map(\.configuration.formula) == ["HO", "HO", "H2O", "H2O"])
    #expect(frames[3].configuration.positions == coordinates(1))
    #expect(frames[3].name == "aimnet2:/003.npz[1]")
  }

  @Test func anUnknownArchiveNamesItsArrays() throws {
    let error = #expect(throws: DatasetError.self) { try frames("deflated.npz") }
    #expect(error?.description.contains("it has the arrays R, large, name") == true)
  }
}
