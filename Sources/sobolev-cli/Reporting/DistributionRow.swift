import Sobolev

/// How a quantity is spread over a data file, with a histogram in text.
struct DistributionRow: Encodable {
  let quantity: String
  let unit: String
  let count: Int
  let minimum: Double
  let maximum: Double
  let mean: Double
  let deviation: Double
  let median: Double
  let histogram: [Distribution.Bar]
  /// Whether median and histogram are those of a random sample.
  let isSampled: Bool

  enum CodingKeys: String, CodingKey {
    case quantity, unit, count, minimum, maximum, mean, deviation, median, histogram
    case isSampled = "is_sampled"
  }

  /// The rows of a survey; quantities that the file does not have are left out.
  static func all(of survey: DatasetSurvey) -> [DistributionRow] {
    [
      DistributionRow("atoms of a structure", "", survey.sizes),
      DistributionRow("volume", "Å³/atom", survey.volumes),
      DistributionRow("energy", "eV/atom", survey.energies),
      DistributionRow("length of forces", "eV/Å", survey.forces),
      DistributionRow("pressure", "GPa", survey.pressures),
      DistributionRow("largest element of a Hessian", "eV/Å²", survey.hessians),
    ].compactMap { $0 }
  }

  private init?(_ quantity: String, _ unit: String, _ distribution: Distribution) {
    guard distribution.count > 0 else { return nil }
    self.quantity = quantity
    self.unit = unit
    count = distribution.count
    minimum = distribution.minimum
    maximum = distribution.maximum
    mean = distribution.mean
    deviation = distribution.deviation
    median = distribution.quantile(0.5)
    histogram = distribution.histogram(bars: 10)
    isSampled = distribution.isSampled
  }

  /// One line with the figures, and one for each bar where the numbers differ.
  var lines: [String] {
    let title = unit.isEmpty ? quantity : "\(quantity), \(unit)"
    guard minimum < maximum else { return ["  \(title): \(figure(minimum)) in all"] }
    let head =
      "  \(title): \(figure(minimum)) to \(figure(maximum)), mean \(figure(mean)), median \(figure(median))"
      + (isSampled ? " (median and bars from a sample)" : "")
    guard histogram.count > 1 else { return [head] }
    let largest = histogram.map(\.share).max() ?? 1
    var table = TextTable([""])
    for bar in histogram {
      let length = Int((40 * bar.share / largest).rounded())
      let drawing = String(repeating: "█", count: length)
      let (lower, upper) = (figure(bar.lower), figure(bar.upper))
      table.add([
        lower == upper ? lower : "\(lower) to \(upper)", "\((100 * bar.share).fixed(1)) %",
        drawing + String(repeating: " ", count: 40 - length),
      ])
    }
    return [head] + table.lines.dropFirst().map { "  " + $0 }
  }

  /// As many digits as it takes to tell the bars apart.
  private func figure(_ value: Double) -> String {
    if unit.isEmpty, value == value.rounded(), abs(value) < 1e15 { return Int(value).grouped }
    let width = (maximum - minimum) / 20
    return width > 0 && abs(value) > 100 * width ? value.fixed(width < 0.01 ? 4 : width < 1 ? 2 : 1) : value.brief
  }
}
