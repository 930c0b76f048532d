package import Sobolev
package import Yams

/// One key of the configuration file: its name, meaning, unit and range, and the setting behind it.
///
/// Reading, checking, `config.yaml` and the documentation are all made from the one table `all`.
package struct ConfigurationKey: Sendable {
  /// The sections of the file.
  package enum Section: String, Sendable, CaseIterable {
    case model, nep, acsf, training, penalties

    /// The family that the section belongs to; `nil` for all.
    package var family: PotentialFamily? {
      switch self {
      case .model: .density
      case .nep: .nep
      case .acsf: .acsf
      case .training, .penalties: nil
      }
    }
  }

  /// Where the value comes from when the file does not give it.
  package enum Origin: Sendable {
    /// A fixed default.
    case fixed
    /// Chosen from the data.
    case data
    /// Chosen from the machine.
    case machine
  }

  /// The section that it stands in.
  package let section: Section
  /// Its name within the section.
  package let name: String
  /// What it does, in one sentence.
  package let summary: String
  /// The unit, where it has one.
  package let unit: String?
  /// The allowed values, as a message says them: `from 1 to 20`.
  package let allowed: String
  /// What kind of value it takes: `a number`.
  package let kind: String
  /// Where an absent value comes from.
  package let origin: Origin

  /// The present value as YAML text.
  package let read: @Sendable (FitSettings) -> String
  /// Checks a YAML node and gives the assignment that it stands for.
  package let parse: @Sendable (Node) throws(Problem) -> Assignment

  /// Sets one value.
  package typealias Assignment = @Sendable (inout FitSettings) -> Void

  /// What can be wrong with a value.
  package enum Problem: Error, Equatable {
    case wrongKind
    case outOfRange(String)
  }

  /// `section.name`.
  package var path: String { section.rawValue + "." + name }

  init<Value: ConfigurationValue>(
    _ section: Section, _ name: String, _ setting: any WritableKeyPath<FitSettings, Value> & Sendable,
    _ range: ClosedRange<Double>, unit: String? = nil, from origin: Origin = .fixed,
    _ summary: String
  ) {
    self.section = section
    self.name = name
    self.summary = summary
    self.unit = unit
    self.origin = origin
    kind = Value.kind
    allowed = "from \(shortest(range.lowerBound)) to \(shortest(range.upperBound))"
    read = { $0[keyPath: setting].yaml }
    parse = { node throws(Problem) in
      guard let value = Value(yaml: node) else { throw .wrongKind }
      guard value.magnitudes.allSatisfy(range.contains) else { throw .outOfRange(value.yaml) }
      return { $0[keyPath: setting] = value }
    }
  }
}

/// A bound without a needless fraction: `20`, not `20.0`.
private func shortest(_ value: Double) -> String {
  value.rounded() == value && abs(value) < 1e16 ? String(Int(value)) : "\(value)"
}
