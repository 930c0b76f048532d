internal import Sobolev

/// Mean absolute errors on some frames: energy of the molecule, force components, elements of the Hessian, and
/// frequencies of all modes (sorted, translations and rotations projected out of both Hessians, unstable modes
/// negative).
struct TestErrors {
  private var sums: [Quantity: Double] = [:]
  private var counts: [Quantity: Int] = [:]

  init(_ potential: DensityPotential, on set: TestSet) throws {
    let configurations = set.frames.map(\.configuration)
    let options = EvaluationOptions(precision: .double)
    let positions = configurations.flatMap(\.positions)
    var evaluator = try potential.makeEvaluator(for: configurations, options: options)
    try evaluator.evaluate(positions: positions)
    var curvature = try potential.makeCurvatureEvaluator(for: configurations, options: options)
    try curvature.update(positions: positions)
    let hessians = try curvature.hessians()
    var energyErrors: [String: [Double]] = [:]
    var start = 0
    for (index, frame) in set.frames.enumerated() {
      let forces = evaluator.evaluation.forces[start..<start + frame.configuration.count]
      start += frame.configuration.count
      if let energy = frame.labels.energy {
        energyErrors[frame.molecule, default: []].append(1000 * (evaluator.evaluation.energies[index] - energy))
      }
      if let expected = frame.labels.forces {
        add(.force, zip(forces, expected).flatMap { flat(1000 * ($0 - $1)) })
      }
      if let expected = frame.labels.hessian {
        add(.hessian, zip(hessians[index].values, expected).map { $0 - $1 })
        let modes = try NormalModes(of: frame.configuration, hessian: hessians[index].values)
        add(.frequency, zip(modes.wavenumbers, set.wavenumbers[index]).map { $0 - $1 })
      }
    }
    for errors in energyErrors.values {
      add(.energy, errors)
      guard energyErrors.count > 1, errors.count > 1 else { continue }
      let mean = errors.reduce(0, +) / Double(errors.count)
      add(.relativeEnergy, errors.map { $0 - mean })
    }
  }

  /// The mean absolute error; `nil` where the set does not have the quantity.
  subscript(quantity: Quantity) -> Double? {
    guard let sum = sums[quantity], let count = counts[quantity] else { return nil }
    return sum / Double(count)
  }

  private mutating func add(_ quantity: Quantity, _ errors: [Double]) {
    sums[quantity, default: 0] += errors.reduce(0) { $0 + abs($1) }
    counts[quantity, default: 0] += errors.count
  }

  private func flat(_ vector: SIMD3<Double>) -> [Double] { [vector.x, vector.y, vector.z] }
}
