import Atomistics

/// Two frames of the same atoms in the same order, the second brought as close to the first as it goes.
///
/// Molecules are superposed (``Superposition``). In crystals each atom takes its nearest image in fractional
/// coordinates, the drift of all atoms is removed, and what remains of a change of the cell is a strain.
struct FramePair {
  /// The displacement of each atom from the first to the second frame in Å.
  let displacements: [SIMD3<Double>]
  /// The strain from the first to the second frame; zero for molecules.
  let strain: Matrix3
  /// Turns vectors of the second frame into the orientation of the first.
  private let rotation: Matrix3

  /// Strains beyond this are no longer small, and rotations of the cell beyond a tenth of the strain make
  /// forces and cells disagree about directions.
  private static let largestStrain = 0.1

  /// Matches two frames, or `nil` where atoms or cells are not comparable.
  init?(_ first: Configuration, _ second: Configuration) {
    guard first.elements == second.elements, first.count > 0 else { return nil }
    switch (first.cell, second.cell) {
    case (nil, nil):
      let superposition = Superposition(of: second.positions, onto: first.positions)
      displacements = zip(first.positions, second.positions).map { superposition.place($1) - $0 }
      strain = .zero
      rotation = superposition.rotation
    case (let own?, let other?):
      guard own.periodicity == other.periodicity,
        let strain = FramePair.strain(from: own.vectors, to: other.vectors)
      else { return nil }
      displacements = FramePair.displacements(first.positions, own, second.positions, other)
      self.strain = strain
      rotation = .identity
    default: return nil
    }
  }

  /// Whether the cells of the two frames differ by more than rounding and drifts of a barostat.
  var isStrained: Bool { strain.elements.contains { abs($0) >= 1e-4 } }

  /// Σ |Δx|² in Å².
  var squaredDistance: Double { displacements.reduce(0) { $0 + $1.dot($1) } }

  /// The work −½ Σ (F₁ + F₂) · Δx of the mean forces along the way in eV: E₂ − E₁ to second order at
  /// constant cell.
  func work(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    var sum = 0.0
    for atom in displacements.indices {
      sum -= 0.5 * (first[atom] + second[atom] * rotation).dot(displacements[atom])
    }
    return sum
  }

  /// Half of |Σ (F₂ − F₁) · Δx| in eV: how far the work of the forces of either frame is from that of their mean.
  func workSpread(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
    abs(zip(forceChange(first, second), displacements).reduce(0) { $0 + $1.0.dot($1.1) }) / 2
  }

  /// The work −½ (W₁ + W₂) : ε of the mean virial along the way in eV.
  func strainWork(_ first: Matrix3, _ second: Matrix3) -> Double {
    -0.5 * zip((first + second).elements, strain.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The change of forces F₂ − F₁ in eV/Å, in the orientation of the first frame.
  func forceChange(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> [SIMD3<Double>] {
    zip(first, second).map { $1 * rotation - $0 }
  }

  /// The symmetric strain ε with b ≈ a (1 + ε) for rows a, or `nil` where it is large or b is turned.
  private static func strain(from a: Matrix3, to b: Matrix3) -> Matrix3? {
    let change = a.inverse * b - .identity
    let symmetric = 0.5 * (change + change.transpose)
    func size(_ matrix: Matrix3) -> Double { matrix.elements.map(abs).max() ?? 0 }
    // False for NaN, which a flat cell leaves behind.
    guard size(symmetric) < largestStrain,
      size(change - change.transpose) <= 0.1 * size(symmetric) + 1e-9
    else { return nil }
    return symmetric
  }

  private static func displacements(
    _ first: [SIMD3<Double>], _ own: Cell, _ second: [SIMD3<Double>], _ other: Cell
  ) -> [SIMD3<Double>] {
    let (inverse, otherInverse) = (own.vectors.inverse, other.vectors.inverse)
    let meanCell = 0.5 * (own.vectors + other.vectors)
    var anchor = SIMD3<Double>.zero
    var steps: [SIMD3<Double>] = []
    steps.reserveCapacity(first.count)
    for atom in first.indices {
      var step = second[atom] * otherInverse - first[atom] * inverse
      // A crystal may have drifted by any part of a cell: all is measured from the first atom.
      if atom == 0 { anchor = step }
      step -= anchor
      for axis in 0..<3 where own.periodicity[axis] { step[axis] -= step[axis].rounded() }
      steps.append(step * meanCell)
    }
    let drift = steps.reduce(.zero, +) / Double(steps.count)
    return steps.map { $0 - drift }
  }
}
