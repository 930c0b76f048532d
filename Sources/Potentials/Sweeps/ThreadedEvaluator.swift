internal import Atomistics

/// Energies, forces and virials by the real sweeps of some threads.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the same
/// number of threads gives the same bits.
struct ThreadedEvaluator<Worker: EvaluationWorker>: Evaluator {
  private(set) var evaluation: Evaluation
  private let referenceEnergies: [Double]
  private var moving: MovingSites<Worker.Scalar>
  private let workers: [Worker]
  private let team: ThreadTeam

  /// Prepares for some structures.
  ///
  /// - Parameters:
  ///   - referenceEnergies: Of each element of the potential in eV.
  ///   - innerCutoff: The largest distance in Å up to which workers want neighbors first in their rows.
  ///   - workers: One for each thread, which know as many atoms as the structures have.
  init(
    _ potential: some Potential, referenceEnergies: [Double], innerCutoff: Double? = nil,
    structures: [Configuration], options: EvaluationOptions,
    workers: (_ count: Int, _ atomCount: Int) -> [Worker]
  ) throws {
    moving = try MovingSites(structures, of: potential, innerCutoff: innerCutoff, skin: options.skin)
    self.referenceEnergies = moving.elements.map { referenceEnergies[Int($0)] }
    evaluation = Evaluation(atomCounts: structures.map(\.count))
    team = options.makeTeam(atoms: moving.elements.count)
    self.workers = workers(team.count, moving.elements.count)
    useSingleThreadedBLAS()
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let changed = try moving.updatePairs(positions: positions, cells: cells)
    let (sites, graph, lattices) = (moving.sites, moving.graph, moving.lattices)
    nonisolated(unsafe) let workers = workers
    team.run { thread in
      if changed {
        workers[thread].assemble(part: thread, of: workers.count, graph, siteCount: sites.count)
      }
      workers[thread].evaluate(sites, atoms: positions, lattices: lattices)
      sites.fold(workers[thread].sums.forces.base)
    }
    collect()
    try evaluation.requireFinite(structureOffsets: moving.structureOffsets)
  }

  /// Adds up what the threads have found; each takes the atoms whose results it wrote itself.
  private mutating func collect() {
    evaluation.withAtoms { forces, atomEnergies in
      nonisolated(unsafe) let (forces, atomEnergies, all) = (forces, atomEnergies, workers.map(\.sums))
      let (offsets, atoms) = (moving.structureOffsets, 0..<forces.count)
      team.run { thread in
        all[thread].collect(
          atoms.part(thread, of: all.count), structureOffsets: offsets, from: all,
          referenceEnergies: referenceEnergies, forces: forces, atomEnergies: atomEnergies)
      }
    }
    evaluation.clearSums()
    for worker in workers { worker.sums.structureSums.forEach { evaluation.add($1, to: $0) } }
  }
}

extension Evaluation {
  /// Lends what there is for each atom, to be written.
  fileprivate mutating func withAtoms(
    _ body: (UnsafeMutableBufferPointer<SIMD3<Double>>, UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    forces.withUnsafeMutableBufferPointer { forces in
      atomEnergies.withUnsafeMutableBufferPointer { body(forces, $0) }
    }
  }

  /// Sets what there is for each structure to that of no atoms.
  fileprivate mutating func clearSums() {
    for structure in energies.indices {
      (energies[structure], virials[structure]) = (0, .zero)
      smallestDistances[structure] = .infinity
    }
  }

  /// Adds what some atoms of a structure contribute.
  fileprivate mutating func add(_ result: LocalResult, to structure: Int) {
    energies[structure] += result.energy
    virials[structure] = virials[structure] + result.virial
    smallestDistances[structure] = min(smallestDistances[structure], result.smallestDistance)
  }
}
