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
/// frequencies of all modes (sorted, translations and rotations projected out, unstable modes negative).
struct TestErrors {
  private(set) var values: [Quantity: Double] = [:]

  init(_ potential: DensityPotential, on frames: [LabeledConfiguration]) throws {
    var sums: [Quantity: (sum: Double, count: Int)] = [:]
    func add(_ quantity: Quantity, _ found: [Double], _ expected: [Double]) {
      var entry = sums[quantity] ?? (0, 0)
      for (a, b) in zip(found, expected) { entry = (entry.sum + abs(a - b), entry.count + 1) }
      sums[quantity] = entry
    }
    let configurations = frames.map(\.configuration)
    var evaluator = try potential.makeEvaluator(for: configurations, options: EvaluationOptions())
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    var start = 0
    for (index, frame) in frames.enumerated() {
      let configuration = frame.configuration
      let forces = evaluator.evaluation.forces[start..<start + configuration.count]
      start += configuration.count
      if let energy = frame.labels.energy {
        add(.energy, [1000 * evaluator.evaluation.energies[index]], [1000 * energy])
      }
      if let expected = frame.labels.forces {
        add(
          .force, forces.flatMap { StudyNumbers.flat(1000 * $0) },
          expected.flatMap { StudyNumbers.flat(1000 * $0) })
      }
      if let expected = frame.labels.hessian {
        let found = try potential.hessian(of: configuration, options: EvaluationOptions()).values
        add(.hessian, found, expected)
        add(
          .frequency, try NormalModes(of: configuration, hessian: found).wavenumbers,
          try NormalModes(of: configuration, hessian: expected).wavenumbers)
      }
    }
    values = sums.mapValues { $0.sum / Double(max($0.count, 1)) }
  }
}

/// Small help with numbers.
enum StudyNumbers {
  /// The components of a vector.
  static func flat(_ vector: SIMD3<Double>) -> [Double] { [vector.x, vector.y, vector.z] }

  /// A number with three significant digits.
  static func short(_ value: Double) -> String {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
  }
}
