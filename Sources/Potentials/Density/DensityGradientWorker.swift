package import Atomistics

/// The share of one thread in a training step: values and derivatives of some structures, then the
/// parameter gradient of any linear functional of them.
///
/// With R + ε v for the atoms, (1 + ε S) for the cell and 1 + ε a for the adjoint of the energy, the dual
/// sweep gives the gradient of Σ_s a_s E_s + v·∇E + S : ∂E/∂strain in one go. With
/// R + ε₁ u + ε₂ w + ε₁ε₂ v, 1 + ε₁ε₂ S and 1 + ε₁ε₂ a the hyper-dual sweep adds wᵀH u for the Hessian H.
package final class DensityGradientWorker<L: Lane> {
  package let gradient: DensityGradient<L>
  private let evaluation: DensityWorker<L>
  private let sweep: DensitySweep<Dual<L>>
  private let curvatureSweep: DensitySweep<HyperDual<L>>
  private var atomOffsets: [Int] = [0]
  private let structures = Scratch<Int32>()
  private let displacements = Scratch<L.Scalar>()
  private let strains = Scratch<L.Scalar>()
  private let seeds = Scratch<L.Scalar>()
  private let probes = Scratch<L.Scalar>()
  private let productCoefficients = Scratch<L.Scalar>()
  /// −H u of every atom.
  private let products = Scratch<SIMD4<Double>>()
  private let dualGradient = Scratch<Dual<L>>()
  private var entries: [PairBlocks<L>.Entry] = []

  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package init(_ potential: DensityPotential, tables: DensityTables<L.Scalar>) {
    evaluation = DensityWorker(potential, tables: tables)
    sweep = DensitySweep(potential, tables: tables)
    curvatureSweep = DensitySweep(potential, tables: tables)
    gradient = DensityGradient(shape: tables.shape, layout: tables.layout)
  }

  /// Where the atoms of each structure begin, and at the end the number of atoms.
  package var structureOffsets: [Int] { atomOffsets }

  /// Takes over the structures of a step and evaluates them.
  ///
  /// - Parameters:
  ///   - chosen: Which of `graphs` take part; graphs hold their pair vectors and local site numbers.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func evaluate(_ chosen: [Int], of graphs: [NeighborGraph<L.Scalar>]) {
    entries.removeAll(keepingCapacity: true)
    atomOffsets.removeAll(keepingCapacity: true)
    var atoms = 0
    for index in chosen {
      atomOffsets.append(atoms)
      for atom in 0..<graphs[index].atomCount {
        entries.append(PairBlocks<L>.Entry(graph: index, atom: atom, siteOffset: atoms))
      }
      atoms += graphs[index].atomCount
    }
    atomOffsets.append(atoms)
    structures.reserve(atoms + 1)
    for structure in chosen.indices {
      for atom in atomOffsets[structure]..<atomOffsets[structure + 1] {
        structures.base[atom] = Int32(structure)
      }
    }
    evaluation.pairs.assemble(entries, graphs: graphs, siteCount: atoms)
    evaluation.evaluateBlocks(siteCount: atoms)
    displacements.fill(3 * (atoms + 1), with: 0)
    strains.fill(9 * chosen.count, with: 0)
    seeds.fill(chosen.count, with: 0)
    probes.fill(3 * (atoms + 1), with: 0)
    productCoefficients.fill(3 * (atoms + 1), with: 0)
    products.fill(atoms + 1, with: .zero)
  }

  /// The energy of a structure of the last evaluation in eV, without reference energies.
  package func energy(_ structure: Int) -> Double {
    (atomOffsets[structure]..<atomOffsets[structure + 1]).reduce(0) {
      $0 + evaluation.results.base[$1].energy
    }
  }

  /// The force on an atom in eV/Å.
  package func force(_ atom: Int) -> SIMD3<Double> {
    let force = evaluation.forces.base[atom]
    return SIMD3(force.x, force.y, force.z)
  }

  /// The virial −∂E/∂strain of a structure in eV.
  package func virial(_ structure: Int) -> Matrix3 {
    (atomOffsets[structure]..<atomOffsets[structure + 1]).reduce(.zero) {
      $0 + evaluation.results.base[$1].virial
    }
  }

  /// Sets the coefficient a of a structure's energy.
  package func setEnergyCoefficient(_ value: Double, structure: Int) {
    seeds.base[structure] = L.Scalar(value)
  }

  /// Sets the coefficients v of ∂E/∂R of an atom.
  package func setDisplacement(_ value: SIMD3<Double>, atom: Int) {
    for axis in 0..<3 { displacements.base[3 * atom + axis] = L.Scalar(value[axis]) }
  }

  /// Sets the coefficients S of ∂E/∂strain of a structure; `hasStrains` must then be passed on.
  package func setStrain(_ value: Matrix3, structure: Int) {
    for (index, entry) in value.elements.enumerated() {
      strains.base[9 * structure + index] = L.Scalar(entry)
    }
  }

  /// Adds the parameter gradient of Σ a E + v·∇E + S : ∂E/∂strain to `gradient`.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func accumulateGradient(hasStrains: Bool) {
    accumulate(
      sweep,
      JetDirections(
        displacements: [UnsafePointer(displacements.base)],
        strains: [hasStrains ? UnsafePointer(strains.base) : nil],
        structures: UnsafePointer(structures.base)))
  }

  // MARK: Curvature

  /// Sets the direction u of an atom in Hessian-vector products, in Å.
  package func setProbe(_ value: SIMD3<Double>, atom: Int) {
    for axis in 0..<3 { probes.base[3 * atom + axis] = L.Scalar(value[axis]) }
  }

  /// Computes H u for the probes that have been set.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func evaluateProducts() {
    products.fill(evaluation.pairs.siteCount + 1, with: .zero)
    sweep.addForceJets(
      of: evaluation.pairs,
      directions: JetDirections(
        displacements: [UnsafePointer(probes.base)], strains: [nil], structures: nil),
      scratch: dualGradient, to: products.base)
  }

  /// The product H u at an atom in eV/Å.
  package func product(_ atom: Int) -> SIMD3<Double> {
    let product = products.base[atom]
    return -SIMD3(product.x, product.y, product.z)
  }

  /// Sets the coefficients w of H u of an atom.
  package func setProductCoefficient(_ value: SIMD3<Double>, atom: Int) {
    for axis in 0..<3 { productCoefficients.base[3 * atom + axis] = L.Scalar(value[axis]) }
  }

  /// Adds the parameter gradient of Σ a E + v·∇E + S : ∂E/∂strain + wᵀH u to `gradient`.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func accumulateCurvatureGradient(hasStrains: Bool) {
    accumulate(
      curvatureSweep,
      JetDirections(
        displacements: [
          UnsafePointer(probes.base), UnsafePointer(productCoefficients.base),
          UnsafePointer(displacements.base),
        ],
        strains: [nil, nil, hasStrains ? UnsafePointer(strains.base) : nil],
        structures: UnsafePointer(structures.base)))
  }

  /// Adds the gradient of the top component of Σ (1 + ε a) E at displaced atoms, ε being the top unit.
  private func accumulate<J: Jet>(
    _ sweep: DensitySweep<J>, _ directions: JetDirections<L.Scalar>
  ) where J.L == L {
    let pairs = evaluation.pairs
    for (index, block) in pairs.blocks.enumerated() {
      var (unit, coefficient) = (L.zero, L.zero)
      let centers = pairs.centers.base + index * L.width
      for lane in 0..<L.width where centers[lane] != Int32(pairs.siteCount) {
        unit[lane] = 1
        coefficient[lane] = seeds.base[Int(structures.base[Int(centers[lane])])]
      }
      var seed = J(unit)
      seed.top = coefficient
      _ = sweep.forward(block, index: index, of: pairs, directions: directions)
      sweep.reverse(block, seed: seed)
      sweep.accumulate(block, of: pairs, seed: seed, into: gradient)
    }
  }
}

extension DensityPotential {
  /// The pairs of a configuration with their vectors, as training keeps them.
  package func graph<Scalar>(of configuration: Configuration) throws -> NeighborGraph<Scalar> {
    let elements = try elementIndices(of: [configuration])
    let list = try NeighborList(of: configuration, cutoff: cutoff)
    let vectors = list.vectors(in: configuration)
    var graph = NeighborGraph<Scalar>(
      elementCount: self.elements.count, elements: elements, offsets: [], neighbors: [], vectors: [])
    graph.neighbors.reserveCapacity(list.neighbors.count)
    graph.vectors.reserveCapacity(3 * list.neighbors.count)
    for atom in 0..<configuration.count {
      for element in 0..<Int32(self.elements.count) {
        graph.offsets.append(Int32(graph.neighbors.count))
        for pair in list.pairs(of: atom) where elements[Int(list.neighbors[pair])] == element {
          graph.neighbors.append(list.neighbors[pair])
          let vector = vectors[pair]
          graph.vectors.append(contentsOf: [Scalar(vector.x), Scalar(vector.y), Scalar(vector.z)])
        }
      }
    }
    graph.offsets.append(Int32(graph.neighbors.count))
    return graph
  }
}
