/// What the evidence about units and signs comes to.
public struct UnitVerdict: Sendable {
  /// A quantity whose numbers are certainly wrong by a known factor.
  public struct Correction: Sendable, Hashable {
    /// What is wrong.
    public let quantity: Quantity
    /// What happened, and what makes it right.
    public let mistake: UnitMistake
    /// The figures that show it.
    public let reason: String
  }

  /// What must be corrected; empty where everything fits together, or nothing is certain.
  public private(set) var corrections: [Correction] = []
  /// What certainly does not belong together, and no known mistake explains.
  public private(set) var contradictions: [String] = []
  /// What does not fit together, but cannot be blamed on one quantity.
  public private(set) var doubts: [String] = []
  /// The evidence with its figures, one line each.
  public private(set) var findings: [String] = []

  /// Judges evidence.
  ///
  /// With e, f, h and w for what energies, forces, Hessians and virials must be multiplied by: the total energy
  /// gives e, and each proportion the next, because e ΔE = f · work, h H(ω × r) = −f ω × F and e ΔE = w W : ε.
  /// A unit of energy is blamed only where the total energy and the work agree on it.
  public init(_ evidence: UnitEvidence) {
    judgeLength(evidence)
    let energyFactor = judgeEnergy(evidence)
    let forceFactor = judgeForces(evidence, energyFactor ?? 1, isEnergyKnown: energyFactor != nil)
    judgeHessian(evidence, forceFactor ?? 1)
    judgeVirial(evidence, energyFactor ?? 1)
  }

  /// The factor of a quantity; 1 where it needs no correction.
  public func factor(of quantity: Quantity) -> Double {
    corrections.first { $0.quantity == quantity }?.mistake.factor ?? 1
  }

  private mutating func judgeLength(_ evidence: UnitEvidence) {
    guard let length = evidence.length else { return }
    let figure =
      "nearest neighbors are \(rounded(length.ratio)) times the sum of their covalent radii apart "
      + "(\(length.count) atoms)"
    findings.append(figure)
    if let mistake = length.mistake, mistake != .none {
      corrections.append(Correction(quantity: .length, mistake: mistake, reason: figure))
    } else if length.quartiles[0] > 3 || length.quartiles[1] < 0.3 {
      doubts.append("\(figure), where 1 is usual: the coordinates may have another unit")
    }
  }

  /// - Returns: What energies must be multiplied by, or `nil` where their unit is not known.
  private mutating func judgeEnergy(_ evidence: UnitEvidence) -> Double? {
    guard let energy = evidence.energy else { return nil }
    let figure =
      "total energies are \(rounded(energy.ratio)) times those of free atoms with all electrons "
      + "(\(energy.count) frames)"
    findings.append(figure)
    guard let mistake = energy.mistake, mistake != .none else { return energy.mistake?.factor }
    guard let work = evidence.work, work.isClear,
      UnitMistake.closest(
        to: work.slope * mistake.factor, uncertainty: work.uncertainty * mistake.factor,
        among: UnitMistake.forces)?.isGeometric == true
    else {
      doubts.append(
        "\(figure), which fits \(mistake.words), but also energies without core electrons; forces do not decide")
      return nil
    }
    corrections.append(Correction(quantity: .energy, mistake: mistake, reason: figure))
    return mistake.factor
  }

  private mutating func judgeForces(
    _ evidence: UnitEvidence, _ energyFactor: Double, isEnergyKnown: Bool
  ) -> Double? {
    guard let work = evidence.work else { return judgeSignOfForces(evidence) }
    let figure = "energy differences of close frames over the work of the forces: \(work)"
    findings.append(figure)
    guard work.isClear else { return judgeSignOfForces(evidence) }
    guard
      let mistake = UnitMistake.closest(
        to: work.slope * energyFactor, uncertainty: work.uncertainty * energyFactor, among: UnitMistake.forces)
    else {
      addUnexplained(figure, work.slope)
      return nil
    }
    guard mistake != .none else { return 1 }
    guard mistake.isGeometric || isEnergyKnown else {
      doubts.append(
        "\(figure), where 1 is right: forces need \(mistake.words), or energies the reverse")
      return nil
    }
    corrections.append(Correction(quantity: .force, mistake: mistake, reason: figure))
    return mistake.factor
  }

  /// The sign of forces by the Hessian, whose own sign is certain: its largest eigenvalue is positive.
  private mutating func judgeSignOfForces(_ evidence: UnitEvidence) -> Double? {
    guard let rotation = evidence.rotation, rotation.isClear, rotation.slope < 0,
      evidence.topFrequency ?? 0 > 0,
      let mistake = UnitMistake.forces.first(where: { $0.factor == -1 })
    else { return nil }
    corrections.append(
      Correction(quantity: .force, mistake: mistake, reason: UnitVerdict.words(rotation: rotation)))
    return mistake.factor
  }

  private static func words(rotation: Proportion) -> String {
    "the change of forces when a molecule is turned, by its Hessian over by its forces: \(rotation)"
  }

  private mutating func judgeHessian(_ evidence: UnitEvidence, _ forceFactor: Double) {
    var known: UnitMistake?
    let comparisons = [
      evidence.rotation.map { ($0, UnitVerdict.words(rotation: $0), forceFactor / $0.slope) },
      evidence.forceChange.map {
        ($0, "force differences of close frames over those that Hessians expect: \($0)", forceFactor * $0.slope)
      },
    ]
    for case let (proportion, figure, factor)? in comparisons {
      findings.append(figure)
      guard proportion.isClear else { continue }
      let relative = proportion.uncertainty / abs(proportion.slope)
      guard
        let mistake = UnitMistake.closest(
          to: factor, uncertainty: relative * abs(factor), among: UnitMistake.hessians)
      else {
        addUnexplained(figure, proportion.slope)
        continue
      }
      if mistake != .none, known == nil {
        corrections.append(Correction(quantity: .hessian, mistake: mistake, reason: figure))
      }
      known = known ?? mistake
    }
    guard let frequency = evidence.topFrequency else { return }
    let figure = "the highest frequency of a molecule with hydrogen is \(rounded(frequency)) cm⁻¹"
    findings.append(figure)
    let corrected = frequency * (known?.factor ?? 1).squareRoot()
    if !(2000...5500).contains(corrected) {
      doubts.append("\(figure), where 2700 to 4400 is usual: the Hessian may have another unit")
    }
  }

  /// Slopes that differ from 1 by less than a factor of four may come from frames that are not close enough.
  private mutating func addUnexplained(_ figure: String, _ slope: Double) {
    let words = "\(figure), where 1 is right; this fits no known mistake"
    if (0.25...4).contains(abs(slope)) { doubts.append(words) } else { contradictions.append(words) }
  }

  private mutating func judgeVirial(_ evidence: UnitEvidence, _ energyFactor: Double) {
    guard let strain = evidence.strainWork else { return }
    let figure = "what forces leave of the energy differences of strained cells over the work of the virial: \(strain)"
    findings.append(figure)
    guard strain.isClear else { return }
    guard
      let mistake = UnitMistake.closest(
        to: strain.slope * energyFactor, uncertainty: strain.uncertainty * energyFactor,
        among: UnitMistake.virials)
    else {
      addUnexplained(figure, strain.slope)
      return
    }
    if mistake != .none {
      corrections.append(Correction(quantity: .virial, mistake: mistake, reason: figure))
    }
  }
}
