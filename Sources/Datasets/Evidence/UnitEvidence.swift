public import Atomistics

/// What the numbers of a data set say about their units and signs, whatever the file says.
///
/// - `length`: how far nearest neighbors are. All that follows is computed with the length that this tells.
/// - `energy`: total energies in proportion to those of free atoms.
/// - `work`: energy differences of close frames against the work −½ Σ (F₁ + F₂) · Δx of their forces; the slope
///   is 1 where all three fit together, −1 where the forces are gradients, 1.89 for forces per bohr, and so on.
/// - `strainWork`: the rest of the energy differences of close frames with different cells against
///   −½ (W₁ + W₂) : ε.
/// - `rotation`: H (ω × r) against −ω × F in molecules, alone in a large cell or in none; the slope is 1.
/// - `forceChange`: F₂ − F₁ against −½ (H₁ + H₂) Δx for close frames in crystals; the slope is 1.
/// - `topFrequency`: the highest vibrational frequency of molecules with hydrogen in cm⁻¹, the median of frames.
public struct UnitEvidence: Sendable {
  public private(set) var length: LengthEvidence?
  public private(set) var energy: EnergyEvidence?
  public private(set) var work: Proportion?
  public private(set) var strainWork: Proportion?
  public private(set) var rotation: Proportion?
  public private(set) var forceChange: Proportion?
  public private(set) var topFrequency: Double?

  /// So many Hessians are looked at.
  private static let hessianLimit = 16

  /// Examines frames, of which neighbors in a trajectory should be neighbors here.
  ///
  /// Cost: a second at most for any number of frames that makes sense here (``DatasetFile/unitEvidence()``).
  public init(_ given: [LabeledConfiguration]) {
    length = LengthEvidence(given.map(\.configuration))
    energy = EnergyEvidence(given)
    let scale = length?.mistake?.factor ?? 1
    let frames = scale == 1 ? given : given.map { $0.scaled(by: scale) }
    examinePairs(frames.filter { $0.labels.energy != nil && $0.labels.forces != nil })
    let curved = Array(frames.filter { $0.labels.hessian != nil }.prefix(UnitEvidence.hessianLimit))
    rotation = UnitEvidence.rotation(curved)
    forceChange = UnitEvidence.forceChange(curved)
    let frequencies = curved.filter { $0.configuration.hasBondedHydrogen }
      .compactMap { HessianEvidence($0)?.topFrequency }.sorted()
    topFrequency = frequencies.isEmpty ? nil : frequencies[frequencies.count / 2]
  }

  private mutating func examinePairs(_ frames: [LabeledConfiguration]) {
    var atRest: [Proportion.Point] = []
    var strained: [(work: Double, strainWork: Double, difference: Double, weight: Double)] = []
    for entry in NearestPairs(frames.map(\.configuration)).entries {
      let (first, second) = (frames[entry.first].labels, frames[entry.second].labels)
      guard let energies = zip(first.energy, second.energy), let forces = zip(first.forces, second.forces)
      else { continue }
      let work = entry.pair.work(forces.0, forces.1)
      let difference = energies.1 - energies.0
      let weight = 1 / entry.meanSquare
      if !entry.pair.isStrained {
        atRest.append(Proportion.Point(x: work, y: difference, weight: weight))
      } else if let virials = zip(first.virial, second.virial) {
        let strainWork = entry.pair.strainWork(virials.0, virials.1)
        strained.append((work, strainWork, difference, weight))
      }
    }
    work = Proportion(atRest)
    // What the forces do not explain is left for the virial; they count as found, or as they are.
    let slope = work.flatMap { $0.isClear ? $0.slope : nil } ?? 1
    strainWork = Proportion(
      strained.map {
        Proportion.Point(x: $0.strainWork, y: $0.difference - slope * $0.work, weight: $0.weight)
      })
  }

  private static func rotation(_ frames: [LabeledConfiguration]) -> Proportion? {
    var points: [Proportion.Point] = []
    for frame in frames where frame.configuration.isIsolated {
      guard let hessian = HessianEvidence(frame), let forces = frame.labels.forces else { continue }
      let (turned, responses) = hessian.rotationRule(forces)
      points += zip(turned, responses).flatMap { components(x: $0, y: $1) }
    }
    return Proportion(points)
  }

  private static func forceChange(_ frames: [LabeledConfiguration]) -> Proportion? {
    let crystals = frames.filter { $0.configuration.cell != nil && $0.labels.forces != nil }
    var points: [Proportion.Point] = []
    for entry in NearestPairs(crystals.map(\.configuration)).entries
    where !entry.pair.isStrained {
      let (first, second) = (crystals[entry.first], crystals[entry.second])
      guard let hessians = zip(HessianEvidence(first), HessianEvidence(second)),
        let forces = zip(first.labels.forces, second.labels.forces)
      else { continue }
      let changes = entry.pair.forceChange(forces.0, forces.1)
      let steps = entry.pair.displacements
      let expected = zip(hessians.0.product(steps), hessians.1.product(steps)).map { -0.5 * ($0 + $1) }
      points += zip(expected, changes).flatMap { components(x: $0, y: $1) }
    }
    return Proportion(points)
  }

  private static func components(x: SIMD3<Double>, y: SIMD3<Double>) -> [Proportion.Point] {
    (0..<3).map { Proportion.Point(x: x[$0], y: y[$0], weight: 1) }
  }
}

/// Both values, where there are both.
private func zip<A, B>(_ first: A?, _ second: B?) -> (A, B)? {
  guard let first, let second else { return nil }
  return (first, second)
}

extension LabeledConfiguration {
  /// The frame with all lengths multiplied by a factor.
  func scaled(by factor: Double) -> LabeledConfiguration {
    var copy = self
    copy.configuration.positions = configuration.positions.map { factor * $0 }
    if let cell = configuration.cell { copy.configuration.cell?.vectors = factor * cell.vectors }
    return copy
  }
}

extension Configuration {
  /// Whether there is hydrogen and something that it may be bonded to.
  fileprivate var hasBondedHydrogen: Bool {
    let numbers = elements.map(\.atomicNumber)
    return numbers.contains(1) && numbers.contains { (5...9).contains($0) }
  }
}
