import Atomistics

/// How far the nearest neighbors of atoms are, in units of the sum of the covalent radii.
///
/// The median over all atoms is close to 1 in molecules, metals, semiconductors and salts: 0.96 for O-H, 1.02
/// for C-H, 0.97 for copper, 1.06 for silicon, 1.03 for KCl. A length in bohr that is read as Å gives 1.9
/// times as much, and one in nm a tenth. Where the middle half of the atoms disagrees, as in scans of a
/// dissociation, nothing is concluded. Noble gases, which do not bond, are left out.
public struct LengthEvidence: Sendable, Hashable {
  /// The median of the ratios.
  public let ratio: Double
  /// A quarter of the ratios lie below the first and above the second.
  public let quartiles: [Double]
  /// The number of atoms.
  public let count: Int

  private static let nobleGases: Set<Int> = [2, 10, 18, 36, 54, 86]
  /// Bounds the time: the nearest neighbors of so many atoms of so many frames are looked for.
  private static let atomsOfAFrame = 24
  private static let frames = 64

  /// Measures frames, or `nil` where there are too few atoms with neighbors.
  init?(_ configurations: [Configuration]) {
    let step = max(configurations.count / LengthEvidence.frames, 1)
    let ratios = stride(from: 0, to: configurations.count, by: step)
      .flatMap { LengthEvidence.ratios(configurations[$0]) }.sorted()
    guard ratios.count >= 12 else { return nil }
    ratio = ratios[ratios.count / 2]
    quartiles = [ratios[ratios.count / 4], ratios[3 * ratios.count / 4]]
    count = ratios.count
  }

  /// The mistake that at least half of the atoms agree on; `nil` where it cannot be told.
  ///
  /// The ranges of the candidates do not overlap.
  var mistake: UnitMistake? {
    UnitMistake.lengths.first { mistake in
      quartiles.allSatisfy { $0 * mistake.factor > 0.8 && $0 * mistake.factor < 1.3 }
    }
  }

  private static func ratios(_ configuration: Configuration) -> [Double] {
    let step = max(configuration.count / atomsOfAFrame, 1)
    let radii = configuration.elements.map(\.covalentRadius)
    let images = NearestImages(configuration.cell)
    return stride(from: 0, to: configuration.count, by: step).compactMap { atom in
      guard !nobleGases.contains(configuration.elements[atom].atomicNumber) else { return nil }
      var nearest = Double.infinity
      for other in 0..<configuration.count {
        let vector = configuration.positions[other] - configuration.positions[atom]
        let squared = images.shortest(vector, isSameAtom: other == atom)
        nearest = min(nearest, squared.squareRoot() / (radii[atom] + radii[other]))
      }
      return nearest.isFinite ? nearest : nil
    }
  }
}

/// The shortest of the periodic images of a vector, among the 27 nearest cells.
private struct NearestImages {
  private let cell: Cell?
  private let inverse: Matrix3
  private let shifts: [SIMD3<Double>]

  init(_ cell: Cell?) {
    self.cell = cell
    inverse = cell?.vectors.inverse ?? .identity
    let steps = (0..<3).map { axis in cell?.periodicity[axis] == true ? [-1.0, 0, 1] : [0.0] }
    shifts = steps[0].flatMap { a in
      steps[1].flatMap { b in steps[2].map { c in SIMD3(a, b, c) * (cell?.vectors ?? .zero) } }
    }
  }

  /// The squared length; infinite for an atom and itself where nothing repeats.
  func shortest(_ vector: SIMD3<Double>, isSameAtom: Bool) -> Double {
    var wrapped = vector
    if let cell {
      var fraction = vector * inverse
      for axis in 0..<3 where cell.periodicity[axis] { fraction[axis] -= fraction[axis].rounded() }
      wrapped = fraction * cell.vectors
    }
    var shortest = Double.infinity
    for shift in shifts where !(isSameAtom && shift == .zero) {
      let image = wrapped + shift
      shortest = min(shortest, image.dot(image))
    }
    return shortest
  }
}
