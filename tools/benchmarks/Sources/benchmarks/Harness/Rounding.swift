internal import Foundation

/// A number with a few digits for a line of text.
func rounded(_ value: Double) -> String { String(format: "%.3g", value) }
