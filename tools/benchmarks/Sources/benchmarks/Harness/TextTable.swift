internal import Foundation

/// The report of a group as lines of text.
struct TextTable {
  let report: GroupReport

  var lines: [String] {
    var lines = ["", "== \(report.name) =="]
    lines += report.facts.map { "   \($0)" }
    if !report.rows.isEmpty {
      lines.append(
        column("", 53) + number("threads", 8) + number("µs/atom", 11) + number("min", 10)
          + number("max", 10) + number("CPU µs", 9) + number("GFMA/s", 9) + number("CPU got", 9))
    }
    lines += report.rows.map(line)
    if !report.ratios.isEmpty {
      lines.append(
        column("ratio", 61) + number("median", 11) + number("min", 10) + number("max", 10))
    }
    lines += report.ratios.map(line)
    return lines
  }

  private func line(_ row: Row) -> String {
    let name = row.microseconds == nil ? row.name : "\(row.name), \(row.atoms) atoms"
    return column(name, 53) + number("\(row.threads)", 8)
      + number(row.microseconds.map { short($0.median) } ?? "", 11)
      + number(row.microseconds.map { short($0.minimum) } ?? "", 10)
      + number(row.microseconds.map { short($0.maximum) } ?? "", 10)
      + number(row.processorMicroseconds.map { short($0.median) } ?? "", 9)
      + number(row.gigaMultiplyAdds.map { short($0.median) } ?? "", 9)
      + number("\(Int((100 * row.processorShare).rounded())) %", 9) + (row.isDisturbed ? "  disturbed" : "")
  }

  private func line(_ ratio: Ratio) -> String {
    column(ratio.name, 61) + number(short(ratio.value.median), 11) + number(short(ratio.value.minimum), 10)
      + number(short(ratio.value.maximum), 10) + (ratio.target.map { "  (\($0))" } ?? "")
  }

  private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private func number(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  /// Three to four significant digits.
  private func short(_ value: Double) -> String {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.01 ? 3 : 5
    return String(format: "%.\(digits)f", value)
  }
}
