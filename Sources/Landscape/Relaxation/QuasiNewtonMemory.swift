/// The limited memory of L-BFGS: what the last steps have taught about the curvature.
///
/// The product of the approximate inverse Hessian with a gradient is found by the two-loop recursion of
/// J. Nocedal (doi:10.1090/S0025-5718-1980-0572855-7), started from s·y/y·y times the unit matrix.
struct QuasiNewtonMemory {
  private var pairs: [(step: [Double], change: [Double], inverse: Double)] = []
  private let limit: Int

  /// The curvature in eV/Å² that is assumed before anything has been learned; that of a stiff bond, so
  /// that first steps are short.
  private let stiffness: Double

  init(limit: Int = 30, stiffness: Double = 70) {
    self.limit = limit
    self.stiffness = stiffness
  }

  /// Whether nothing has been learned yet.
  var isEmpty: Bool { pairs.isEmpty }

  mutating func removeAll() { pairs.removeAll() }

  /// Learns from a step and the change of the gradient along it, unless the surface curves downwards there.
  mutating func learn(step: [Double], change: [Double]) {
    let curvature = step.dot(change)
    guard curvature > 1e-10 * step.dot(step).squareRoot() * change.dot(change).squareRoot() else { return }
    pairs.append((step, change, 1 / curvature))
    if pairs.count > limit { pairs.removeFirst() }
  }

  /// The direction −H⁻¹ g in which to go on.
  func direction(_ gradient: [Double]) -> [Double] {
    var vector = gradient.map { -$0 }
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.inverse * pair.step.dot(vector)
      vector.add(-weight, pair.change)
      weights.append(weight)
    }
    let scale = pairs.last.map { 1 / ($0.inverse * $0.change.dot($0.change)) } ?? 1 / stiffness
    for index in vector.indices { vector[index] *= scale }
    for (pair, weight) in zip(pairs, weights.reversed()) {
      vector.add(weight - pair.inverse * pair.change.dot(vector), pair.step)
    }
    return vector
  }
}

extension [Double] {
  /// The scalar product.
  func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }

  /// Adds a multiple of another vector.
  mutating func add(_ factor: Double, _ other: [Double]) {
    for index in indices { self[index] += factor * other[index] }
  }
}
