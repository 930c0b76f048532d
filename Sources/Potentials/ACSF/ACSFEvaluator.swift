public import Atomistics

/// Energies, forces and virials of a potential of symmetry functions by the real sweep.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the
/// same number of threads gives the same bits.
struct ACSFEvaluator<L: PackingLane>: Evaluator {
  private(set) var evaluation: Evaluation
  private let potential: ACSFPotential
  private var moving: MovingSites<L.Scalar>
  private let shares: [ACSFEvaluationShare<L>]
  private let team: ThreadTeam

  init(_ potential: ACSFPotential, structures: [Configuration], options: EvaluationOptions) throws {
    self.potential = potential
    moving = try MovingSites(
      structures, elements: try potential.elementIndices(of: structures),
      elementCount: potential.elements.count, cutoff: potential.cutoff, skin: options.skin)
    evaluation = Evaluation(atomCounts: structures.map(\.count))
    let tables = ACSFTables<L.Scalar>(potential)
    team = ThreadTeam(count: max(options.threads, 1))
    shares = (0..<team.count).map { _ in ACSFEvaluationShare(potential, tables: tables) }
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let graph = try moving.update(positions: positions, cells: cells)
    let siteCount = moving.sites.count
    nonisolated(unsafe) let shares = shares
    moving.sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      team.run { thread in
        guard let base = positions.baseAddress else { return }
        if let graph {
          shares[thread].worker.lanes.assemble(part: thread, of: shares.count, graph, siteCount: siteCount)
        }
        shares[thread].evaluate(positions: base, siteCount: siteCount)
      }
    }
    if siteCount > 0 { collect() }
    try evaluation.requireFinite(structureOffsets: moving.structureOffsets)
  }

  /// Adds up what the threads have found.
  private mutating func collect() {
    for share in shares { moving.sites.fold(share.forces.base) }
    for structure in 0..<moving.structureCount {
      var energy = 0.0
      var virial = Matrix3.zero
      var smallest = Double.infinity
      for atom in moving.structureOffsets[structure]..<moving.structureOffsets[structure + 1] {
        var force = SIMD4<Double>.zero
        var atomEnergy = potential.referenceEnergies[Int(moving.elements[atom])]
        // Exactly one thread owns the atom; the others have left its results at zero.
        for share in shares {
          force += share.forces.base[atom]
          let result = share.results.base[atom]
          atomEnergy += result.energy
          virial = virial + result.virial
          smallest = min(smallest, result.smallestDistance)
        }
        evaluation.forces[atom] = SIMD3(force.x, force.y, force.z)
        evaluation.atomEnergies[atom] = atomEnergy
        energy += atomEnergy
      }
      evaluation.energies[structure] = energy
      evaluation.virials[structure] = virial
      evaluation.smallestDistances[structure] = smallest
    }
  }
}

/// What one thread does in an evaluation.
final class ACSFEvaluationShare<L: PackingLane> {
  typealias AtomResult = ACSFWorker<Real<L>>.AtomResult

  let worker: ACSFWorker<Real<L>>
  /// The force on every site, and one more for padding.
  let forces = Scratch<SIMD4<Double>>()
  /// One entry a site; atoms of other threads have none.
  let results = Scratch<AtomResult>()

  init(_ potential: ACSFPotential, tables: ACSFTables<L.Scalar>) {
    worker = ACSFWorker(potential, tables: tables, lanes: NeighborLanes(cutoff: potential.cutoff))
  }

  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(positions: UnsafePointer<SIMD3<Double>>, siteCount: Int) {
    forces.fill(siteCount + 1, with: .zero)
    results.fill(siteCount + 1, with: AtomResult(energy: 0, virial: .zero, smallestDistance: .infinity))
    worker.lanes.updateVectors(positions: positions)
    worker.evaluate(directions: .none) { block, energy, gradient in
      worker.lanes.scatter(block, gradient: gradient, component: 0, to: forces.base)
      for (lane, center) in worker.lanes.centers[block.centers].enumerated() {
        results.base[center.site] = worker.summarize(
          center, of: block, lane: lane, energy: energy, gradient: gradient)
      }
    }
  }
}

extension ACSFPotential: Potential {
  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    switch options.precision {
    case .single: try ACSFEvaluator<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try ACSFEvaluator<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}
