internal import Atomistics
internal import Potentials

/// One thread's share of a step: evaluates structures, sums their errors, and seeds the dual sweep with the
/// derivatives of the loss.
final class StepWorker {
  let worker: any GradientWorker<Float>
  private let exchange: StepExchange<Float>
  private(set) var sums = ErrorSums()
  /// The first structure whose loss is not finite, and the term that broke.
  private(set) var failure: (structure: Int, term: String)?

  init(_ worker: any GradientWorker<Float>) {
    self.worker = worker
    exchange = worker.exchange
  }

  /// Evaluates some structures of a set; with `scale`, adds the gradient of `scale` times their loss.
  func run(_ chosen: [Int], of set: TrainingSet, loss: SobolevLoss, scale: Double?) {
    sums = ErrorSums()
    failure = nil
    worker.clearGradient()
    guard !chosen.isEmpty else { return }
    worker.place(chosen, of: set.graphs)
    worker.evaluate()
    for (position, structure) in chosen.enumerated() {
      let factor = set.weights[structure] * (scale ?? 0)
      let terms = [
        ("energy", addEnergy(position, set.labels[structure], loss.energy, factor)),
        ("force", addForces(position, set.labels[structure], loss.force, factor)),
        ("virial", addVirial(position, set.labels[structure], loss.virial, factor)),
      ]
      let value = terms.reduce(0) { $0 + $1.1 }
      sums.loss += set.weights[structure] * value
      sums.structures += 1
      if failure == nil, let broken = terms.first(where: { !$0.1.isFinite }) {
        failure = (structure, broken.0)
      }
    }
    if scale != nil, failure == nil { worker.accumulateGradient() }
  }

  private func addEnergy(
    _ position: Int, _ labels: Labels, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.energy else { return 0 }
    let atoms = Double(exchange.atoms(of: position).count)
    let error = (exchange.energy(position) - reference) / atoms
    sums.energyPerAtom.add(error)
    let (value, slope) = term.evaluate(error, share: 1)
    exchange.setEnergyCoefficient(factor * slope / atoms, structure: position)
    return value
  }

  /// F = −∂E/∂R: the coefficient of ∂E/∂R is minus the derivative of the loss with respect to F.
  private func addForces(
    _ position: Int, _ labels: Labels, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.forces else { return 0 }
    let range = exchange.atoms(of: position)
    let share = 1 / Double(3 * range.count)
    var total = 0.0
    for atom in range {
      let error = exchange.force(atom) - reference[atom - range.lowerBound]
      var coefficient = SIMD3<Double>.zero
      for axis in 0..<3 {
        sums.force.add(error[axis])
        let (value, slope) = term.evaluate(error[axis], share: share)
        total += value
        coefficient[axis] = -factor * slope
      }
      exchange.setDisplacement(coefficient, atom: atom)
    }
    return total
  }

  private func addVirial(
    _ position: Int, _ labels: Labels, _ term: SobolevLoss.Term, _ factor: Double
  ) -> Double {
    guard let reference = labels.virial, term.weight > 0 else { return 0 }
    let atoms = Double(exchange.atoms(of: position).count)
    let difference = exchange.virial(position) - reference
    var total = 0.0
    var coefficient: [Double] = []
    for error in difference.elements {
      sums.virialPerAtom.add(error / atoms)
      let (value, slope) = term.evaluate(error / atoms, share: 1.0 / 9)
      total += value
      coefficient.append(-factor * slope / atoms)
    }
    exchange.setStrain(Matrix3(coefficient), structure: position)
    return total
  }
}
