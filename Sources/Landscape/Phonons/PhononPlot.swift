internal import Foundation

/// A drawing of a dispersion with its density of states beside it, as a self-contained SVG file.
public struct PhononPlot {
  private let bands: PhononBands
  private let density: PhononDensityOfStates
  private let title: String

  private let bandFrame = (left: 70.0, right: 560.0)
  private let densityFrame = (left: 580.0, right: 720.0)
  private let vertical = (top: 44.0, bottom: 420.0)
  private let range: ClosedRange<Double>
  private let ticks: [Double]

  /// Prepares a drawing.
  public init(_ bands: PhononBands, _ density: PhononDensityOfStates, title: String) {
    self.bands = bands
    self.density = density
    self.title = title
    let values = bands.wavenumbers.joined() + density.modes
    let (lowest, highest) = (min(0, values.min() ?? 0), max(values.max() ?? 1, 1))
    let step = Self.tickStep(for: highest - lowest)
    // Rounding leaves acoustic modes slightly below zero; that is no reason to draw below zero.
    let bottom = lowest < -0.01 * highest ? (lowest / step).rounded(.down) * step : 0
    let top = (highest * 1.02 / step).rounded(.up) * step
    range = bottom...top
    ticks = stride(from: bottom, through: top + step / 2, by: step).map { $0 }
  }

  /// The file.
  public var svg: String {
    let parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 460" width="740" height="460" \
      font-family="Helvetica, Arial, sans-serif" font-size="13">
      <rect width="740" height="460" fill="white"/>
      <text x="70" y="26" font-size="15">\(escaped(title))</text>
      <text transform="translate(20 232) rotate(-90)" text-anchor="middle">wavenumber (cm⁻¹)</text>
      <text x="650" y="446" text-anchor="middle">density of states</text>
      """
    ]
    return (parts + grid + corners + curves + [densityCurve] + frames + ["</svg>\n"])
      .joined(separator: "\n")
  }

  // MARK: Scales

  /// 1, 2 or 5 times a power of ten, so that there are some six ticks.
  private static func tickStep(for range: Double) -> Double {
    let raw = range / 6
    let power = pow(10, log10(raw).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= raw } ?? 10)
  }

  private func y(_ wavenumber: Double) -> String {
    let share = (wavenumber - range.lowerBound) / (range.upperBound - range.lowerBound)
    return text(vertical.bottom - share * (vertical.bottom - vertical.top))
  }

  private func x(_ distance: Double) -> String {
    let longest = max(bands.samples.last?.distance ?? 1, .leastNormalMagnitude)
    return text(bandFrame.left + distance / longest * (bandFrame.right - bandFrame.left))
  }

  private func text(_ number: Double) -> String { String(format: "%.2f", number) }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }

  // MARK: Parts

  private var grid: [String] {
    ticks.map { tick in
      """
      <path d="M\(text(bandFrame.left)) \(y(tick))H\(text(bandFrame.right))M\(text(densityFrame.left)) \(y(tick))\
      H\(text(densityFrame.right))" stroke="#dddddd"/>
      <text x="62" y="\(y(tick))" dy="4.5" text-anchor="end">\(Int(tick.rounded()))</text>
      """
    }
  }

  /// A vertical line and a name at each corner; where the path jumps, two names share one place.
  private var corners: [String] {
    var names: [(distance: Double, name: String)] = []
    for sample in bands.samples {
      guard let corner = sample.corner else { continue }
      if let last = names.last, abs(last.distance - sample.distance) < 1e-9 {
        names[names.count - 1].name = last.name + "|" + corner
      } else {
        names.append((sample.distance, corner))
      }
    }
    return names.map { distance, name in
      """
      <path d="M\(x(distance)) \(text(vertical.top))V\(text(vertical.bottom))" stroke="#888888"/>
      <text x="\(x(distance))" y="438" text-anchor="middle">\(escaped(name))</text>
      """
    }
  }

  /// One curve for each branch and line of the path.
  private var curves: [String] {
    let lines = Dictionary(grouping: bands.samples.indices) { bands.samples[$0].line }
    return lines.keys.sorted().flatMap { line in
      (0..<(bands.wavenumbers.first?.count ?? 0)).map { branch in
        let points = (lines[line] ?? []).map {
          "\(x(bands.samples[$0].distance)),\(y(bands.wavenumbers[$0][branch]))"
        }
        return """
          <polyline points="\(points.joined(separator: " "))" fill="none" stroke="#1f5fa8" stroke-width="1.4"/>
          """
      }
    }
  }

  private var densityCurve: String {
    let highest = max(density.density.max() ?? 1, .leastNormalMagnitude)
    let width = 0.95 * (densityFrame.right - densityFrame.left)
    let inside = zip(density.wavenumbers, density.density).filter { range.contains($0.0) }
    let points = inside.map { "\(text(densityFrame.left + $0.1 / highest * width)),\(y($0.0))" }
    return """
      <polyline points="\(points.joined(separator: " "))" fill="none" stroke="#b5482a" stroke-width="1.4"/>
      """
  }

  private var frames: [String] {
    [bandFrame, densityFrame].map { frame in
      """
      <rect x="\(text(frame.left))" y="\(text(vertical.top))" width="\(text(frame.right - frame.left))" \
      height="\(text(vertical.bottom - vertical.top))" fill="none" stroke="black"/>
      """
    }
  }
}
