internal import Sobolev

/// A quantity whose error is reported.
enum Quantity: String, CaseIterable {
  case energy, force, hessian, frequency

  /// What stands above its column.
  var title: String {
    switch self {
    case .energy: "E, meV"
    case .force: "F, meV/Å"
    case .hessian: "H, eV/Å²"
    case .frequency: "ω, cm⁻¹"
    }
  }
}

/// Mean absolute errors on some frames: energy of the molecule, force components, elements of the Hessian, and
/// frequencies of all modes (sorted, translations and rotations projected out of both Hessians, unstable modes
/// negative).
struct TestErrors {
  private var sums = [Double](repeating: 0, count: Quantity.allCases.count)
  private var counts = [Int](repeating: 0, count: Quantity.allCases.count)

  init(_ potential: DensityPotential, on set: TestSet) throws {
    let configurations = set.frames.map(\.configuration)
    let options = EvaluationOptions(precision: .double)
    let positions = configurations.flatMap(\.positions)
    var evaluator = try potential.makeEvaluator(for: configurations, options: options)
    try evaluator.evaluate(positions: positions)
    var curvature = try potential.makeCurvatureEvaluator(for: configurations, options: options)
    try curvature.update(positions: positions)
    let hessians = try curvature.hessians()
    var start = 0
    for (index, frame) in set.frames.enumerated() {
      let forces = evaluator.evaluation.forces[start..<start + frame.configuration.count]
      start += frame.configuration.count
      if let energy = frame.labels.energy {
        add(.energy, [1000 * evaluator.evaluation.energies[index]], [1000 * energy])
      }
      if let expected = frame.labels.forces {
        add(.force, forces.flatMap { flat(1000 * $0) }, expected.flatMap { flat(1000 * $0) })
      }
      if let expected = frame.labels.hessian {
        add(.hessian, hessians[index].values, expected)
        add(
          .frequency,
          try NormalModes(of: frame.configuration, hessian: hessians[index].values).wavenumbers,
          set.wavenumbers[index])
      }
    }
  }

  /// The mean absolute error.
  subscript(quantity: Quantity) -> Double {
    let index = Quantity.allCases.firstIndex(of: quantity)!
    return sums[index] / Double(max(counts[index], 1))
  }

  private mutating func add(_ quantity: Quantity, _ found: [Double], _ expected: [Double]) {
    let index = Quantity.allCases.firstIndex(of: quantity)!
    for (a, b) in zip(found, expected) {
      sums[index] += abs(a - b)
      counts[index] += 1
    }
  }

  private func flat(_ vector: SIMD3<Double>) -> [Double] { [vector.x, vector.y, vector.z] }
}
