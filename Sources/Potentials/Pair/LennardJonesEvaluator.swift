internal import Atomistics

/// Sums a Lennard-Jones potential over the pairs of a Verlet list.
struct LennardJonesEvaluator: Evaluator {
  private(set) var evaluation: Evaluation
  private let potential: LennardJones
  private var verlet: VerletList

  /// The element of each atom as an index of `potential.elements`.
  private let kinds: [Int]

  /// ε and σ of each pair of elements in row order.
  private let mixed: [LennardJones.Parameters]

  init(_ potential: LennardJones, structures: [Configuration], skin: Double) throws {
    self.potential = potential
    var kinds: [Int] = []
    for (index, structure) in structures.enumerated() {
      for element in structure.elements {
        guard let kind = potential.elements.firstIndex(of: element) else {
          throw PotentialError.unknownElement(
            element, structure: index, known: potential.elements)
        }
        kinds.append(kind)
      }
    }
    self.kinds = kinds
    let all = potential.elements.indices
    mixed = all.flatMap { first in all.map { potential.mixed(first, $0) } }
    verlet = try VerletList(of: structures, cutoff: potential.cutoff, skin: skin)
    evaluation = Evaluation(atomCounts: structures.map(\.count))
  }

  mutating func evaluate(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    for structure in evaluation.energies.indices {
      let atoms = verlet.atoms(of: structure)
      for atom in atoms where !positions[atom].x.isFinite || !positions[atom].y.isFinite
        || !positions[atom].z.isFinite {
        throw PotentialError.positionNotFinite(structure: structure, atom: atom - atoms.lowerBound)
      }
    }
    try verlet.update(positions: positions, cells: cells)
    for structure in evaluation.energies.indices { sum(structure, positions) }
  }

  /// Energy, forces and virial of one structure.
  private mutating func sum(_ structure: Int, _ positions: [SIMD3<Double>]) {
    let lattice = verlet.cells[structure]?.vectors ?? .zero
    var energy = 0.0
    var virial = Matrix3.zero
    var smallest = Double.infinity
    for i in verlet.atoms(of: structure) {
      var atomEnergy = 0.0
      var force = SIMD3<Double>.zero
      for pair in verlet.list.pairs(of: i) {
        let j = Int(verlet.list.neighbors[pair])
        let shift = verlet.list.shifts[pair]
        var vector = positions[j] - positions[i]
        if shift != .zero { vector += SIMD3<Double>(shift) * lattice }
        let distance = vector.norm
        guard distance < potential.cutoff else { continue }
        smallest = min(smallest, distance)
        let parameters = mixed[kinds[i] * potential.elements.count + kinds[j]]
        let (value, slope) = potential.pair(parameters, distance: distance)
        atomEnergy += value / 2
        // Each pair comes twice, once from either side: ∂E/∂r_i gets the whole slope here.
        let derivative = slope / distance * vector
        force += derivative
        virial = virial - 0.5 * Matrix3(outer: derivative, vector)
      }
      evaluation.atomEnergies[i] = atomEnergy
      evaluation.forces[i] = force
      energy += atomEnergy
    }
    evaluation.energies[structure] = energy
    evaluation.virials[structure] = virial
    evaluation.smallestDistances[structure] = smallest
  }
}
