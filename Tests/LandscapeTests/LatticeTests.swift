import Atomistics
import Landscape
import Testing

@Suite("Lattices")
struct LatticeTests {
  private static let cubic = Matrix3([4, 0, 0], [0, 4, 0], [0, 0, 4])
  private static let faceCentered = Matrix3([0, 2, 2], [2, 0, 2], [2, 2, 0])
  private static let bodyCentered = Matrix3([-2, 2, 2], [2, -2, 2], [2, 2, -2])
  private static let hexagonal = Matrix3([1.5, -1.5 * 3.0.squareRoot(), 0], [1.5, 1.5 * 3.0.squareRoot(), 0], [0, 0, 5])

  @Test("lattices are recognized whatever vectors describe them, and points lie where they should")
  func recognition() throws {
    let scramble = Matrix3([1, 2, 0], [0, 1, -1], [0, 0, 1])
    let cases: [(Matrix3, BravaisLattice, [Character: Double])] = [
      // Distances from Γ in units of 2π/a, a = 4 Å.
      (Self.cubic, .simpleCubic, ["X": 0.5, "M": 0.5.squareRoot(), "R": 0.75.squareRoot()]),
      (
        Self.faceCentered, .faceCenteredCubic,
        [
          "X": 1, "L": 0.75.squareRoot(), "W": 1.25.squareRoot(), "K": 1.125.squareRoot(),
          "U": 1.125.squareRoot(),
        ]
      ),
      (
        Self.bodyCentered, .bodyCenteredCubic,
        ["H": 1, "N": 0.5.squareRoot(), "P": 0.75.squareRoot()]
      ),
      // In units of 1/4 Å: |b1| = 2/(√3 3), |b3| = 1/5; M is half of b1, K 2/3 of 1/3 Å.
      (Self.hexagonal, .hexagonal, ["M": 4 / (3 * 3.0.squareRoot()), "K": 8.0 / 9, "A": 0.4]),
    ]
    for (vectors, lattice, distances) in cases {
      for given in [vectors, scramble * vectors, -1 * (scramble.transpose * vectors)] {
        let found = try #require(BravaisLattice.recognize(given))
        #expect(found.lattice == lattice)
        #expect(abs(found.vectors.determinant / abs(given.determinant) - 1) < 1e-9)
        for (name, distance) in distances {
          let point = try #require(lattice.points[name])
          #expect(abs(4 * (point * found.vectors.inverse.transpose).norm - distance) < 1e-9)
        }
      }
    }
    #expect(BravaisLattice.recognize(Matrix3([3, 0, 0], [0, 4, 0], [0, 0, 5])) == nil)
    #expect(BravaisLattice.recognize(Matrix3([4, 0, 0], [0, 4, 0], [0, 0, 5])) == nil)
  }

  @Test("primitive cells are found in supercells with some noise")
  func primitive() throws {
    let symbols = ["Ga", "As"].compactMap(Element.init(symbol:))
    var generator = RandomGenerator(seed: 7, stream: 2)
    var (elements, positions): ([Element], [SIMD3<Double>]) = ([], [])
    for i in 0..<2 {
      for j in 0..<3 {
        for k in 0..<2 {
          for corner in [SIMD3<Double>.zero, [0, 2, 2], [2, 0, 2], [2, 2, 0]] {
            for (kind, offset) in [SIMD3<Double>.zero, [1, 1, 1]].enumerated() {
              elements.append(symbols[kind])
              let noise = 1e-3 * SIMD3(generator.uniform(), generator.uniform(), generator.uniform())
              positions.append(
                4 * SIMD3(Double(i), Double(j), Double(k)) + corner + offset + noise)
            }
          }
        }
      }
    }
    let supercell = Configuration(
      elements: elements, positions: positions, cell: Cell(Matrix3([8, 0, 0], [0, 12, 0], [0, 0, 8])))
    let primitive = try supercell.primitiveCell()
    #expect(primitive.formula == "AsGa")
    #expect(abs((primitive.cell?.volume ?? 0) - 16) < 0.05)
    let found = BravaisLattice.recognize(try #require(primitive.cell).vectors, tolerance: 5e-3)
    #expect(found?.lattice == .faceCenteredCubic)
    // One atom moved by more than the tolerance leaves no translation but those of the supercell.
    var broken = supercell
    broken.positions[5].x += 0.1
    #expect(try broken.primitiveCell().count == supercell.count)
  }

  @Test("paths are read by name and by coordinates")
  func paths() throws {
    let named = try ReciprocalPath("G-X-U|KΓ L", lattice: .faceCenteredCubic)
    #expect(named.lines.map { $0.map(\.name) } == [["Γ", "X", "U"], ["K", "Γ", "L"]])
    #expect(named.lines[1][0].point == [0.375, 0.375, 0.75])
    let numbers = try ReciprocalPath("0 0 0, -1/2 0 0.25", lattice: nil)
    #expect(numbers.lines[0][1].point == [-0.5, 0, 0.25])
    for lattice in BravaisLattice.allCases {
      #expect(throws: Never.self) { try ReciprocalPath(lattice.standardPath, lattice: lattice) }
    }
    #expect(throws: LandscapeError.unknownLattice) { try ReciprocalPath("GX", lattice: nil) }
    #expect(
      throws: LandscapeError.unknownPoint("Q", lattice: "simple cubic", known: ["G", "M", "R", "X"])
    ) { try ReciprocalPath("GQ", lattice: .simpleCubic) }
    for bad in ["G", "", "GX|", "0 0, 1 1 1", "0 0 0", "0 0 0, 1/0 0 0", "0 0 0, a 0 1"] {
      #expect(throws: LandscapeError.badPath(bad)) {
        try ReciprocalPath(bad, lattice: .simpleCubic)
      }
    }
  }

  @Test("samples are even, pass every corner, and do not count jumps")
  func samples() throws {
    let path = try ReciprocalPath("GX|RM", lattice: .simpleCubic)
    let samples = path.samples(cell: Self.cubic, count: 20)
    // Both pieces are half a reciprocal vector long: 2π/8 1/Å.
    let length = Double.pi / 4
    #expect(samples.filter { $0.corner != nil }.map(\.corner) == ["Γ", "X", "R", "M"])
    #expect(samples.count == 22)
    #expect(abs(samples[10].distance - length) < 1e-12 && samples[10].corner == "X")
    #expect(abs(samples[11].distance - length) < 1e-12 && samples[11].corner == "R")
    #expect(abs(samples[21].distance - 2 * length) < 1e-12)
    #expect(samples[16].point == [0.5, 0.5, 0.25])
  }
}
