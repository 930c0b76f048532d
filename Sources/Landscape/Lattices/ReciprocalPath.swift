public import Atomistics
internal import Foundation

/// Straight lines between points of the reciprocal cell, along which a dispersion is drawn.
public struct ReciprocalPath: Sendable {
  /// A point with a name.
  public struct Corner: Sendable, Hashable {
    /// `Γ`, `X`, … or the coordinates.
    public let name: String
    /// Fractional coordinates of the reciprocal cell.
    public let point: SIMD3<Double>

    /// Creates a corner.
    public init(name: String, point: SIMD3<Double>) {
      self.name = name
      self.point = point
    }
  }

  /// Lines that hang together, two corners at least each; between them the path jumps.
  public let lines: [[Corner]]

  /// A path along given corners.
  public init(lines: [[Corner]]) { self.lines = lines }

  /// Reads a path.
  ///
  /// Points follow one another by name (`GXWKGL` or `G-X-W-K-G-L`, Γ written G or Γ) or as fractional
  /// coordinates (`0 0 0, 1/2 0 1/2`); `|` begins a new line.
  ///
  /// - Parameter lattice: Whose points the names are; without one, only coordinates can be read.
  /// - Throws: `LandscapeError.unknownPoint`, `unknownLattice` or `badPath`.
  public init(_ text: String, lattice: BravaisLattice?) throws(LandscapeError) {
    var lines: [[Corner]] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let isNumeric = part.contains(where: \.isNumber)
      let corners =
        isNumeric ? try Self.numbers(part, of: text) : try Self.names(part, lattice: lattice)
      guard corners.count >= 2 else { throw .badPath(text) }
      lines.append(corners)
    }
    self.lines = lines
  }

  private static func names(
    _ part: Substring, lattice: BravaisLattice?
  ) throws(LandscapeError) -> [Corner] {
    var corners: [Corner] = []
    for character in part where !character.isWhitespace && character != "-" {
      guard let lattice else { throw .unknownLattice }
      let name: Character = character == "Γ" ? "G" : character
      guard let point = lattice.points[name] else {
        throw .unknownPoint(
          String(character), lattice: lattice.rawValue, known: lattice.points.keys.map(String.init).sorted())
      }
      corners.append(Corner(name: name == "G" ? "Γ" : String(name), point: point))
    }
    return corners
  }

  private static func numbers(_ part: Substring, of text: String) throws(LandscapeError) -> [Corner] {
    var corners: [Corner] = []
    for triple in part.split(separator: ",") {
      let words = triple.split(whereSeparator: \.isWhitespace)
      let values = words.compactMap(number)
      guard words.count == 3, values.count == 3 else { throw .badPath(text) }
      corners.append(
        Corner(name: words.joined(separator: " "), point: SIMD3(values[0], values[1], values[2])))
    }
    return corners
  }

  /// A decimal number or a fraction such as `-1/2`.
  private static func number(_ word: Substring) -> Double? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
    switch parts.count {
    case 1: return parts[0].flatMap { $0.isFinite ? $0 : nil }
    case 2:
      guard let top = parts[0], let bottom = parts[1], bottom != 0, (top / bottom).isFinite else {
        return nil
      }
      return top / bottom
    default: return nil
    }
  }

  /// A point on the path.
  public struct Sample: Sendable, Hashable {
    /// The way from the beginning in 1/Å (with the factor 2π), jumps not counted.
    public let distance: Double
    /// Fractional coordinates of the reciprocal cell.
    public let point: SIMD3<Double>
    /// The name of the corner, where there is one.
    public let corner: String?
    /// The number of its line.
    public let line: Int
  }

  /// Evenly spaced points along the path, every corner among them.
  ///
  /// - Parameters:
  ///   - cell: The lattice vectors in Å.
  ///   - count: About how many points, at least two for each piece between corners.
  public func samples(cell: Matrix3, count: Int) -> [Sample] {
    func length(_ a: Corner, _ b: Corner) -> Double {
      // Reciprocal lattice vectors are the columns of 2π L⁻¹.
      2 * .pi * ((b.point - a.point) * cell.inverse.transpose).norm
    }
    let pieces = lines.map { line in zip(line, line.dropFirst()).map { length($0, $1) } }
    let total = pieces.joined().reduce(0, +)
    var samples: [Sample] = []
    var travelled = 0.0
    for (index, line) in lines.enumerated() {
      samples.append(Sample(distance: travelled, point: line[0].point, corner: line[0].name, line: index))
      for (piece, length) in pieces[index].enumerated() {
        let (from, to) = (line[piece], line[piece + 1])
        let steps = max(2, Int((Double(count) * length / max(total, .leastNormalMagnitude)).rounded()))
        for step in 1...steps {
          let share = Double(step) / Double(steps)
          samples.append(
            Sample(
              distance: travelled + share * length, point: from.point + share * (to.point - from.point),
              corner: step == steps ? to.name : nil, line: index))
        }
        travelled += length
      }
    }
    return samples
  }
}
