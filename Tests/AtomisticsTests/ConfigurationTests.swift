import Atomistics
import Testing

@Suite struct ConfigurationTests {
  @Test func strainMovesAtomsAndCellAlike() throws {
    let hydrogen = try #require(Element(symbol: "H"))
    let cell = Cell(Matrix3([4, 0, 0], [1, 5, 0], [0, 1, 6]), periodicity: [true, false, true])
    let atoms = Configuration(
      elements: [hydrogen], positions: [[0.25, 0.5, 0.75] * cell.vectors], cell: cell)
    let strain = Matrix3([0.01, 0.02, 0], [0, -0.03, 0], [0.04, 0, 0])
    let strained = atoms.strained(by: strain)
    // r + S r, with S acting on column vectors: the x component gains 0.01 x + 0.02 y.
    let r = atoms.positions[0]
    let expected = SIMD3(0.01 * r.x + 0.02 * r.y, -0.03 * r.y, 0.04 * r.x)
    #expect((strained.positions[0] - r - expected).norm < 1e-14)
    let strainedCell = try #require(strained.cell)
    let fraction = strained.positions[0] * strainedCell.vectors.inverse
    #expect((fraction - SIMD3(0.25, 0.5, 0.75)).norm < 1e-14)
    #expect(strainedCell.periodicity == cell.periodicity)
  }

  @Test func formulasAreInHillOrder() {
    func formula(_ symbols: [String]) -> String {
      let elements = symbols.compactMap(Element.init(symbol:))
      return Configuration(elements: elements, positions: elements.map { _ in .zero }).formula
    }
    #expect(formula(["H", "O", "C", "H", "C", "H", "H", "H", "H"]) == "C2H6O")
    #expect(formula(["O", "H", "H"]) == "H2O")
    #expect(formula(["Te", "Pb"]) == "PbTe")
    #expect(formula([]) == "")
  }

  @Test func heightsAreVolumeOverFaces() {
    let cell = Cell(Matrix3([2, 0, 0], [1, 3, 0], [0, 0, 5]))
    #expect(abs(cell.volume - 30) < 1e-13)
    // The planes spanned by a and c are 3 Å apart, those of b and c 6/√10 Å.
    let difference = cell.heights - SIMD3(6 / 10.0.squareRoot(), 3, 5)
    #expect(difference.norm < 1e-14)
  }
}

@Suite struct ElementTests {
  @Test func symbolsAndNumbersAgree() throws {
    for number in 1...118 {
      let element = try #require(Element(atomicNumber: number))
      #expect(Element(symbol: element.symbol) == element)
      #expect(element.mass > 1 && element.covalentRadius > 0.2)
    }
    for wrong in [0, 119, -1, .min, .max] { #expect(Element(atomicNumber: wrong) == nil) }
    for wrong in ["CO", "", "si", "X"] { #expect(Element(symbol: wrong) == nil) }
  }

  /// One element from each row of the table, as printed by IUPAC and by Cordero et al.
  @Test(arguments: [
    ("H", 1, 1.008, 0.31), ("O", 8, 15.999, 0.66), ("Si", 14, 28.085, 1.11), ("Fe", 26, 55.845, 1.32),
    ("Ag", 47, 107.868, 1.45), ("W", 74, 183.84, 1.62), ("U", 92, 238.029, 1.96),
  ])
  func valuesAreTheStandardOnes(symbol: String, number: Int, mass: Double, radius: Double) throws {
    let element = try #require(Element(symbol: symbol))
    #expect(element.atomicNumber == number)
    #expect(element.mass == mass)
    #expect(element.covalentRadius == radius)
  }

  @Test func massesIncreaseButForTheKnownInversions() {
    let elements = (1...118).compactMap(Element.init(atomicNumber:))
    let inversions = zip(elements, elements.dropFirst()).filter { $0.mass > $1.mass }
    // Natural mixtures, and from neptunium on the isotope that lives longest.
    let names = inversions.map { "\($0.0)-\($0.1)" }
    #expect(names == ["Ar-K", "Co-Ni", "Te-I", "Th-Pa", "U-Np", "Pu-Am", "Sg-Bh", "Bh-Hs"])
  }
}

@Suite struct Matrix3Tests {
  private let matrix = Matrix3([2, -1, 0.5], [0.3, 1.5, -0.7], [-0.2, 0.4, 3])

  @Test func theInverseUndoesTheMatrix() {
    let product = matrix * matrix.inverse
    for row in 0..<3 { #expect((product[row] - Matrix3.identity[row]).norm < 1e-15) }
  }

  @Test func determinantOfARotationIsOne() {
    let (c, s) = (0.6, 0.8)
    let rotation = Matrix3([c, -s, 0], [s, c, 0], [0, 0, 1])
    #expect(abs(rotation.determinant - 1) < 1e-15)
    #expect(abs((rotation * matrix).determinant - matrix.determinant) < 1e-14)
    let squares = matrix.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs((matrix * matrix.transpose).trace - squares) < 1e-14)
  }

  @Test func rowsTimesVectorAndOuterProductAgree() {
    let (a, b): (SIMD3<Double>, SIMD3<Double>) = ([1, 2, 3], [-4, 0.5, 2])
    #expect(a * Matrix3(outer: a, b) == a.dot(a) * b)
    #expect(a.cross(b) == SIMD3(2.5, -14, 8.5))
    #expect(Matrix3(matrix.elements) == matrix)
    #expect(matrix.transpose.transpose == matrix)
  }
}
