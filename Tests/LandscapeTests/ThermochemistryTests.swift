import Atomistics
import Landscape
import Potentials
import Testing

@Suite("Thermochemistry")
struct ThermochemistryTests {
  /// J/(mol K) of one eV/K: e N_A.
  private static let joules = 1.602176634e-19 * 6.02214076e23

  private static func functions(
    _ molecule: Configuration, hessian: [Double], _ conditions: Thermochemistry.GasConditions
  ) throws -> Thermochemistry {
    Thermochemistry(
      of: molecule, energy: -3, modes: try NormalModes(of: molecule, hessian: hessian),
      conditions: conditions)
  }

  @Test("the entropies of argon and neon are those of CODATA")
  func atoms() throws {
    // J. D. Cox, D. D. Wagman, V. A. Medvedev, CODATA Key Values for Thermodynamics (1989): 298.15 K, 1 bar.
    for (symbol, entropy) in [("Ar", 154.846), ("Ne", 146.328), ("Xe", 169.685)] {
      let atom = Configuration(elements: [Element(symbol: symbol)!], positions: [.zero])
      let functions = try Self.functions(
        atom, hessian: Array(repeating: 0, count: 9), .init(temperature: 298.15))
      // Printed with an uncertainty of 0.003.
      #expect(abs(functions.entropy.total * Self.joules - entropy) < 0.004)
      #expect(abs(functions.heatCapacity * Self.joules - 1.5 * 8.314462618) < 1e-6)
      #expect(functions.zeroPointEnergy == 0)
    }
  }

  /// Two atoms on a spring of a given wavenumber in cm⁻¹.
  private static func diatomic(
    _ symbols: [String], length: Double, wavenumber: Double
  ) -> (Configuration, [Double]) {
    let molecule = Configuration(
      elements: symbols.compactMap(Element.init(symbol:)), positions: [.zero, [length, 0, 0]])
    let (a, b) = (molecule.elements[0].mass, molecule.elements[1].mass)
    let unit = Units.wavenumber(squaredFrequency: 1)
    let spring = a * b / (a + b) * (wavenumber / unit) * (wavenumber / unit)
    var hessian = [Double](repeating: 0, count: 36)
    (hessian[0], hessian[3], hessian[18], hessian[21]) = (spring, -spring, -spring, spring)
    return (molecule, hessian)
  }

  @Test("the entropies of nitrogen and carbon monoxide are those of CODATA")
  func diatomics() throws {
    // Bond lengths and fundamentals: NIST Chemistry WebBook. The rigid rotor misses some 0.02 J/(mol K).
    for (symbols, length, wavenumber, symmetry, entropy) in [
      (["N", "N"], 1.0977, 2329.9, 2, 191.609), (["C", "O"], 1.1283, 2143.2, 1, 197.660),
    ] {
      let (molecule, hessian) = Self.diatomic(symbols, length: length, wavenumber: wavenumber)
      let functions = try Self.functions(
        molecule, hessian: hessian, .init(temperature: 298.15, symmetryNumber: symmetry))
      #expect(abs(functions.entropy.total * Self.joules - entropy) < 0.05)
      #expect(abs(functions.zeroPointEnergy / (wavenumber / 2 * 1.239841984e-4) - 1) < 1e-9)
    }
  }

  /// A bent molecule with springs between all atoms.
  private static func water() -> (Configuration, [Double]) {
    let molecule = Configuration(
      elements: ["O", "H", "H"].compactMap(Element.init(symbol:)),
      positions: [.zero, [0.757, 0.586, 0], [-0.757, 0.586, 0]])
    var hessian = [Double](repeating: 0, count: 81)
    for (a, b, spring) in [(0, 1, 50.0), (0, 2, 50), (1, 2, 10)] {
      let bond = molecule.positions[b] - molecule.positions[a]
      for row in 0..<3 {
        for column in 0..<3 {
          let element = spring * bond[row] * bond[column] / bond.dot(bond)
          hessian[(3 * a + row) * 9 + 3 * a + column] += element
          hessian[(3 * b + row) * 9 + 3 * b + column] += element
          hessian[(3 * a + row) * 9 + 3 * b + column] -= element
          hessian[(3 * b + row) * 9 + 3 * a + column] -= element
        }
      }
    }
    return (molecule, hessian)
  }

  @Test("S = −∂G/∂T, C_V = ∂U/∂T, V = ∂G/∂p, and σ and 2S + 1 enter as k ln")
  func identities() throws {
    let (molecule, hessian) = Self.water()
    func at(
      _ temperature: Double, pressure: Double = 1e-6, symmetry: Int = 2, multiplicity: Int = 1
    ) throws -> Thermochemistry {
      try Self.functions(
        molecule, hessian: hessian,
        .init(
          temperature: temperature, pressure: pressure, symmetryNumber: symmetry,
          multiplicity: multiplicity))
    }
    let k = Units.boltzmannConstant
    for temperature in [200.0, 1500] {
      let here = try at(temperature)
      let (below, above) = (try at(temperature - 0.1), try at(temperature + 0.1))
      // Central differences: rounding of 1e-15 eV over 0.2 K, and third derivatives of 1e-10.
      #expect(abs((below.freeEnergy - above.freeEnergy) / 0.2 - here.entropy.total) < 1e-9)
      #expect(
        abs((above.internalEnergy - below.internalEnergy) / 0.2 - here.heatCapacity) < 1e-9)
      let compressed = try at(temperature, pressure: 1e-6 * (1 + 1e-6))
      let volume = (compressed.freeEnergy - here.freeEnergy) / 1e-12
      #expect(abs(volume / (k * temperature / 1e-6) - 1) < 1e-4)
      #expect(abs(here.enthalpy - here.internalEnergy - k * temperature) < 1e-12)
      let single = try at(temperature, symmetry: 1, multiplicity: 3)
      let difference = single.entropy.total - here.entropy.total
      #expect(abs(difference - k * (log2 + log3)) < 1e-15)
    }
    let frozen = try at(0)
    #expect(abs(frozen.freeEnergy - (-3 + frozen.zeroPointEnergy)) < 1e-12)
  }

  private let log2 = 0.6931471805599453
  private let log3 = 1.0986122886681098

  @Test("a crystal's atoms neither travel nor turn")
  func crystal() throws {
    var (cell, hessian) = Self.water()
    cell.cell = Cell(Matrix3([9, 0, 0], [0, 9, 0], [0, 0, 9]))
    let functions = try Self.functions(cell, hessian: hessian, .init(temperature: 400))
    #expect(functions.entropy.translation == 0 && functions.entropy.rotation == 0)
    #expect(functions.enthalpy == functions.internalEnergy)
  }
}
