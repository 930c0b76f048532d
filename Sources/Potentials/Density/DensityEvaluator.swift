internal import Atomistics
internal import Dispatch

/// Energies, forces and virials of a density potential by the real sweep.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the
/// same number of threads gives the same bits.
struct DensityEvaluator<L: Lane>: Evaluator {
  private(set) var evaluation: Evaluation
  private let potential: DensityPotential
  private var moving: MovingSites<L.Scalar>
  private let workers: [DensityWorker<L>]
  private let results: Scratch<DensityWorker<L>.AtomResult>

  init(_ potential: DensityPotential, structures: [Configuration], options: EvaluationOptions) throws {
    self.potential = potential
    moving = try MovingSites(
      structures, elements: try potential.elementIndices(of: structures),
      elementCount: potential.elements.count, cutoff: potential.cutoff, skin: options.skin)
    evaluation = Evaluation(atomCounts: structures.map(\.count))
    let tables = DensityTables<L.Scalar>(potential)
    let results = Scratch<DensityWorker<L>.AtomResult>(capacity: moving.elements.count)
    self.results = results
    workers = (0..<max(options.threads, 1)).map { _ in
      DensityWorker(potential, tables: tables, results: results)
    }
    useSingleThreadedBLAS()
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    if let graph = try moving.update(positions: positions, cells: cells) { assemble(graph) }
    let structureCount = moving.structureCount
    let sites = moving.sites
    sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      nonisolated(unsafe) let workers = workers
      DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
        guard let base = positions.baseAddress else { return }
        workers[thread].evaluate(positions: base, siteCount: sites.count)
        sites.fold(workers[thread].forces.base)
      }
    }
    collect(structureCount)
    try evaluation.requireFinite(structureOffsets: moving.structureOffsets)
  }

  /// Gives each thread its atoms.
  private func assemble(_ graph: NeighborGraph<L.Scalar>) {
    let siteCount = moving.sites.count
    nonisolated(unsafe) let workers = workers
    DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
      workers[thread].pairs.assemble(part: thread, of: workers.count, graph, siteCount: siteCount)
    }
  }

  /// Adds up what the threads have found.
  private mutating func collect(_ structureCount: Int) {
    for structure in 0..<structureCount {
      var energy = 0.0
      var virial = Matrix3.zero
      var smallest = Double.infinity
      for atom in moving.structureOffsets[structure]..<moving.structureOffsets[structure + 1] {
        var force = SIMD4<Double>.zero
        for worker in workers { force += worker.forces.base[atom] }
        evaluation.forces[atom] = SIMD3(force.x, force.y, force.z)
        let result = results.base[atom]
        let atomEnergy = potential.referenceEnergies[Int(moving.elements[atom])] + result.energy
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
