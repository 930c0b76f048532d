import Atomistics
import Potentials
import Testing

@Suite("Conformance: Hessian-vector products and the Hessian")
struct CurvatureTests {
  @Test("HVP = −∂F along random directions", arguments: Subject.all)
  func products(subject: Subject) throws {
    var generator = Samples.Generator(state: 31)
    for structure in subject.structures {
      let direction = generator.vectors(structure.count)
      let product = try subject.potential.hessianVectorProduct(of: structure, along: direction)
      let slope = try derivative { try subject.potential.forces(structure.displaced($0, along: direction)) }
      // The error of the differences: 10⁻¹² times a sixth derivative, large where there is repulsion.
      #expect(deviation(product, slope.map { -$0 }) < 2e-7 * size(product))
    }
  }

  @Test("the Hessian is −∂F/∂R and symmetric", arguments: Subject.all)
  func hessian(subject: Subject) throws {
    for structure in subject.structures {
      let hessian = try subject.potential.hessian(of: structure)
      let size = 3 * structure.count
      let scale = hessian.values.map(abs).max() ?? 0
      #expect(hessian.atomCount == structure.count && hessian.values.count == size * size)
      // Rounding of Float64 sums over a few hundred pairs.
      #expect(hessian.asymmetry < 1e-13 * scale * 10)
      for column in stride(from: 0, to: size, by: 4) {
        var direction = [SIMD3<Double>](repeating: .zero, count: structure.count)
        direction[column / 3][column % 3] = 1
        let slope = try derivative {
          try subject.potential.forces(structure.displaced($0, along: direction))
        }
        for row in 0..<size {
          #expect(abs(hessian[row, column] + slope[row / 3][row % 3]) < 2e-7 * scale)
          #expect(hessian[row, column] == hessian[column, row])
        }
      }
    }
  }

  @Test("columns of whole Hessians are products with unit vectors, of many structures, by any threads", arguments: Subject.all)
  func columns(subject: Subject) throws {
    let structures = subject.structures
    let atoms = structures.reduce(0) { $0 + $1.count }
    for threads in [1, 3] {
      var evaluator = try subject.potential.makeCurvatureEvaluator(
        for: structures, options: EvaluationOptions(threads: threads, precision: .double, skin: 0.3, atomsPerThread: 1))
      try evaluator.update(positions: structures.flatMap(\.positions))
      let hessians = try evaluator.hessians()
      #expect(hessians.map(\.atomCount) == structures.map(\.count))
      var start = 0
      for (structure, hessian) in zip(structures, hessians) {
        let scale = hessian.values.map(abs).max() ?? 0
        for column in stride(from: 0, to: 3 * structure.count, by: 5) {
          var direction = [SIMD3<Double>](repeating: .zero, count: atoms)
          direction[start + column / 3][column % 3] = 1
          let product = try evaluator.hessianVectorProducts([direction])[0]
          for row in 0..<3 * structure.count {
            // Rounding of Float64 sums over a few hundred pairs.
            #expect(abs(hessian[row, column] - product[start + row / 3][row % 3]) < 1e-13 * scale * 10)
          }
        }
        start += structure.count
      }
    }
  }

  @Test("a translation costs nothing: Σ_j H_ij = 0", arguments: Subject.all)
  func translations(subject: Subject) throws {
    for structure in subject.structures {
      let hessian = try subject.potential.hessian(of: structure)
      let scale = hessian.values.map(abs).max() ?? 0
      for row in 0..<3 * structure.count {
        for axis in 0..<3 {
          let sum = (0..<structure.count).reduce(0) { $0 + hessian[row, 3 * $1 + axis] }
          #expect(abs(sum) < 1e-12 * scale)
        }
      }
    }
  }

  @Test("a rotation turns the forces along: H (ω × R) = −ω × F", arguments: Subject.all)
  func rotations(subject: Subject) throws {
    let molecule = subject.molecule
    let forces = try subject.potential.forces(molecule)
    for omega in [SIMD3(1.0, 0, 0), SIMD3(0, 1.0, 0), SIMD3(0.3, -0.5, 1)] {
      let product = try subject.potential.hessianVectorProduct(
        of: molecule, along: molecule.positions.map { omega.cross($0) })
      let expected = forces.map { -omega.cross($0) }
      #expect(deviation(product, expected) < 1e-11 * max(1, size(expected), size(product)))
    }
  }

  @Test("products of several directions, threads and skins agree", arguments: Subject.all)
  func options(subject: Subject) throws {
    var generator = Samples.Generator(state: 32)
    let structures = subject.structures
    let atoms = structures.reduce(0) { $0 + $1.count }
    // More directions than one batch takes.
    let directions = (0..<30).map { _ in generator.vectors(atoms) }
    var results: [[[SIMD3<Double>]]] = []
    for (threads, skin) in [(1, 0.0), (2, 0), (2, 0), (3, 0.5)] {
      var evaluator = try subject.potential.makeCurvatureEvaluator(
        for: structures, options: EvaluationOptions(threads: threads, precision: .double, skin: skin, atomsPerThread: 1))
      // The skin must survive a small move.
      try evaluator.update(positions: structures.flatMap(\.positions).map { $0 + 0.01 })
      try evaluator.update(positions: structures.flatMap(\.positions))
      results.append(try evaluator.hessianVectorProducts(directions))
    }
    #expect(results[1] == results[2], "the same number of threads gives the same bits")
    for index in directions.indices {
      let scale = size(results[0][index])
      for other in results.dropFirst() {
        #expect(deviation(other[index], results[0][index]) < 1e-12 * scale)
      }
      var start = 0
      for structure in structures where index % 10 == 0 {
        let range = start..<start + structure.count
        let single = try subject.potential.hessianVectorProduct(
          of: structure, along: Array(directions[index][range]))
        #expect(deviation(single, Array(results[0][index][range])) < 1e-12 * scale)
        start = range.upperBound
      }
    }
  }

  @Test("Float32 sweeps agree with Float64", arguments: Subject.all)
  func singlePrecision(subject: Subject) throws {
    for structure in subject.structures {
      let single = try subject.potential.hessian(of: structure, options: EvaluationOptions())
      let double = try subject.potential.hessian(of: structure)
      let scale = double.values.map(abs).max() ?? 0
      for (a, b) in zip(single.values, double.values) {
        // Float32 carries 6·10⁻⁸; sums of opposite terms over neighbors lose a digit or two.
        #expect(abs(a - b) < 2e-5 * scale)
      }
    }
  }
}
