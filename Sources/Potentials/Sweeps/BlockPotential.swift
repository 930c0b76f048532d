internal import Atomistics

/// A potential that computes by block sweeps.
package protocol BlockPotential: Potential {
  /// The energy of each element's atoms in eV that the sweeps leave out.
  var referenceEnergies: [Double] { get }

  /// The largest distance in Å up to which neighbors are wanted first in their rows; `nil` for any order.
  var innerCutoff: Double? { get }

  /// Makes a sweep for real lanes for each of some threads, which share their tables.
  func makeRealSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Real<L>>]

  /// Makes a sweep for dual lanes for each of some threads, which share their tables.
  func makeDualSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Dual<L>>]

  /// Makes a sweep for lanes with three derivatives for each of some threads, which share their tables.
  func makeTripleSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<TripleDual<L>>]
}

extension BlockPotential {
  package var innerCutoff: Double? { nil }

  /// An evaluator by the real sweep, of the precision that the options ask for.
  func makeBlockEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    switch options.precision {
    case .single: try makeEvaluator(for: structures, options: options, lane: SIMD16<Float>.self)
    case .double: try makeEvaluator(for: structures, options: options, lane: SIMD8<Double>.self)
    }
  }

  private func makeEvaluator<L: Lane>(
    for structures: [Configuration], options: EvaluationOptions, lane: L.Type
  ) throws -> any Evaluator {
    try ThreadedEvaluator(
      self, referenceEnergies: referenceEnergies, innerCutoff: innerCutoff, structures: structures, options: options
    ) { count, atoms in
      makeRealSweeps(count: count, lane: lane).map { BlockWorker($0, cutoff: cutoff, atomCount: atoms) }
    }
  }

  /// Second derivatives by dual sweeps, of the precision that the options ask for.
  func makeBlockCurvature(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    switch options.precision {
    case .single: try BlockCurvature<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try BlockCurvature<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}
