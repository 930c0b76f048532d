/// Something that a check of a data set found, once for all frames that it is about.
public struct DatasetFinding: Sendable, Hashable {
  /// How bad a finding is.
  public enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// Worth knowing.
    case note
    /// Probably a mistake; a fit can be made all the same.
    case warning
    /// The data cannot be used as they are.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  /// What was looked for (``DatasetCheck``).
  public enum Rule: String, Sendable, CaseIterable {
    case unreadableFrame, noLabels, impossibleNumber, atomsTooClose, closeAtoms, flatCell, netForce, netTorque
    case asymmetricVirial, asymmetricHessian, brokenTranslationRule, brokenRotationRule
    case contradictedUnit, contradictedLabels, doubtfulUnit, inconsistentEnergy, constantLabel, zeroLabel
    case duplicateFrame, equivalentFrame, nearDuplicate, leakedFrame, nearLeak, unknownElement
    case energyOutlier, forceOutlier, thinCell, absentPair, missingLabel

    /// Whether a frame that it is about is better left out of a fit.
    public var isRemovable: Bool {
      switch self {
      case .unreadableFrame, .impossibleNumber, .atomsTooClose, .flatCell, .netTorque, .asymmetricHessian, .brokenTranslationRule,
        .brokenRotationRule, .inconsistentEnergy, .duplicateFrame, .leakedFrame, .energyOutlier, .forceOutlier:
        true
      case .noLabels, .closeAtoms, .netForce, .asymmetricVirial, .contradictedUnit, .contradictedLabels, .doubtfulUnit,
        .constantLabel, .zeroLabel, .equivalentFrame, .nearDuplicate, .nearLeak, .unknownElement, .thinCell, .absentPair, .missingLabel:
        false
      }
    }
  }

  /// What was looked for.
  public var rule: Rule
  /// How bad it is.
  public var severity: Severity
  /// What was found, in words, with the worst figure.
  public var message: String
  /// What to do about it.
  public var advice: String
  /// The number of frames concerned.
  public var count: Int
  /// The names of the worst of these frames, at most ten.
  public var frames: [String]
}

extension DatasetFinding: CustomStringConvertible {
  public var description: String {
    let names = frames.prefix(3).joined(separator: ", ") + (count > 3 ? ", … (\(count) in all)" : "")
    return "\(severity): \(message)" + (frames.isEmpty ? "" : " [\(names)]") + "; \(advice)"
  }
}
