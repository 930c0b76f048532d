import ArgumentParser

/// A wall-clock time of the command line: `60s`, `2m`, `1.5h`.
struct WallClockTime: Sendable, Hashable, ExpressibleByArgument {
  /// The time in seconds.
  let seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  init?(argument: String) {
    let units: [(String, Double)] = [("s", 1), ("m", 60), ("h", 3600)]
    guard let seconds = quantity(argument, units: units), seconds > 0 else { return nil }
    self.seconds = seconds
  }

  var defaultValueDescription: String { "\(seconds)s" }
}

/// A simulated time of the command line: `500fs`, `10ps`, `1ns`.
struct SimulatedTime: Sendable, Hashable, ExpressibleByArgument {
  /// The time in fs.
  let femtoseconds: Double

  init(femtoseconds: Double) { self.femtoseconds = femtoseconds }

  init?(argument: String) {
    let units: [(String, Double)] = [("fs", 1), ("ps", 1e3), ("ns", 1e6)]
    guard let time = quantity(argument, units: units), time > 0 else { return nil }
    femtoseconds = time
  }

  var defaultValueDescription: String {
    femtoseconds < 1000 ? "\(femtoseconds.brief)fs" : "\((femtoseconds / 1000).brief)ps"
  }
}

/// A finite number with one of the units behind it, or `nil`.
private func quantity(_ text: String, units: [(suffix: String, factor: Double)]) -> Double? {
  for unit in units where text.hasSuffix(unit.suffix) {
    guard let number = Double(text.dropLast(unit.suffix.count)), number.isFinite else { continue }
    return number * unit.factor
  }
  return nil
}
