internal import Foundation

/// The errors of all quantities against the number of training frames, both logarithmic, as a self-contained SVG with
/// a panel for each quantity and bars for the spread over the seeds.
struct LearningCurves {
  private let comparison: Comparison
  private let set: String

  private static let colors = [
    "#8a8a8a", "#1f77b4", "#2ca02c", "#ff7f0e", "#d62728", "#9467bd", "#8c564b", "#17becf", "#bcbd22",
  ]
  private static let (panelWidth, panelHeight, top, left) = (270.0, 230.0, 46.0, 52.0)

  init(_ comparison: Comparison, on set: String) { (self.comparison, self.set) = (comparison, set) }

  var svg: String {
    let width = Int(2 * Self.panelWidth + 150)
    let height = Int(2 * Self.panelHeight + Self.top)
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
        + "height=\"\(height)\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      text(14, 22, "\(comparison.system.rawValue), test set ‘\(set)’: mean absolute error against training frames"),
    ]
    for (index, quantity) in Quantity.ofAllSets.enumerated() {
      parts += panel(
        quantity, x: Double(index % 2) * Self.panelWidth, y: Self.top + Double(index / 2) * Self.panelHeight)
    }
    for (index, treatment) in comparison.treatments.enumerated() {
      let (x, y) = (2 * Self.panelWidth + 14, Self.top + 20 + 20 * Double(index))
      parts.append("<circle cx=\"\(x)\" cy=\"\(y - 4)\" r=\"4\" fill=\"\(color(index))\"/>")
      parts.append(text(x + 10, y, treatment))
    }
    return (parts + ["</svg>", ""]).joined(separator: "\n")
  }

  /// One quantity.
  private func panel(_ quantity: Quantity, x: Double, y: Double) -> [String] {
    let curves = comparison.treatments.map { treatment in
      comparison.frames.compactMap { frames in
        comparison.error(treatment, frames, set, quantity).map { (frames: Double(frames), error: $0) }
      }
    }
    let points = curves.flatMap { $0 }
    let right = x + Self.panelWidth - 14
    let bottom = y + Self.panelHeight - 38
    let across = LogarithmicAxis(comparison.frames.map(Double.init), from: x + Self.left, to: right)
    let up = LogarithmicAxis(points.map(\.error.mean), from: bottom, to: y + 8)
    var parts = [text(x + Self.left, y + 2, quantity.title)]
    for tick in up.ticks {
      let place = up.place(tick)
      parts.append(line(x + Self.left, place, right, place, "#dddddd", 1))
      parts.append(text(x + 10, place + 4, tick >= 1 ? "\(Int(tick))" : "\(tick)"))
    }
    for frames in comparison.frames {
      parts.append(text(across.place(Double(frames)) - 8, bottom + 16, "\(frames)"))
    }
    for (index, curve) in curves.enumerated() where !curve.isEmpty {
      let places = curve.map { "\(across.place($0.frames)),\(up.place($0.error.mean))" }
      parts.append(
        "<polyline points=\"\(places.joined(separator: " "))\" fill=\"none\" stroke=\"\(color(index))\" "
          + "stroke-width=\"1.6\"/>")
      for point in curve {
        let place = across.place(point.frames)
        let (mean, deviation) = (point.error.mean, point.error.deviation)
        parts.append(
          line(
            place, up.place(max(mean - deviation, 0.3 * mean)), place, up.place(mean + deviation), color(index), 1))
        parts.append("<circle cx=\"\(place)\" cy=\"\(up.place(mean))\" r=\"3\" fill=\"\(color(index))\"/>")
      }
    }
    return parts
  }

  private func color(_ index: Int) -> String { Self.colors[index % Self.colors.count] }

  private func text(_ x: Double, _ y: Double, _ words: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\">\(words)</text>"
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: String, _ width: Int) -> String {
    "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" stroke=\"\(color)\" stroke-width=\"\(width)\"/>"
  }
}
