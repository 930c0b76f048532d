/// The table of keys in the documentation.
package enum ConfigurationDocumentation {
  /// One Markdown table for each section.
  package static var markdown: String {
    ConfigurationKey.Section.allCases.map { section in
      let head = [
        "## Section \(section.rawValue)", "", "| key | meaning | unit | value | default |",
        "| --- | --- | --- | --- | --- |",
      ]
      let rows = ConfigurationKey.all.filter { $0.section == section }.map { key in
        "| `\(key.name)` | \(key.summary) | \(key.unit ?? "") | \(key.kind), \(key.allowed) "
          + "| \(key.defaultText) |"
      }
      return (head + rows).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
