import Sobolev

/// What `sobolev attribute` has found, over all frames.
struct AttributionSummary: Encodable {
  let quantity: String
  let file: String
  private(set) var frames = 0
  private(set) var mean = 0.0
  private(set) var worst: Worst?

  /// The atom that the quantity depends on most, in all frames.
  struct Worst: Encodable {
    let structure: String
    let atom: Int
    let element: String
    let gradient: Double
  }

  init(quantity: String, file: String) {
    self.quantity = quantity
    self.file = file
  }

  mutating func add(_ frame: LabeledConfiguration, _ attribution: Attribution) {
    frames += 1
    mean += (attribution.value - mean) / Double(frames)
    for (atom, gradient) in attribution.gradient.enumerated()
    where gradient.norm > worst?.gradient ?? 0 {
      worst = Worst(
        structure: frame.name, atom: atom, element: frame.configuration.elements[atom].symbol,
        gradient: gradient.norm)
    }
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = ["\(file): \(frames.grouped) structures with the gradient of \(quantity), mean \(mean.brief)"]
    if let worst {
      lines.append(
        "  steepest: atom \(worst.atom) (\(worst.element)) of \(worst.structure), \(worst.gradient.brief) per Å")
    }
    return lines
  }
}
