/// Adam with decoupled weight decay.
///
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η (m̂/(√v̂ + ε) + λ θ), with bias-corrected m̂, v̂
/// (Loshchilov and Hutter 2019, arXiv:1711.05101).
public struct AdamW: Sendable, Codable, Hashable {
  /// The running mean of the gradient.
  public private(set) var firstMoments: [Double]
  /// The running mean of its square.
  public private(set) var secondMoments: [Double]
  /// The number of steps done.
  public private(set) var stepCount = 0

  private static let firstDecay = 0.9
  private static let secondDecay = 0.999
  private static let epsilon = 1e-8

  /// Starts with zero moments.
  public init(count: Int) {
    firstMoments = Array(repeating: 0, count: count)
    secondMoments = Array(repeating: 0, count: count)
  }

  /// Does one step.
  ///
  /// - Parameters:
  ///   - parameters: Changed in place.
  ///   - gradient: The gradient of the loss.
  ///   - rate: The learning rate η.
  ///   - decay: The weight decay λ of each parameter.
  public mutating func step(
    _ parameters: inout [Double], gradient: [Double], rate: Double, decay: [Double]
  ) {
    let count = parameters.count
    precondition(gradient.count == count && decay.count == count && firstMoments.count == count)
    stepCount += 1
    let (beta1, beta2) = (Self.firstDecay, Self.secondDecay)
    let scale1 = rate / (1 - power(beta1, stepCount))
    let scale2 = 1 / (1 - power(beta2, stepCount))
    for index in 0..<count {
      let g = gradient[index]
      let m = beta1 * firstMoments[index] + (1 - beta1) * g
      let v = beta2 * secondMoments[index] + (1 - beta2) * g * g
      firstMoments[index] = m
      secondMoments[index] = v
      let root = (v * scale2).squareRoot() + Self.epsilon
      parameters[index] -= scale1 * m / root + rate * decay[index] * parameters[index]
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
