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
      for atom in atoms
      where !positions[atom].x.isFinite || !positions[atom].y.isFinite
        || !positions[atom].z.isFinite
      {
        throw PotentialError.positionNotFinite(structure: structure, atom: atom - atoms.lowerBound)
      }
    }
    try verlet.update(positions: positions, cells: cells)
    for structure in evaluation.energies.indices { sum(structure, positions) }
  }

  /// Energy, forces and virial of one structure.
  private mutating func sum(_ structure: Int, _ positions: [SIMD3<Double>]) {
    let list = verlet.list
    let lattice = verlet.cells[structure]?.vectors ?? .zero
    let squaredCutoff = potential.cutoff * potential.cutoff
    var energy = 0.0
    var virial = Matrix3.zero
    var smallest = Double.infinity
    for i in verlet.atoms(of: structure) {
      var atomEnergy = 0.0
      var force = SIMD3<Double>.zero
      for pair in list.offsets[i]..<list.offsets[i + 1] {
        let j = Int(list.neighbors[pair])
        let shift = list.shifts[pair]
        var vector = positions[j] - positions[i]
        if shift != .zero { vector += SIMD3<Double>(shift) * lattice }
        let square = (vector * vector).sum()
        // The list reaches beyond the cutoff by its skin.
        guard square < squaredCutoff else { continue }
        smallest = min(smallest, square)
        let distance = square.squareRoot()
        let parameters = mixed[kinds[i] * potential.elements.count + kinds[j]]
        let (value, slope) = potential.pair(parameters, distance: distance)
        atomEnergy += value / 2
        // Each pair comes twice, once from either side: ∂E/∂r_i gets the whole slope here.
        let derivative = slope / distance * vector
        force += derivative
        virial.rows.0 -= 0.5 * derivative.x * vector
        virial.rows.1 -= 0.5 * derivative.y * vector
        virial.rows.2 -= 0.5 * derivative.z * vector
      }
      evaluation.atomEnergies[i] = atomEnergy
      evaluation.forces[i] = force
      energy += atomEnergy
    }
    evaluation.energies[structure] = energy
    evaluation.virials[structure] = virial
    evaluation.smallestDistances[structure] = smallest.squareRoot()
  }
}
