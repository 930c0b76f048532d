internal import Foundation

/// The error of a quantity against the number of training frames, both logarithmic, as a self-contained SVG.
struct LearningCurves {
  private let summary: Summary
  private let quantity: Quantity
  private let set: String

  private static let colors = ["#888888", "#1f77b4", "#2ca02c", "#ff7f0e", "#d62728"]
  private static let (width, height, margin) = (460.0, 320.0, 58.0)

  init(_ summary: Summary, _ quantity: Quantity, of set: String) {
    (self.summary, self.quantity, self.set) = (summary, quantity, set)
  }

  var svg: String {
    let curves = summary.supervisions.map { supervision in
      summary.frames.compactMap { frames in
        summary.cell(supervision, frames: frames, set: set, quantity).map { (Double(frames), $0.mean) }
      }
    }
    let points = curves.flatMap { $0 }
    let x = Axis(points.map(\.0), from: Self.margin, to: Self.width - 110)
    let y = Axis(points.map(\.1), from: Self.height - Self.margin, to: 30)
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" "
        + "font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      text(Self.margin, 18, "Error of \(quantity.title) on the set ‘\(set)’"),
      text(Self.width / 2 - 60, Self.height - 14, "training frames"),
    ]
    for frames in summary.frames {
      parts.append(text(x.place(Double(frames)) - 8, Self.height - Self.margin + 18, "\(frames)"))
    }
    for tick in y.ticks {
      let place = y.place(tick)
      parts.append(
        "<line x1=\"\(Self.margin)\" x2=\"\(Self.width - 110)\" y1=\"\(place)\" y2=\"\(place)\" "
          + "stroke=\"#dddddd\"/>")
      parts.append(text(8, place + 4, StudyNumbers.short(tick)))
    }
    for (index, curve) in curves.enumerated() where !curve.isEmpty {
      let color = Self.colors[index % Self.colors.count]
      let line = curve.map { "\(x.place($0.0)),\(y.place($0.1))" }.joined(separator: " ")
      parts.append("<polyline points=\"\(line)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\"/>")
      parts += curve.map {
        "<circle cx=\"\(x.place($0.0))\" cy=\"\(y.place($0.1))\" r=\"3\" fill=\"\(color)\"/>"
      }
      let place = 50 + 20 * Double(index)
      parts.append("<circle cx=\"\(Self.width - 96)\" cy=\"\(place - 4)\" r=\"4\" fill=\"\(color)\"/>")
      parts.append(text(Self.width - 86, place, summary.supervisions[index].rawValue))
    }
    return (parts + ["</svg>", ""]).joined(separator: "\n")
  }

  private func text(_ x: Double, _ y: Double, _ words: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\">\(words)</text>"
  }

  /// A logarithmic axis over some values.
  private struct Axis {
    let lower, upper, start, end: Double

    init(_ values: [Double], from start: Double, to end: Double) {
      (lower, upper) = (log((values.min() ?? 1) * 0.9), log((values.max() ?? 1) * 1.1))
      (self.start, self.end) = (start, end)
    }

    func place(_ value: Double) -> Double { start + (log(value) - lower) / (upper - lower) * (end - start) }

    /// 1, 2 and 5 times powers of ten within the axis.
    var ticks: [Double] {
      (-6...6).flatMap { power in [1, 2, 5].map { $0 * pow(10, Double(power)) } }
        .filter { (lower...upper).contains(log($0)) }
    }
  }
}
