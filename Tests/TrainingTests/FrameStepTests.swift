import Atomistics
import Testing
import Training

@Suite("Steps from one frame to another")
struct FrameStepTests {
  private let molecule = PlantedData.configurations(count: 5)[4]
  private let crystal = PlantedData.configurations(count: 6)[5]

  @Test("a turned and shifted molecule is no step away")
  func turned() {
    var other = molecule
    let rotation = Matrix3([0, 1, 0], [0, 0, 1], [1, 0, 0])
    for atom in other.positions.indices { other.positions[atom] = other.positions[atom] * rotation + [1, -2, 3] }
    #expect(molecule.step(towards: other).allSatisfy { $0.norm < 1e-12 })
  }

  @Test("the step from a molecule to a displaced one is the displacement without its rigid motion")
  func displaced() {
    var other = molecule
    // Along the line between two atoms: no translation, no rotation.
    let axis = molecule.positions[1] - molecule.positions[0]
    let stretch = 0.05 / axis.norm * axis
    other.positions[0] -= stretch
    other.positions[1] += stretch
    let step = molecule.step(towards: other)
    #expect((step[0] + stretch).norm < 1e-9 && (step[1] - stretch).norm < 1e-9)
    #expect(step.dropFirst(2).allSatisfy { $0.norm < 1e-9 })
  }

  @Test("atoms of a crystal go to the nearest image, whatever the cell and the translation")
  func crystals() throws {
    let cell = try #require(crystal.cell)
    var other = crystal.strained(by: Matrix3([0.02, 0, 0], [0.01, 0, 0], [0, 0, -0.03]))
    for atom in other.positions.indices { other.positions[atom] += [0.7, 0.1, -0.4] }
    other.positions[1] += (other.cell?.vectors.rows.0 ?? .zero)
    #expect(crystal.step(towards: other).allSatisfy { $0.norm < 1e-9 })
    other = crystal
    other.positions[0] += [0.3, 0, 0]
    other.positions[1] -= [0.3, 0, 0] + cell.vectors.rows.1
    let step = crystal.step(towards: other)
    #expect((step[0] - [0.3, 0, 0]).norm < 1e-9 && (step[1] + [0.3, 0, 0]).norm < 1e-9)
    #expect(step.dropFirst(2).allSatisfy { $0.norm < 1e-9 })
  }
}
