internal import Atomistics
internal import Dispatch

/// Energies, forces and virials of a density potential by the real sweep.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the
/// same number of threads gives the same bits.
struct DensityEvaluator<L: Lane>: Evaluator {
  private(set) var evaluation: Evaluation
  private let potential: DensityPotential
  private let elements: [Int32]
  private let structureOffsets: [Int]
  private var list: VerletList
  private var sites: InteractionSites
  private var graph: NeighborGraph<L.Scalar>?
  private let workers: [DensityWorker<L>]

  init(_ potential: DensityPotential, structures: [Configuration], options: EvaluationOptions) throws {
    self.potential = potential
    elements = try potential.elementIndices(of: structures)
    list = try VerletList(of: structures, cutoff: potential.cutoff, skin: options.skin)
    structureOffsets = list.structureOffsets
    sites = InteractionSites(structureOffsets: structureOffsets)
    evaluation = Evaluation(atomCounts: structures.map(\.count))
    let tables = DensityTables<L.Scalar>(potential)
    workers = (0..<max(options.threads, 1)).map { _ in DensityWorker(potential, tables: tables) }
    useSingleThreadedBLAS()
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let rebuilt = try list.update(positions: positions, cells: cells)
    if rebuilt || graph == nil {
      let graph: NeighborGraph<L.Scalar> = sites.makeGraph(
        of: list.list, elements: elements, elementCount: potential.elements.count)
      assemble(graph)
      self.graph = graph
    }
    sites.update(positions: positions, cells: list.cells)
    let structureCount = structureOffsets.count - 1
    let siteCount = sites.count
    sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      nonisolated(unsafe) let workers = workers
      DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
        guard let base = positions.baseAddress else { return }
        workers[thread].evaluate(positions: base, siteCount: siteCount)
      }
    }
    collect(structureCount)
    for structure in 0..<structureCount where !evaluation.energies[structure].isFinite {
      throw PotentialError.resultNotFinite(structure: structure)
    }
  }

  /// Gives each thread its atoms.
  private func assemble(_ graph: NeighborGraph<L.Scalar>) {
    let siteCount = sites.count
    let atoms = graph.atomCount
    nonisolated(unsafe) let workers = workers
    DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
      let range = atoms * thread / workers.count..<atoms * (thread + 1) / workers.count
      workers[thread].pairs.assemble(
        range.map { PairBlocks<L>.Entry(graph: 0, atom: $0, siteOffset: 0) }, graphs: [graph],
        siteCount: siteCount)
    }
  }

  /// Adds up what the threads have found.
  private mutating func collect(_ structureCount: Int) {
    for worker in workers { sites.fold(worker.forces.base) }
    for structure in 0..<structureCount {
      var energy = 0.0
      var virial = Matrix3.zero
      var smallest = Double.infinity
      for atom in structureOffsets[structure]..<structureOffsets[structure + 1] {
        var force = SIMD4<Double>.zero
        for worker in workers { force += worker.forces.base[atom] }
        evaluation.forces[atom] = SIMD3(force.x, force.y, force.z)
        // Exactly one thread owns the atom; the others have left its entries at zero.
        var atomEnergy = potential.referenceEnergies[Int(elements[atom])]
        for worker in workers {
          let result = worker.results.base[atom]
          atomEnergy += result.energy
          virial = virial + result.virial
          smallest = min(smallest, result.smallestDistance)
        }
        evaluation.atomEnergies[atom] = atomEnergy
        energy += atomEnergy
      }
      evaluation.energies[structure] = energy
      evaluation.virials[structure] = virial
      evaluation.smallestDistances[structure] = smallest
    }
  }
}
