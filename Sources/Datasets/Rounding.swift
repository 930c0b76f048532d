import Foundation

/// A figure for a message, with three digits that count: `0.0123`, `4.50`, `1059`.
func rounded(_ value: Double) -> String {
  let size = abs(value)
  guard size.isFinite, size > 0 else { return value == 0 ? "0" : "\(value)" }
  guard (1e-4..<1e5).contains(size) else { return String(format: "%.2e", value) }
  return String(format: "%.\(max(0, 2 - Int(log10(size).rounded(.down))))f", value)
}
