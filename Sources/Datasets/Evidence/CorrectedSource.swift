import Atomistics

/// Data whose units or signs are not those that were assumed, put right.
struct CorrectedSource: FrameSource {
  private let base: any FrameSource
  private let corrections: [UnitVerdict.Correction]

  init(_ base: any FrameSource, _ corrections: [UnitVerdict.Correction]) {
    self.base = base
    self.corrections = corrections
  }

  var layout: String { base.layout }
  var count: Int { base.count }
  var groups: [FrameRange] { base.groups }
  var isolatedAtomEnergies: [Element: Double] {
    let factor = factor(of: .energy)
    return base.isolatedAtomEnergies.mapValues { $0 * factor }
  }
  var attributes: [String: String] { base.attributes }
  var conventions: [UnitConvention] { base.conventions }
  var notes: [String] { base.notes + corrections.map { "corrected: \($0)" } }

  func counts(_ range: Range<Int>) throws -> FrameCounts { try base.counts(range) }

  func frameResults(_ range: Range<Int>) throws -> [Result<LabeledConfiguration, DatasetError>] {
    try base.frameResults(range).map { $0.map(corrected) }
  }

  private func factor(of quantity: Quantity) -> Double {
    corrections.first { $0.quantity == quantity }?.mistake.factor ?? 1
  }

  private func corrected(_ frame: LabeledConfiguration) -> LabeledConfiguration {
    var copy = frame
    for correction in corrections {
      let factor = correction.mistake.factor
      switch correction.quantity {
      case .length: copy.configuration = frame.scaled(by: factor).configuration
      case .energy: copy.labels.energy = frame.labels.energy.map { factor * $0 }
      case .force: copy.labels.forces = frame.labels.forces.map { $0.map { factor * $0 } }
      case .virial, .stress: copy.labels.virial = frame.labels.virial.map { factor * $0 }
      case .hessian: copy.labels.hessian = frame.labels.hessian.map { $0.map { factor * $0 } }
      }
    }
    return copy
  }
}

extension FrameSource {
  /// These data with units and signs put right where the numbers themselves leave no doubt.
  ///
  /// What the user chose is never touched, and by default neither is what the file states or the layout
  /// documents: a contradiction there is for a person to decide, and ``DatasetCheck`` reports it. Cost: nothing
  /// where nothing is open to correction, and otherwise what ``UnitEvidence`` takes.
  ///
  /// - Throws: As `frameResults`.
  func correcting(_ policy: UnitCorrectionPolicy) throws -> any FrameSource {
    let quantities = Set(conventions.filter { policy.covers($0.basis) }.map(\.quantity.kind))
    guard !quantities.isEmpty else { return self }
    let corrections = try UnitVerdict(UnitEvidence(sample().map(\.frame))).corrections
      .filter { quantities.contains($0.quantity.kind) }
    return corrections.isEmpty ? self : CorrectedSource(self, corrections)
  }

  /// Frames from all parts of the data (``FrameSample``) with their places, without those that cannot be
  /// used.
  func sample() throws -> [SampledFrame] {
    try FrameSample.ranges(of: count).flatMap { range in
      try zip(range, frameResults(range)).compactMap { index, result in
        (try? result.get()).map { SampledFrame(index: index, frame: $0) }
      }
    }
  }
}

extension UnitCorrectionPolicy {
  /// Whether a unit that is known in some way may be put right.
  fileprivate func covers(_ basis: UnitConvention.Basis) -> Bool {
    switch self {
    case .none: false
    case .assumed: basis == .assumed
    case .all: basis != .chosen
    }
  }
}

extension Quantity {
  /// Stresses become virials when they are read.
  fileprivate var kind: Quantity { self == .stress ? .virial : self }
}

extension UnitVerdict.Correction: CustomStringConvertible {
  /// `forces × −1 (gradients named forces), because …`.
  public var description: String {
    let factor = mistake.factor == -1 ? "-1" : rounded(mistake.factor)
    return "\(quantity.rawValue) × \(factor) (\(mistake.words)), because \(reason)"
  }
}
