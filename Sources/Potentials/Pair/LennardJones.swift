public import Atomistics

/// The Lennard-Jones potential with a smooth cutoff: an analytic test bed for everything that moves atoms.
///
///     E = Σ_{i<j} 4 ε [(σ/r)¹² − (σ/r)⁶] s(r)
///
/// s(r) is 1 up to `smoothingStart`, 0 from `cutoff` on, and in between the polynomial of degree 7 that
/// joins both ends with three continuous derivatives. Unlike elements mix by the rules of Lorentz and
/// Berthelot: σ_ab = (σ_a + σ_b)/2, ε_ab = √(ε_a ε_b).
public struct LennardJones: Potential {
  /// The depth ε in eV and the diameter σ in Å of one element.
  public struct Parameters: Sendable, Hashable {
    public var epsilon: Double
    public var sigma: Double

    /// Creates parameters, ε in eV and σ in Å.
    public init(epsilon: Double, sigma: Double) {
      self.epsilon = epsilon
      self.sigma = sigma
    }
  }

  public let elements: [Element]
  public let cutoff: Double

  /// Where the smoothing begins, in Å.
  public let smoothingStart: Double

  /// The parameters of each element, in the order of `elements`.
  let parameters: [Parameters]

  /// Creates a potential.
  ///
  /// - Parameters:
  ///   - parameters: ε and σ of each element.
  ///   - cutoff: In Å.
  ///   - smoothingStart: In Å, at least 0 and less than the cutoff; by default 0.8 of it.
  public init(_ parameters: [Element: Parameters], cutoff: Double, smoothingStart: Double? = nil) {
    let start = smoothingStart ?? 0.8 * cutoff
    precondition(start >= 0 && start < cutoff && cutoff.isFinite, "smoothing begins before the cutoff")
    let sorted = parameters.sorted { $0.key < $1.key }
    elements = sorted.map(\.key)
    self.parameters = sorted.map(\.value)
    self.cutoff = cutoff
    self.smoothingStart = start
  }

  /// Makes an evaluator, always Float64 on one thread.
  ///
  /// - Throws: `PotentialError.unknownElement`, or `AtomisticsError` where a cell is degenerate or a
  ///   position is not finite.
  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    try LennardJonesEvaluator(self, structures: structures, skin: options.skin)
  }

  /// ε and σ of a pair of elements, given by their index.
  func mixed(_ first: Int, _ second: Int) -> Parameters {
    let (a, b) = (parameters[first], parameters[second])
    return Parameters(
      epsilon: (a.epsilon * b.epsilon).squareRoot(), sigma: (a.sigma + b.sigma) / 2)
  }

  /// The energy of a pair in eV and its derivative with respect to r in eV/Å, at a distance in Å.
  func pair(_ parameters: Parameters, distance r: Double) -> (energy: Double, slope: Double) {
    guard r < cutoff else { return (0, 0) }
    let quotient = parameters.sigma / r
    let square = quotient * quotient
    let sixth = square * square * square
    let energy = 4 * parameters.epsilon * (sixth * sixth - sixth)
    let slope = 4 * parameters.epsilon * (6 * sixth - 12 * sixth * sixth) / r
    guard r > smoothingStart else { return (energy, slope) }
    let width = cutoff - smoothingStart
    let t = (r - smoothingStart) / width
    // s = 1 − t⁴ (35 − 84 t + 70 t² − 20 t³), s' = −140 t³ (1 − t)³.
    let smooth = 1 - t * t * t * t * (35 - t * (84 - t * (70 - t * 20)))
    let rest = t * (1 - t)
    let smoothSlope = -140 * rest * rest * rest / width
    return (energy * smooth, slope * smooth + energy * smoothSlope)
  }
}
