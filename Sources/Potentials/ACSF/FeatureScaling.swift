/// How the values of symmetry functions become inputs of a network, in the ways of n2p2.
public struct FeatureScaling: Sendable, Hashable {
  /// What is subtracted and divided by.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// G.
    case none
    /// l + (u − l) (G − min)/(max − min).
    case range
    /// G − mean.
    case center
    /// l + (u − l) (G − mean)/(max − min).
    case centeredRange
    /// l + (u − l) (G − mean)/σ.
    case deviation
  }

  /// The formula.
  public var kind: Kind
  /// The bound l.
  public var lower: Double
  /// The bound u.
  public var upper: Double

  /// Creates a scaling.
  public init(_ kind: Kind, lower: Double = 0, upper: Double = 1) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// The numbers a and b of the input a G + b; not finite where the data do not allow the division.
  package func coefficients(_ range: FeatureRange) -> (factor: Double, offset: Double) {
    let span = upper - lower
    switch kind {
    case .none:
      return (1, 0)
    case .center:
      return (1, -range.mean)
    case .range:
      let factor = span / (range.maximum - range.minimum)
      return (factor, lower - factor * range.minimum)
    case .centeredRange:
      let factor = span / (range.maximum - range.minimum)
      return (factor, lower - factor * range.mean)
    case .deviation:
      let factor = span / range.deviation
      return (factor, lower - factor * range.mean)
    }
  }
}

/// The distribution of one symmetry function over the atoms of the training data.
public struct FeatureRange: Sendable, Hashable {
  public var minimum: Double
  public var maximum: Double
  public var mean: Double
  /// The standard deviation, with n − 1.
  public var deviation: Double

  /// Creates a distribution.
  public init(minimum: Double, maximum: Double, mean: Double, deviation: Double) {
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.deviation = deviation
  }
}
