/// The values and slopes of some radial functions of a squared distance, for any jet.
struct RadialSweep<J: Jet> {
  private let profiles: ConstantTable<ACSFPlan.Profile>
  private let cutoffFunction: CutoffFunction

  init(_ profiles: [ACSFPlan.Profile], cutoffFunction: CutoffFunction) {
    self.profiles = ConstantTable(profiles)
    self.cutoffFunction = cutoffFunction
  }

  /// How many functions there are.
  var count: Int { profiles.count }

  /// Writes R(r) and ∂R/∂r² of every function at r² = `square`.
  func evaluate(
    square: J, values: UnsafeMutablePointer<J>, slopes: UnsafeMutablePointer<J>
  ) {
    let inverse = square.reciprocalSquareRoot()
    let distance = square * inverse
    let halfInverse = 0.5 * inverse
    let profiles = profiles.base
    var ending = (value: J.zero, slope: J.zero)
    var endingCutoff = -1.0
    for index in 0..<count {
      let profile = profiles[index]
      switch profile.radial {
      case .gaussian(let width, let center):
        if profile.cutoff != endingCutoff {
          ending = cutoffFunction.evaluate(distance, cutoff: J.Scalar(profile.cutoff))
          ending.slope = halfInverse * ending.slope
          endingCutoff = profile.cutoff
        }
        gaussian(
          square, distance, halfInverse, J.Scalar(width), J.Scalar(center), ending, values + index, slopes + index)
      case .compact(let inner, let shape):
        let (value, slope) = shape.evaluate(
          distance, from: J.Scalar(inner), to: J.Scalar(profile.cutoff), asymmetric: shape.isAsymmetric)
        values[index] = value
        slopes[index] = halfInverse * slope
      }
    }
  }

  /// The product of exp(−η (r − r_s)²) and the cutoff function.
  @inline(__always)
  private func gaussian(
    _ square: J, _ distance: J, _ halfInverse: J, _ width: J.Scalar, _ center: J.Scalar,
    _ ending: (value: J, slope: J), _ value: UnsafeMutablePointer<J>, _ slope: UnsafeMutablePointer<J>
  ) {
    if center == 0 {
      let e = (-width * square).exponential()
      value.pointee = e * ending.value
      slope.pointee = e * (ending.slope - width * ending.value)
    } else {
      let difference = distance - J(constant: center)
      let e = (-width * (difference * difference)).exponential()
      value.pointee = e * ending.value
      slope.pointee = e * (ending.slope - (2 * width) * (difference * halfInverse) * ending.value)
    }
  }
}
