/// Means and spreads over the seeds.
struct Summary {
  /// The errors of one kind of fit.
  struct Cell {
    var mean: Double
    /// The standard deviation over the seeds.
    var spread: Double
  }

  let supervisions: [Supervision]
  let frames: [Int]
  private let trials: [Trial]

  init(_ trials: [Trial]) {
    self.trials = trials
    supervisions = Supervision.allCases.filter { kind in trials.contains { $0.supervision == kind } }
    frames = Set(trials.map(\.frames)).sorted()
  }

  /// The error of a quantity on a test set; `nil` where nothing was fitted.
  func cell(_ supervision: Supervision, frames: Int, set: String, _ quantity: Quantity) -> Cell? {
    let values = trials.filter { $0.supervision == supervision && $0.frames == frames }
      .compactMap { $0.errors[set]?.values[quantity] }
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Cell(mean: mean, spread: (square / Double(max(values.count - 1, 1))).squareRoot())
  }

  /// A table for every test set.
  var markdown: String {
    ["same", "1000 K", "displaced", "stationary"].map(table).joined(separator: "\n")
  }

  private func table(_ set: String) -> String {
    var lines = [
      "Test set: \(set)", "",
      "| frames | fitted to | " + Quantity.allCases.map(\.title).joined(separator: " | ") + " | CPU s |",
      "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for count in frames {
      for supervision in supervisions {
        let cells = Quantity.allCases.compactMap { cell(supervision, frames: count, set: set, $0) }
        guard cells.count == Quantity.allCases.count else { continue }
        let seconds = trials.filter { $0.supervision == supervision && $0.frames == count }
          .map(\.seconds)
        let figures = cells.map { StudyNumbers.short($0.mean) + " ± " + StudyNumbers.short($0.spread) }
        lines.append(
          "| \(count) | \(supervision.rawValue) | " + figures.joined(separator: " | ") + " | "
            + StudyNumbers.short(seconds.reduce(0, +) / Double(seconds.count)) + " |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
