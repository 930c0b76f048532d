internal import Atomistics
internal import Foundation

/// The short-range repulsion of a neuroevolution potential: which of the three forms of the file it has.
public enum NEPRepulsion: Sendable, Hashable {
  /// None.
  case none

  /// The universal screening of Ziegler, Biersack and Littmark between fixed radii, in Å.
  case universal(inner: Double, outer: Double)

  /// The universal screening up to `factor` times the sum of the elements' radii, at most `outer`; in Å. The inner
  /// radius stands in the file without effect.
  case typewise(inner: Double, outer: Double, factor: Double)

  /// A screening and radii of its own for each unordered pair of elements, (0,0), (0,1), …, (1,1), ….
  case flexible([Screening])

  /// The screening φ(x) = Σ w exp(−b x) of one pair, and its radii in Å.
  public struct Screening: Sendable, Hashable {
    public var inner: Double
    public var outer: Double
    /// Four weights w.
    public var weights: [Double]
    /// Four exponents b.
    public var exponents: [Double]

    public init(inner: Double, outer: Double, weights: [Double], exponents: [Double]) {
      self.inner = inner
      self.outer = outer
      self.weights = weights
      self.exponents = exponents
    }
  }

  /// The weights w of the universal screening.
  package static let universalWeights = [0.18175, 0.50986, 0.28022, 0.02817]

  /// The exponents b of the universal screening.
  package static let universalExponents = [3.1998, 0.94229, 0.4029, 0.20162]

  /// The index of an unordered pair of `count` elements in the order of `flexible`.
  public static func pairIndex(_ first: Int, _ second: Int, count: Int) -> Int {
    let (low, high) = (min(first, second), max(first, second))
    return low * count - low * (low - 1) / 2 + high - low
  }

  /// The repulsion of every ordered pair of elements.
  func pairs(of elements: [Element]) -> [NEPPairRepulsion?] {
    let count = elements.count
    return (0..<count * count).map { index in
      let (first, second) = (index / count, index % count)
      return screening(of: first, second, elements).map {
        NEPPairRepulsion(elements[first], elements[second], $0)
      }
    }
  }

  private func screening(of first: Int, _ second: Int, _ elements: [Element]) -> Screening? {
    func universal(_ inner: Double, _ outer: Double) -> Screening {
      Screening(
        inner: inner, outer: outer, weights: NEPRepulsion.universalWeights,
        exponents: NEPRepulsion.universalExponents)
    }
    switch self {
    case .none: return nil
    case .universal(let inner, let outer): return universal(inner, outer)
    case .typewise(_, let limit, let factor):
      let radii = [first, second].map { NEPRepulsion.radii[elements[$0].atomicNumber - 1] }
      return universal(0, min(factor * (radii[0] + radii[1]), limit))
    case .flexible(let screenings):
      return screenings[NEPRepulsion.pairIndex(first, second, count: elements.count)]
    }
  }

  /// The radii in Å, H to Pu, that the type-wise form is defined with.
  static let radii: [Double] = [
    0.426667, 0.613333, 1.6, 1.25333, 1.02667, 1.0, 0.946667, 0.84, 0.853333, 0.893333, 1.86667, 1.66667, 1.50667,
    1.38667, 1.46667, 1.36, 1.32, 1.28, 2.34667, 2.05333, 1.77333, 1.62667, 1.61333, 1.46667, 1.42667, 1.38667,
    1.33333, 1.32, 1.34667, 1.45333, 1.49333, 1.45333, 1.53333, 1.46667, 1.52, 1.56, 2.52, 2.22667, 1.96, 1.85333,
    1.76, 1.65333, 1.53333, 1.50667, 1.50667, 1.44, 1.53333, 1.64, 1.70667, 1.68, 1.68, 1.64, 1.76, 1.74667,
    2.78667, 2.34667, 2.16, 1.96, 2.10667, 2.09333, 2.08, 2.06667, 2.01333, 2.02667, 2.01333, 2.0, 1.98667, 1.98667,
    1.97333, 2.04, 1.94667, 1.82667, 1.74667, 1.64, 1.57333, 1.54667, 1.48, 1.49333, 1.50667, 1.76, 1.73333,
    1.73333, 1.81333, 1.74667, 1.84, 1.89333, 2.68, 2.41333, 2.22667, 2.10667, 2.02667, 2.04, 2.05333, 2.06667,
  ]
}

/// The repulsion of one pair of elements: E(r) = k Z₁Z₂/r · Σ w exp(−b r/a) · S(r), where S falls from 1 at the inner
/// radius to 0 at the outer one as half a cosine.
package struct NEPPairRepulsion: Sendable {
  /// k Z₁ Z₂ in eV Å, with the constant that the form is defined with.
  package let strength: Double
  /// The weights w, and the rates −b/a in 1/Å.
  package let weights: [Double]
  package let rates: [Double]
  /// The radii in Å.
  package let innerRadius: Double
  package let outerRadius: Double

  init(_ first: Element, _ second: Element, _ screening: NEPRepulsion.Screening) {
    let (a, b) = (Double(first.atomicNumber), Double(second.atomicNumber))
    strength = 14.399645 * a * b
    let inverseLength = 2.134563 * (pow(a, 0.23) + pow(b, 0.23))
    weights = screening.weights
    rates = screening.exponents.map { -$0 * inverseLength }
    innerRadius = screening.inner
    outerRadius = screening.outer
  }

  /// The energy of a pair and its derivative with respect to the distance, for any jet.
  @inline(__always)
  package func evaluate<J: Jet>(distance r: J, inverse: J) -> (energy: J, slope: J) {
    var screening = J.zero
    var screeningSlope = J.zero
    for index in 0..<weights.count {
      let rate = J.Scalar(rates[index])
      let term = J.Scalar(weights[index]) * (rate * r).exponential()
      screening += term
      screeningSlope.add(rate, times: term)
    }
    let one = J(constant: 1)
    let perWidth = J.Scalar(1 / (outerRadius - innerRadius))
    let raw = perWidth * (J(constant: J.Scalar(outerRadius)) - r)
    let below = (one - raw.keeping(wherePositive: raw.real))
    let depth = one - below.keeping(wherePositive: below.real)
    let (switching, alongDepth) = HalfCosine.evaluate(depth)
    let bare = J.Scalar(strength) * inverse
    let energy = bare * screening * switching
    // Where the depth is held at 1, S' vanishes by itself: its sine is that of a half turn.
    let slope =
      bare * (screeningSlope * switching - perWidth * (screening * alongDepth)) - inverse * energy
    return (energy, slope)
  }
}
