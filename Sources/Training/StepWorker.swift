internal import Atomistics
internal import Potentials

/// One thread's share of a step: evaluates structures, sums their errors, and seeds the sweeps with the
/// derivatives of the loss.
///
/// Structures without a probe of the Hessian take a real and a dual sweep; those with one a dual and a
/// hyper-dual sweep, which carry energy, forces and virial along.
final class StepWorker {
  private let worker: any GradientWorker<Float>
  private let exchange: StepExchange<Float>
  private(set) var sums = ErrorSums()
  /// The first structure whose loss is not finite, and the term that broke.
  private(set) var failure: (structure: Int, term: LossTerm)?

  /// How many structures are worked on at once: enough to fill the lanes, few enough for the cache.
  private static let placementSize = 128

  init(_ worker: any GradientWorker<Float>) {
    self.worker = worker
    exchange = worker.exchange
  }

  /// Adds the sums of the gradient to a parameter vector.
  func addGradient(to target: inout [Double]) { worker.addGradient(to: &target) }

  /// Evaluates some structures of a set; with a scale, sums the gradient of `scale` times their loss.
  func run(_ items: [StepItem], of set: TrainingSet, plan: StepPlan) {
    sums = ErrorSums()
    failure = nil
    worker.clearGradient()
    let (probed, plain) = (items.filter { $0.probe != nil }, items.filter { $0.probe == nil })
    for part in [plain, probed] {
      for start in stride(from: 0, to: part.count, by: Self.placementSize) {
        let chosen = Array(part[start..<min(start + Self.placementSize, part.count)])
        worker.place(chosen.map(\.structure), of: set.graphs)
        if chosen[0].probe == nil {
          worker.evaluate()
        } else {
          evaluateProducts(chosen, of: set, plan)
        }
        for (position, item) in chosen.enumerated() { addLosses(position, item, of: set, plan) }
        guard plan.scale != nil, failure == nil else { continue }
        if chosen[0].probe == nil {
          worker.accumulateGradient()
        } else {
          worker.accumulateCurvatureGradient()
        }
      }
    }
  }

  private func evaluateProducts(_ chosen: [StepItem], of set: TrainingSet, _ plan: StepPlan) {
    for (position, item) in chosen.enumerated() {
      guard let number = item.probe, let label = set.hessians[item.structure] else { continue }
      let probe = plan.probe(item, number, label)
      for (index, atom) in exchange.atoms(of: position).enumerated() {
        exchange.setProbe(vector(probe, index), atom: atom)
      }
    }
    worker.evaluateProducts()
  }

  /// Adds the losses of an item and sets the coefficients of their gradient.
  private func addLosses(_ position: Int, _ item: StepItem, of set: TrainingSet, _ plan: StepPlan) {
    let labels = set.labels[item.structure]
    let weight = set.weights[item.structure]
    let factor = weight * (plan.scale ?? 0)
    func add(_ term: LossTerm, _ loss: Double) {
      sums.loss += weight * loss
      if failure == nil, !loss.isFinite { failure = (item.structure, term) }
    }
    if item.hasFirstOrder {
      let norm = set.forceNorms[item.structure]
      add(.energy, addEnergy(position, labels, plan.loss[.energy], factor))
      add(.force, addForces(position, labels, norm, plan.loss[.force], factor))
      add(.virial, addVirial(position, labels, plan.loss[.virial], factor))
      sums.structures += 1
    }
    if let number = item.probe, let label = set.hessians[item.structure] {
      let probe = plan.probe(item, number, label)
      let share = label.share / Double(item.probeCount)
      add(.hessian, addProduct(position, label.product(probe), plan.loss[.hessian], factor, share))
    }
  }

  // MARK: Terms

  private func addEnergy(
    _ position: Int, _ labels: Labels, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.energy else { return 0 }
    let atoms = Double(exchange.atoms(of: position).count)
    let error = (exchange.energy(position) - reference) / atoms
    sums[.energy].add(error)
    let (value, slope) = term.evaluate(error, share: 1)
    exchange.setEnergyCoefficient(factor * slope / atoms, structure: position)
    return value
  }

  /// F = −∂E/∂R: the coefficient of ∂E/∂R is minus the derivative of the loss with respect to F.
  private func addForces(
    _ position: Int, _ labels: Labels, _ norm: ForceNorm?, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.forces else { return 0 }
    let range = exchange.atoms(of: position)
    let share = 1 / Double(3 * range.count)
    if let norm {
      let errors = range.map { addForceError($0, reference[$0 - range.lowerBound]) }
      var total = 0.0
      let slopes = norm.apply(errors.flatMap { [$0.x, $0.y, $0.z] }).map { error in
        let (value, slope) = term.evaluate(error, share: share)
        total += value
        return -factor * slope
      }
      let coefficients = norm.pullBack(slopes)
      for (index, atom) in range.enumerated() {
        exchange.setDisplacement(vector(coefficients, index), atom: atom)
      }
      return total
    }
    var total = 0.0
    for atom in range {
      let error = addForceError(atom, reference[atom - range.lowerBound])
      var coefficient = SIMD3<Double>.zero
      for axis in 0..<3 {
        let (value, slope) = term.evaluate(error[axis], share: share)
        total += value
        coefficient[axis] = -factor * slope
      }
      exchange.setDisplacement(coefficient, atom: atom)
    }
    return total
  }

  /// Adds the error of a force to the sums.
  private func addForceError(_ atom: Int, _ reference: SIMD3<Double>) -> SIMD3<Double> {
    let error = exchange.force(atom) - reference
    for axis in 0..<3 { sums[.force].add(error[axis]) }
    return error
  }

  private func addVirial(
    _ position: Int, _ labels: Labels, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.virial, term.weight > 0 else { return 0 }
    let atoms = Double(exchange.atoms(of: position).count)
    let difference = exchange.virial(position) - reference
    var total = 0.0
    func coefficients(_ row: SIMD3<Double>) -> SIMD3<Double> {
      var result = SIMD3<Double>.zero
      for axis in 0..<3 {
        let error = row[axis] / atoms
        sums[.virial].add(error)
        let (value, slope) = term.evaluate(error, share: 1.0 / 9)
        total += value
        result[axis] = -factor * slope / atoms
      }
      return result
    }
    let (x, y, z) = difference.rows
    exchange.setStrain(Matrix3(coefficients(x), coefficients(y), coefficients(z)), structure: position)
    return total
  }

  private func addProduct(
    _ position: Int, _ reference: [Double], _ term: SobolevLoss.Term, _ factor: Double, _ share: Double
  ) -> Double {
    var total = 0.0
    for (index, atom) in exchange.atoms(of: position).enumerated() {
      let error = exchange.product(atom) - vector(reference, index)
      var coefficient = SIMD3<Double>.zero
      for axis in 0..<3 {
        sums[.hessian].add(error[axis])
        let (value, slope) = term.evaluate(error[axis], share: share)
        total += value
        coefficient[axis] = factor * slope
      }
      exchange.setProductCoefficient(coefficient, atom: atom)
    }
    return total
  }

  private func vector(_ values: [Double], _ atom: Int) -> SIMD3<Double> {
    SIMD3(values[3 * atom], values[3 * atom + 1], values[3 * atom + 2])
  }
}
