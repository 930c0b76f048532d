internal import Atomistics

extension PairBlocks {
  /// Adds energies, virials −Σ ∂E/∂r ⊗ r, forces and, where the jet has them, force derivatives of a block.
  ///
  /// - Parameters:
  ///   - energy: The energy of each central atom.
  ///   - gradient: ∂E/∂r_ij of each slot, three jets a slot.
  @_specialize(where L == SIMD16<Float>, J == Real<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == Real<SIMD8<Double>>)
  @_specialize(where L == SIMD16<Float>, J == Dual<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == Dual<SIMD8<Double>>)
  package func report<J: Jet>(
    _ block: Block, index: Int, energy: J, gradient: UnsafePointer<J>,
    to exchange: StepExchange<L.Scalar>
  ) where J.L == L {
    scatter(block, index: index, gradient: gradient, component: 0, to: exchange.forces)
    if J.componentCount > 1 {
      scatter(block, index: index, gradient: gradient, component: 1, to: exchange.forceDerivatives)
    }
    let virials = virials(block, gradient: gradient)
    let centers = centers.base + index * L.width
    for lane in 0..<L.width where centers[lane] != Int32(siteCount) {
      exchange.add(
        energy: Double(energy.real[lane]), virial: virials[lane], atom: Int(centers[lane]))
    }
  }

  /// Places all atoms of some structures, one site an atom.
  package func assemble(
    _ chosen: [Int], of graphs: [NeighborGraph<L.Scalar>], for exchange: StepExchange<L.Scalar>
  ) {
    var entries: [Entry] = []
    entries.reserveCapacity(exchange.atomCount)
    for (structure, graph) in chosen.enumerated() {
      let start = exchange.structureOffsets[structure]
      for atom in 0..<graphs[graph].atomCount {
        entries.append(Entry(graph: graph, atom: atom, siteOffset: start))
      }
    }
    assemble(entries, graphs: graphs, siteCount: exchange.atomCount)
  }

  /// The jet 1 + a·top for each central atom of a block, a being the energy coefficient of its structure;
  /// zero where there is no atom.
  @_specialize(where L == SIMD16<Float>, J == Dual<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == Dual<SIMD8<Double>>)
  @_specialize(where L == SIMD16<Float>, J == HyperDual<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == HyperDual<SIMD8<Double>>)
  package func seed<J: Jet>(_ index: Int, _ exchange: StepExchange<L.Scalar>) -> J where J.L == L {
    var (unit, coefficient) = (L.zero, L.zero)
    let centers = centers.base + index * L.width
    for lane in 0..<L.width where centers[lane] != Int32(siteCount) {
      unit[lane] = 1
      coefficient[lane] = exchange.energyCoefficients[
        Int(exchange.structureOfAtom[Int(centers[lane])])]
    }
    var seed = J(unit)
    seed.top = coefficient
    return seed
  }
}
