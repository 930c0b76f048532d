internal import Foundation

/// A text file as lines of words, comments removed.
struct N2P2Lines {
  /// One line with its number, counted from 1.
  struct Line {
    var number: Int
    var words: [String]
    let file: String

    /// An error about this line.
    func invalid(_ problem: String) -> N2P2Error {
      .invalidLine(file: file, line: number, problem: problem)
    }

    /// The word at a place as a finite number.
    func number(_ index: Int, _ name: String) throws -> Double {
      guard let value = Double(words[index]), value.isFinite else {
        throw invalid("\(name) is \"\(words[index])\", which is not a finite number")
      }
      return value
    }

    /// The word at a place as a whole number.
    func integer(_ index: Int, _ name: String) throws -> Int {
      guard let value = Int(words[index]) else {
        throw invalid("\(name) is \"\(words[index])\", which is not a whole number")
      }
      return value
    }

    /// Checks the number of words.
    func require(_ counts: ClosedRange<Int>, _ meaning: String) throws {
      guard counts.contains(words.count) else {
        throw invalid(
          "has \(words.count) words where \(counts.lowerBound)"
            + (counts.count > 1 ? " to \(counts.upperBound)" : "") + " belong: \(meaning)")
      }
    }
  }

  /// The path of the file.
  let file: String

  /// The lines that have words.
  let lines: [Line]

  /// The comments, without their signs.
  let comments: [String]

  /// Reads a file.
  init(_ file: String) throws {
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
    } catch {
      throw N2P2Error.unreadable(file: file, cause: error.systemReason)
    }
    self.file = file
    var lines: [Line] = []
    var comments: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let words = (parts.first ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
      if !words.isEmpty { lines.append(Line(number: index + 1, words: words, file: file)) }
      if parts.count > 1 { comments.append(parts[1].trimmingCharacters(in: .whitespaces)) }
    }
    self.lines = lines
    self.comments = comments
  }
}
