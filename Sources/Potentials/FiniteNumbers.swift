internal import Atomistics

extension PotentialError {
  /// Throws `positionNotFinite` for the first position that is NaN or infinite.
  static func requireFinite(_ positions: [SIMD3<Double>], structureOffsets: [Int]) throws {
    for structure in 0..<structureOffsets.count - 1 {
      let first = structureOffsets[structure]
      for atom in first..<structureOffsets[structure + 1] {
        let position = positions[atom]
        guard position.x.isFinite, position.y.isFinite, position.z.isFinite else {
          throw PotentialError.positionNotFinite(structure: structure, atom: atom - first)
        }
      }
    }
  }
}

extension Evaluation {
  /// Throws `PotentialError.resultNotFinite` for the first structure with an energy or a force that is NaN
  /// or infinite, as where atoms coincide.
  func requireFinite(structureOffsets: [Int]) throws {
    for structure in energies.indices {
      var sum = SIMD3(repeating: energies[structure])
      // Zero times a number that is not finite is NaN, which no later addend removes.
      for atom in structureOffsets[structure]..<structureOffsets[structure + 1] { sum += 0 * forces[atom] }
      guard sum.x.isFinite, sum.y.isFinite, sum.z.isFinite else {
        throw PotentialError.resultNotFinite(structure: structure)
      }
    }
  }
}
