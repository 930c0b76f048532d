import Foundation

/// Progress of a long task on standard error.
///
/// On a terminal one line is rewritten, at most ten times a second; otherwise a line is written at
/// every tenth of the way, so that a log file stays readable. What is done within a second shows nothing.
struct ProgressBar {
  private let title: String
  private let terminal: Bool
  private let start = ContinuousClock.now
  private var lastDraw: ContinuousClock.Instant?
  private var lastTenth = 0

  init(_ title: String, terminal: Bool = Console.isTerminal) {
    self.title = title
    self.terminal = terminal
  }

  /// Shows a state.
  ///
  /// - Parameters:
  ///   - fraction: How much is done, 0-1.
  ///   - detail: A few words after the bar.
  mutating func update(_ fraction: Double, _ detail: String = "") {
    let fraction = min(max(fraction, 0), 1)
    let now = ContinuousClock.now
    guard now - start > .seconds(1) else { return }
    if terminal {
      if let lastDraw, now - lastDraw < .milliseconds(100), fraction < 1 { return }
      lastDraw = now
      let filled = Int((fraction * 24).rounded(.down))
      let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: 24 - filled)
      Console.write(
        "\r\u{1B}[K\(title) [\(bar)] \(percent(fraction)) \(remaining(fraction, now))\(detail)",
        to: .standardError)
    } else {
      let tenth = Int((fraction * 10 + 1e-9).rounded(.down))
      guard tenth > lastTenth else { return }
      lastTenth = tenth
      Console.note("\(title) \(percent(fraction)) \(remaining(fraction, now))\(detail)")
    }
  }

  /// Ends the line on a terminal.
  func finish() {
    if terminal, lastDraw != nil { Console.write("\n", to: .standardError) }
  }

  private func percent(_ fraction: Double) -> String {
    let number = String(Int((fraction * 100).rounded(.down)))
    return String(repeating: " ", count: 3 - number.count) + number + " %"
  }

  private func remaining(_ fraction: Double, _ now: ContinuousClock.Instant) -> String {
    guard fraction > 0.005, fraction < 1 else { return "" }
    let elapsed = (now - start) / .seconds(1)
    return spoken(seconds: elapsed * (1 - fraction) / fraction) + " left  "
  }
}
