import Atomistics
import Testing

@Suite struct ExtendedXYZFrameTests {
  @Test func everythingIsWrittenWithAllDigits() throws {
    let hydrogen = try #require(Element(symbol: "H"))
    var frame = ExtendedXYZFrame(
      Configuration(
        elements: [hydrogen], positions: [[0.1, -2, 1e-7]],
        cell: Cell(Matrix3([3, 0, 0], [0, 4, 0], [0, 0, 5]), periodicity: [true, false, true])))
    frame.add(column: "charge", [1.0 / 3])
    frame.add(column: "forces", [[1, 2, 3]])
    frame.add(field: "energy", -0.5)
    frame.add(field: "replica", 2)
    frame.add(field: "name", "a \"b\"\\c\nd")
    #expect(
      frame.text == """
        1
        Lattice="3.0 0.0 0.0 0.0 4.0 0.0 0.0 0.0 5.0" Properties=species:S:1:pos:R:3:charge:R:1:forces:R:3 \
        pbc="T F T" energy=-0.5 replica=2 name="a \\"b\\"\\\\c d"
        H 0.1 -2.0 1e-07 0.3333333333333333 1.0 2.0 3.0

        """)
  }

  @Test func moleculesHaveNoLattice() throws {
    let helium = try #require(Element(symbol: "He"))
    let frame = ExtendedXYZFrame(Configuration(elements: [helium], positions: [.zero]))
    #expect(frame.text == "1\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nHe 0.0 0.0 0.0\n")
  }
}
