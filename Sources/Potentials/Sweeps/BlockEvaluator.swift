internal import Atomistics
internal import Dispatch

/// Energies, forces and virials of a block potential by its real sweep.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the same
/// number of threads gives the same bits.
struct BlockEvaluator<L: Lane>: Evaluator {
  private(set) var evaluation: Evaluation
  private let referenceEnergies: [Double]
  private let innerReach: Double?
  private var moving: MovingSites<L.Scalar>
  private let workers: [BlockWorker<L>]
  private let results: Scratch<BlockWorker<L>.AtomResult>

  init(_ potential: some BlockPotential, structures: [Configuration], options: EvaluationOptions) throws {
    referenceEnergies = potential.referenceEnergies
    innerReach = potential.innerCutoff.map { $0 + options.skin }
    moving = try MovingSites(
      structures, elements: try potential.elementIndices(of: structures),
      elementCount: potential.elements.count, cutoff: potential.cutoff, skin: options.skin)
    evaluation = Evaluation(atomCounts: structures.map(\.count))
    let results = Scratch<BlockWorker<L>.AtomResult>(capacity: moving.elements.count)
    self.results = results
    workers = potential.makeRealSweeps(count: max(options.threads, 1), lane: L.self)
      .map { BlockWorker($0, cutoff: potential.cutoff, results: results) }
    useSingleThreadedBLAS()
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let graph = try moving.update(positions: positions, cells: cells)?
      .withNearNeighborsFirst(within: innerReach, positions: moving.sites.positions)
    let sites = moving.sites
    sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      nonisolated(unsafe) let workers = workers
      DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
        guard let base = positions.baseAddress else { return }
        if let graph {
          workers[thread].pairs.assemble(part: thread, of: workers.count, graph, siteCount: sites.count)
        }
        workers[thread].evaluate(positions: base, siteCount: sites.count)
        sites.fold(workers[thread].forces.base)
      }
    }
    collect()
    try evaluation.requireFinite(structureOffsets: moving.structureOffsets)
  }

  /// Adds up what the threads have found.
  private mutating func collect() {
    for structure in 0..<moving.structureCount {
      var energy = 0.0
      var virial = Matrix3.zero
      var smallest = Double.infinity
      for atom in moving.structureOffsets[structure]..<moving.structureOffsets[structure + 1] {
        var force = SIMD4<Double>.zero
        for worker in workers { force += worker.forces.base[atom] }
        evaluation.forces[atom] = SIMD3(force.x, force.y, force.z)
        let result = results.base[atom]
        let atomEnergy = referenceEnergies[Int(moving.elements[atom])] + result.energy
        virial = virial + result.virial
        smallest = min(smallest, result.smallestDistance)
        evaluation.atomEnergies[atom] = atomEnergy
        energy += atomEnergy
      }
      evaluation.energies[structure] = energy
      evaluation.virials[structure] = virial
      evaluation.smallestDistances[structure] = smallest
    }
  }
}
