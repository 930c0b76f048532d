import Foundation

extension Double {
  /// The number with so many digits after the point.
  func fixed(_ digits: Int) -> String {
    isFinite ? String(format: "%.\(digits)f", self) : "\(self)"
  }

  /// Three significant digits for a report: `0.0123`, `4.56`, `789`.
  var brief: String {
    guard isFinite, self != 0 else { return self == 0 ? "0" : "\(self)" }
    let size = abs(self)
    if size >= 1e5 || size < 1e-4 { return String(format: "%.2e", self) }
    return fixed(max(0, 2 - Int(log10(size).rounded(.down))))
  }
}

extension Int {
  /// The number with thin groups of three digits: `12 345`.
  var grouped: String {
    var text = String(magnitude)
    var index = text.endIndex
    while let next = text.index(index, offsetBy: -3, limitedBy: text.startIndex),
      next > text.startIndex
    {
      text.insert(" ", at: next)
      index = next
    }
    return self < 0 ? "-" + text : text
  }
}

/// A time span in seconds as people say it: `8 s`, `2 min 05 s`, `1 h 03 min`.
func spoken(seconds: Double) -> String {
  guard seconds < 1e15 else { return "?" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
  return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
}
