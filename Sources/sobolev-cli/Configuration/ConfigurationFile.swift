import Foundation
import Yams

/// The keys that a configuration file gives, checked, to be laid over the settings chosen otherwise.
package struct ConfigurationFile: Sendable {
  private struct Entry: Sendable {
    let path: String
    let assignment: ConfigurationKey.Assignment
  }

  private var entries: [Entry] = []

  /// A file that gives no key.
  package init() {}

  /// Reads and checks a file.
  ///
  /// - Throws: `ConfigurationError`, which names the file and line.
  package init(path: String) throws {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ConfigurationError.unreadable(
        file: path,
        cause: FileManager.default.fileExists(atPath: path)
          ? "it is not UTF-8 text" : "no such file")
    }
    try self.init(text: text, file: path)
  }

  /// Reads and checks the text of a file that messages call `file`.
  package init(text: String, file: String) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw ConfigurationError.syntax(error, in: text, file: file)
    }
    guard let root, root.scalar?.string != "" else { return }
    guard let sections = root.mapping else {
      throw ConfigurationError.notAMapping(file: file, line: root.line, place: "the file")
    }
    for (name, content) in sections {
      try read(section: name, content, file: file)
    }
  }

  private mutating func read(section name: Node, _ content: Node, file: String) throws {
    let title = name.scalar?.string ?? ""
    guard let section = ConfigurationKey.Section(rawValue: title) else {
      throw ConfigurationError.unknownSection(
        title, file: file, line: name.line,
        suggestion: nearest(to: title, among: ConfigurationKey.Section.allCases.map(\.rawValue)))
    }
    // `model:` with every key commented out is an empty scalar, not a mapping.
    if content.scalar?.string == "" { return }
    guard let keys = content.mapping else {
      throw ConfigurationError.notAMapping(
        file: file, line: content.line, place: "section '\(title)'")
    }
    let known = ConfigurationKey.all.filter { $0.section == section }
    for (keyNode, node) in keys {
      let word = keyNode.scalar?.string ?? ""
      guard let key = known.first(where: { $0.name == word }) else {
        if let reason = section.impossibleKeys[word] {
          throw ConfigurationError.impossibleKey(
            word, section: title, file: file, line: keyNode.line, reason: reason)
        }
        throw ConfigurationError.unknownKey(
          word, section: title, file: file, line: keyNode.line,
          suggestion: nearest(to: word, among: known.map(\.name)))
      }
      entries.append(
        Entry(path: key.path, assignment: try assignment(of: node, to: key, file: file)))
    }
  }

  private func assignment(
    of node: Node, to key: ConfigurationKey, file: String
  ) throws(ConfigurationError) -> ConfigurationKey.Assignment {
    do throws(ConfigurationKey.Problem) {
      return try key.parse(node)
    } catch {
      switch error {
      case .wrongKind:
        throw .wrongKind(key: key.name, file: file, line: node.line, expected: key.kind)
      case .outOfRange(let value):
        throw .outOfRange(
          key: key.name, value: value, file: file, line: node.line, allowed: key.allowed)
      }
    }
  }

  /// The paths of the keys that the file gives, such as `model.cutoff`.
  package var givenKeys: Set<String> { Set(entries.map(\.path)) }

  /// Lays the file's values over `settings`.
  package func apply(to settings: inout FitSettings) {
    for entry in entries { entry.assignment(&settings) }
  }
}

extension Node {
  fileprivate var line: Int { mark?.line ?? 1 }
}

extension ConfigurationError {
  fileprivate static func syntax(
    _ error: YamlError, in text: String, file: String
  ) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .syntax(file: file, line: mark.line, problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      // The parser tells where the mapping starts; a user looks for the second of the two lines.
      let name = duplicates.first ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let index = lines.lastIndex { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix(name + ":") }
      return .repeatedKey(name, file: file, line: index.map { $0 + 1 } ?? context.mark.line)
    default:
      return .syntax(file: file, line: 1, problem: "\(error)")
    }
  }
}
