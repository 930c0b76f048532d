/// The two-body invariants Σ_j g_n(r_ij) of one block, their reverse sweep and the gradient of their coefficients.
///
/// The Chebyshev functions are summed over the neighbors of each element before the coefficients are applied.
final class NEPRadialSweep<J: Jet> {
  private let tables: NEPTables<J.Scalar>
  private let slots: NEPSlots<J>
  private let basis: Int
  private let channels: Int
  /// One entry a slot.
  private let points = Scratch<NEPBasis<J>.Point>()
  /// Sums of Chebyshev functions, then the Chebyshev series that their adjoints turn into, one row a segment.
  private let sums = Scratch<J>()
  /// The derivative of one such series.
  private let slopes: Scratch<J>

  init(_ tables: NEPTables<J.Scalar>, slots: NEPSlots<J>) {
    self.tables = tables
    self.slots = slots
    (basis, channels) = (tables.shape.radialBasis, tables.shape.radial)
    slopes = Scratch(capacity: basis)
  }

  /// Adds the invariants of the atoms of an element to features.
  func forward(_ element: Int, into features: UnsafeMutablePointer<J>) {
    points.reserve(slots.count)
    sums.fill(slots.segments.count * basis, with: .zero)
    let (inverses, points) = (slots.inverseDistances.base, points.base)
    for (position, segment) in slots.segments.enumerated() {
      let sums = sums.base + position * basis
      let scale = tables.inverseRadialCutoff(element, segment.element)
      for slot in segment.slots {
        let point = NEPBasis<J>.point(scale * inverses[slot].reciprocal())
        points[slot] = point
        NEPBasis.accumulate(point, count: basis, to: sums)
      }
      NEPBasis.complete(sums, count: basis)
      Contraction.apply(
        tables.radialForward(element, segment.element), inputs: basis, outputs: channels, to: sums,
        into: features, adding: true)
    }
  }

  /// Writes the gradient of each slot that follows from the adjoints of the features.
  func pairGradient(_ element: Int, adjoint: UnsafePointer<J>, into gradient: UnsafeMutablePointer<J>) {
    let (points, u, slopes) = (points.base, slots.unitVectors.base, slopes.base)
    for (position, segment) in slots.segments.enumerated() {
      let series = sums.base + position * basis
      Contraction.apply(
        tables.radialReverse(element, segment.element), inputs: channels, outputs: basis, to: adjoint,
        into: series)
      NEPBasis.series(series, count: basis, derivative: slopes)
      let scale = -tables.inverseRadialCutoff(element, segment.element)
      for slot in segment.slots {
        let along =
          scale * NEPBasis.slope(points[slot], series: series, derivative: slopes, count: basis)
        for axis in 0..<3 { gradient[3 &* slot &+ axis] = along * u[3 &* slot &+ axis] }
      }
    }
  }

  /// Adds the gradient of the coefficients, before `pairGradient` overwrites the sums that it needs.
  func accumulate(_ element: Int, adjoint: UnsafePointer<J>, into gradient: NEPGradient<J.L>) {
    for (position, segment) in slots.segments.enumerated() {
      let target = gradient.radial(element, segment.element)
      let sums = sums.base + position * basis
      for n in 0..<channels {
        for k in 0..<basis { J.addTop(of: adjoint[n], times: sums[k], to: &target[n &* basis &+ k]) }
      }
    }
  }
}
