import Atomistics
import Potentials
import Testing

/// Coefficients of a E + v·∇E + S : ∂E/∂strain + wᵀH u for some structures.
private struct Functional {
  var energies: [Double]
  var displacements: [SIMD3<Double>]
  var strains: [Matrix3]
  var probes: [SIMD3<Double>]
  var products: [SIMD3<Double>]

  init(_ configurations: [Configuration], seed: UInt64) {
    var generator = Samples.Generator(state: seed)
    let atoms = configurations.reduce(0) { $0 + $1.count }
    energies = configurations.map { _ in generator.uniform() }
    displacements = generator.vectors(atoms)
    strains = configurations.map { _ in Matrix3((0..<9).map { _ in generator.uniform() }) }
    probes = generator.vectors(atoms)
    products = generator.vectors(atoms)
  }

  /// Its value from energies, forces, virials and Hessian-vector products.
  func value(_ potential: any TrainablePotential, _ configurations: [Configuration]) throws -> Double {
    let result = try potential.evaluate(configurations)
    var curvature = try potential.makeCurvatureEvaluator(
      for: configurations, options: EvaluationOptions(precision: .double))
    try curvature.update(positions: configurations.flatMap(\.positions))
    var sum = dot(products, try curvature.hessianVectorProducts([probes])[0])
    sum -= dot(displacements, result.forces)
    for index in configurations.indices {
      sum += energies[index] * result.energies[index]
      sum -= zip(strains[index].elements, result.virials[index].elements)
        .reduce(0) { $0 + $1.0 * $1.1 }
    }
    return sum
  }

  /// Its parameter gradient by the sweep that the coefficients need.
  func gradient<Scalar: MatrixScalar>(
    _ potential: any TrainablePotential, _ worker: any GradientWorker<Scalar>,
    _ configurations: [Configuration], withCurvature: Bool
  ) throws -> [Double] {
    let graphs: [NeighborGraph<Scalar>] = try configurations.map { try potential.graph(of: $0) }
    worker.place(Array(graphs.indices), of: graphs)
    for structure in graphs.indices {
      worker.exchange.setEnergyCoefficient(energies[structure], structure: structure)
      worker.exchange.setStrain(strains[structure], structure: structure)
    }
    for atom in displacements.indices {
      worker.exchange.setDisplacement(displacements[atom], atom: atom)
      worker.exchange.setProbe(probes[atom], atom: atom)
      worker.exchange.setProductCoefficient(products[atom], atom: atom)
    }
    worker.clearGradient()
    if withCurvature {
      worker.accumulateCurvatureGradient()
    } else {
      worker.accumulateGradient()
    }
    var gradient = [Double](repeating: 0, count: potential.parameters.count)
    worker.addGradient(to: &gradient)
    return gradient
  }
}

@Suite("Conformance: parameter gradients of energy, force, virial and Hessian-vector losses")
struct ParameterGradientTests {
  private func configurations(_ potential: any TrainablePotential) -> [Configuration] {
    let symbols = potential.elements.map(\.symbol)
    return [
      Samples.configuration(symbols, count: 5, edge: 4, periodic: true, seed: 5),
      Samples.configuration(symbols.reversed(), count: 4, edge: 3, periodic: false, seed: 6),
    ]
  }

  @Test(
    "the dual and hyper-dual sweep agree with directional differences", arguments: TrainableSubject.all,
    [false, true])
  func directional(subject: TrainableSubject, withCurvature: Bool) throws {
    var potential = subject.potential
    let configurations = configurations(potential)
    var functional = Functional(configurations, seed: 71)
    if !withCurvature { functional.products = functional.products.map { _ in .zero } }
    let gradient = try functional.gradient(
      potential, subject.doubleWorker(), configurations, withCurvature: withCurvature)

    // Parts of the same kind are probed together, in one random direction.
    let kinds = Dictionary(grouping: potential.parameterBlocks) { block in
      block.name.split(separator: "/").dropLast().joined(separator: "/")
    }
    var generator = Samples.Generator(state: 72)
    let start = potential.parameters
    for (kind, blocks) in kinds.sorted(by: { $0.key < $1.key }) {
      var direction = start.map { _ in 0.0 }
      for index in blocks.lazy.flatMap(\.range) { direction[index] = generator.uniform() }
      let expected = try derivative(step: 1e-3) { step in
        potential.parameters = zip(start, direction).map { $0 + step * $1 }
        return try functional.value(potential, configurations)
      }
      potential.parameters = start
      let found = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      // Fourth-order differences: 10⁻¹² times a fifth derivative, rounding of the value over 10⁻³.
      #expect(abs(found - expected) < 1e-7 * max(1, abs(expected)), "\(kind)")
      #expect(found != 0, "\(kind)")
    }
  }

  @Test("Float32 lanes agree with Float64", arguments: TrainableSubject.all, [false, true])
  func singlePrecision(subject: TrainableSubject, withCurvature: Bool) throws {
    let potential = subject.potential
    let configurations = configurations(potential)
    let functional = Functional(configurations, seed: 73)
    let double = try functional.gradient(
      potential, subject.doubleWorker(), configurations, withCurvature: withCurvature)
    let single = try functional.gradient(
      potential, subject.singleWorker(), configurations, withCurvature: withCurvature)
    let scale = double.map(abs).max() ?? 0
    for (a, b) in zip(single, double) { #expect(abs(a - b) < 2e-5 * scale) }
  }

  @Test("values and Hessian-vector products of the training worker", arguments: TrainableSubject.all)
  func values(subject: TrainableSubject) throws {
    let potential = subject.potential
    let configurations = configurations(potential)
    let worker = subject.doubleWorker()
    let exchange = worker.exchange
    let graphs: [NeighborGraph<Double>] = try configurations.map { try potential.graph(of: $0) }
    worker.place([1, 0], of: graphs)
    var generator = Samples.Generator(state: 74)
    var atom = 0
    for (position, configuration) in [configurations[1], configurations[0]].enumerated() {
      #expect(exchange.structureOffsets[position] == atom)
      let expected = try potential.evaluate([configuration])
      let scale = max(1, size(expected.forces))
      worker.evaluate()
      let reference = configuration.elements.reduce(0.0) { $0 - Double($1.atomicNumber) }
      func compare() {
        #expect(abs(exchange.energy(position) + reference - expected.energies[0]) < 1e-12 * scale)
        let virial = exchange.virial(position) - expected.virials[0]
        #expect(virial.elements.allSatisfy { abs($0) < 1e-11 * scale })
        for index in expected.forces.indices {
          #expect((exchange.force(atom + index) - expected.forces[index]).norm < 1e-12 * scale)
        }
      }
      compare()
      let probe = generator.vectors(configuration.count)
      for index in probe.indices { exchange.setProbe(probe[index], atom: atom + index) }
      worker.evaluateProducts()
      compare()
      let product = try potential.hessianVectorProduct(of: configuration, along: probe)
      for index in probe.indices {
        #expect((exchange.product(atom + index) - product[index]).norm < 1e-12 * max(scale, size(product)))
      }
      atom += configuration.count
    }
  }
}
