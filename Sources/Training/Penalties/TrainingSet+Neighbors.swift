package import Atomistics

extension TrainingSet {
  /// What frames must share for a path to lead from one to the other.
  struct Composition: Hashable, Sendable {
    /// The elements in their order.
    let elements: [Element]
    let periodicity: [Bool]?

    init(_ configuration: Configuration) {
      elements = configuration.elements
      periodicity = configuration.cell?.periodicity
    }
  }

  /// Among how many random frames of equal composition a neighbor is the nearest: finding the nearest of all
  /// would cost the square of their number, and would always be the same one.
  private static let candidateCount = 8

  /// The displacement of the atoms of a frame to those of a near one; `nil` where no other has its composition.
  ///
  /// Molecules are superposed first; in a crystal atoms go to the nearest image, in the cell of the frame.
  func stepToNeighbor(of structure: Int, using generator: inout RandomGenerator) -> [SIMD3<Double>]? {
    let own = configurations[structure]
    guard let alike = compositions[Composition(own)], alike.count > 1,
      let place = alike.firstIndex(of: structure)
    else { return nil }
    var nearest: (square: Double, step: [SIMD3<Double>])?
    for _ in 0..<min(Self.candidateCount, alike.count - 1) {
      let drawn = Int.random(in: 1..<alike.count, using: &generator)
      let other = configurations[alike[(place + drawn) % alike.count]]
      let step = own.step(towards: other)
      let square = step.reduce(0) { $0 + $1.dot($1) }
      if square < nearest?.square ?? .infinity { nearest = (square, step) }
    }
    return nearest?.step
  }
}

extension Configuration {
  /// The displacement of every atom to its place in a configuration of the same composition, in Å.
  package func step(towards other: Configuration) -> [SIMD3<Double>] {
    guard let cell, let otherCell = other.cell else {
      let superposition = Superposition(of: other.positions, onto: positions)
      return zip(positions, other.positions).map { superposition.place($1) - $0 }
    }
    let (inverse, otherInverse) = (cell.vectors.inverse, otherCell.vectors.inverse)
    let fractions = zip(positions, other.positions).map { own, target in
      var fraction = target * otherInverse - own * inverse
      for axis in 0..<3 where cell.periodicity[axis] { fraction[axis] -= fraction[axis].rounded() }
      return fraction
    }
    // A common translation changes nothing.
    let mean = fractions.reduce(.zero, +) / Double(max(count, 1))
    return fractions.map { ($0 - mean) * cell.vectors }
  }
}
