internal import Sobolev

/// The multiply-adds of the sweeps, counted from the hyperparameters.
///
/// A fused multiply-add counts one, a multiplication or addition that stands alone one half; divisions, square
/// roots, tanh, loads, padding and the short-range repulsion count nothing, so the fraction of the peak is
/// that of useful arithmetic. With K basis and N radial functions, A of them angular, degrees up to L,
/// H = (L + 1)² − 1 harmonics, T = L (L + 1)/2, F features and W = Σ w_l w_(l+1) weights:
///
///     a pair, forward          4.5 + K + 3 + N/2 | + K N | + A H + 3.5 T + 3 L
///     a pair, back to g_n      A H
///     a pair, back to r_ij     A H + K N + 4.5 K + 7.5 T + 8 L + 12, virial 9
///     an atom, forward         A (A + 1)/2 H + Σ couplings (1.5 t + n₃ (2 l₃ + 1)) | + W + F + w_last + F
///     an atom, back to A_nlm   A (A + 1) H + Σ couplings (4 t + 2 n₃ (2 l₃ + 1)) | + W + F
///
/// where a coupling is one choice of the first two channels of a four-body invariant, t its Gaunt terms and
/// n₃ the choices of the third channel. Products of two duals cost three times as much, products of a number
/// and a dual twice (K N, and all of the network behind the last |). A gradient step is one real sweep down
/// to r_ij, one dual sweep down to g_n, and 2 K N a pair and 2 (W + F + w_last) an atom for the parameters.
struct OperationCount {
  private let pairForward: Cost
  private let pairReverse: Cost
  private let pairVector: Cost
  private let atomForward: Cost
  private let atomReverse: Cost
  private let pairParameters: Double
  private let atomParameters: Double

  /// Multiply-adds of two kinds: of two jets, and of a plain number and a jet.
  private struct Cost {
    var jets: Double
    var numbers: Double
    var real: Double { jets + numbers }
    var dual: Double { 3 * jets + 2 * numbers }
  }

  init(_ hyperparameters: DensityHyperparameters, featureCount: Int) {
    let k = Double(hyperparameters.radialBasisSize)
    let n = Double(hyperparameters.radialChannels)
    let a = Double(hyperparameters.angularChannels)
    let l = Double(hyperparameters.maximumDegree)
    let h = (l + 1) * (l + 1) - 1
    let t = l * (l + 1) / 2
    let f = Double(featureCount)
    let widths = [f] + hyperparameters.hiddenLayers.map(Double.init)
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let last = widths[widths.count - 1]
    let couplings = FourBodyCouplings(hyperparameters)
    pairForward = Cost(jets: 4.5 + k + 3 + n / 2 + a * h + 3.5 * t + 3 * l, numbers: k * n)
    pairReverse = Cost(jets: a * h, numbers: 0)
    pairVector = Cost(jets: a * h + 4.5 * k + 7.5 * t + 8 * l + 12 + 9, numbers: k * n)
    atomForward = Cost(
      jets: a * (a + 1) / 2 * h + couplings.forward, numbers: weights + 2 * f + last)
    atomReverse = Cost(jets: a * (a + 1) * h + couplings.reverse, numbers: weights + f)
    pairParameters = 2 * k * n
    atomParameters = 2 * (weights + f + last)
  }

  /// Multiply-adds of energies, forces and virials.
  func energyForces(atoms: Int, pairs: Int) -> Double {
    Double(pairs) * (pairForward.real + pairReverse.real + pairVector.real)
      + Double(atoms) * (atomForward.real + atomReverse.real)
  }

  /// Multiply-adds of a training step on energies and forces.
  func gradientStep(atoms: Int, pairs: Int) -> Double {
    energyForces(atoms: atoms, pairs: pairs)
      + Double(pairs) * (pairForward.dual + pairReverse.dual + pairParameters)
      + Double(atoms) * (atomForward.dual + atomReverse.dual + atomParameters)
  }

  /// Multiply-adds of energies, forces and virials of some structures.
  static func energyForces(_ potential: DensityPotential, of structures: [Configuration]) throws -> Double {
    let (atoms, pairs) = try size(of: structures, cutoff: potential.cutoff)
    return OperationCount(potential.hyperparameters, featureCount: potential.featureCount)
      .energyForces(atoms: atoms, pairs: pairs)
  }

  /// Multiply-adds of a training step on some structures.
  static func gradientStep(_ potential: DensityPotential, of structures: [Configuration]) throws -> Double {
    let (atoms, pairs) = try size(of: structures, cutoff: potential.cutoff)
    return OperationCount(potential.hyperparameters, featureCount: potential.featureCount)
      .gradientStep(atoms: atoms, pairs: pairs)
  }

  /// The number of atoms and of pairs within a cutoff (Å).
  static func size(of structures: [Configuration], cutoff: Double) throws -> (atoms: Int, pairs: Int) {
    try structures.reduce((0, 0)) { sum, structure in
      let list = try NeighborList(of: structure, cutoff: cutoff)
      return (sum.0 + structure.count, sum.1 + list.neighbors.count)
    }
  }
}
