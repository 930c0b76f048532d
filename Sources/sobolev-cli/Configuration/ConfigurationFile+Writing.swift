import Potentials

extension ConfigurationFile {
  /// The text of a configuration file with every key of the family, each below a line that says what it does.
  ///
  /// Read back, it gives exactly `settings`.
  package static func text(of settings: FitSettings) -> String {
    let family = settings.family == .density ? "" : " --family \(settings.family.rawValue)"
    var lines = ["# The settings of this fit. 'sobolev fit\(family) --config' reads this file."]
    for section in ConfigurationKey.Section.allCases
    where section.family == nil || section.family == settings.family {
      lines += ["", "\(section.rawValue):"]
      for key in ConfigurationKey.all where key.section == section {
        lines += ["  # \(key.summary)", "  # (\(key.details))"]
        lines.append("  \(key.name): \(key.read(settings))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ConfigurationKey {
  /// Unit, kind, range and default in a few words.
  package var details: String {
    let parts = [unit.map { "unit \($0)" }, "\(kind), \(allowed)", "default \(defaultText)"]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  /// What an absent key stands for.
  package var defaultText: String {
    switch origin {
    case .fixed: read(FitSettings())
    case .data: "chosen from the data"
    case .machine: "one for each processor"
    }
  }
}
