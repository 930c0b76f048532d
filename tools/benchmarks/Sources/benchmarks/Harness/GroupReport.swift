/// What a group of benchmarks has found.
struct GroupReport: Codable {
  var name: String
  /// Facts about what was timed: sizes, agreement of numbers.
  var facts: [String] = []
  var rows: [Row] = []
  var ratios: [Ratio] = []

  init(_ name: String) { self.name = name }

  mutating func add(_ timings: [Timing]) { rows += timings.map(Row.init) }
}
