internal import Foundation

/// How the gradients of energy, first derivatives (forces and virial) and Hessian become one step.
///
/// All but `none` differentiate the terms one by one, which takes about as many times as long as there are
/// terms, and log the cosines between the gradients.
public enum GradientConflict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Their weighted sum, in one sweep.
  case none
  /// Their weighted sum, with the cosines measured.
  case measure
  /// All brought to the geometric mean of their norms.
  case balance
  /// Each without its part against any other (PCGrad: Yu et al. 2020, arXiv:2001.06782).
  case pcgrad
  /// The direction that has the same cosine with all (ConFIG: Liu, Chu and Thuerey 2024, arXiv:2408.11104).
  case config

  /// The groups of terms that have a gradient of their own.
  var parts: [[LossTerm]] {
    self == .none ? [LossTerm.allCases] : [[.energy], [.force, .virial], [.hessian]]
  }

  /// Combines gradients; those that are zero are left out.
  package func combine(_ gradients: [[Double]]) -> [Double] {
    let parts = gradients.filter { $0.dot($0) > 0 }
    guard parts.count > 1 else { return parts.first ?? gradients[0] }
    switch self {
    case .none, .measure:
      return .combination(of: parts, parts.map { _ in 1 })
    case .balance:
      let norms = parts.map { $0.dot($0).squareRoot() }
      let mean = exp(norms.reduce(0) { $0 + log($1) } / Double(norms.count))
      return .combination(of: parts, norms.map { mean / $0 })
    case .pcgrad:
      return .combination(of: GradientConflict.projected(parts), parts.map { _ in 1 })
    case .config:
      return GradientConflict.conflictFree(parts)
    }
  }

  /// Every gradient without its components against the others, taken in turn.
  private static func projected(_ parts: [[Double]]) -> [[Double]] {
    parts.indices.map { own in
      var result = parts[own]
      for offset in 1..<parts.count {
        let other = parts[(own + offset) % parts.count]
        let product = result.dot(other)
        if product < 0 { result = .combination(of: [result, other], [1, -product / other.dot(other)]) }
      }
      return result
    }
  }

  /// (Σ g_i·û) û with û ∝ the shortest x that has x·g_i/|g_i| = 1 for all i.
  private static func conflictFree(_ parts: [[Double]]) -> [Double] {
    let units = parts.map { part in
      let norm = part.dot(part).squareRoot()
      return part.map { $0 / norm }
    }
    var matrix = units.map { a in units.map { a.dot($0) } }
    // Opposite gradients have no common direction; a tiny ridge then gives about zero instead of NaN.
    for index in matrix.indices { matrix[index][index] += 1e-12 }
    let right = matrix.map { _ in 1.0 }
    let x: [Double] = .combination(of: units, LinearSystem.solve(matrix, right))
    let norm = x.dot(x).squareRoot()
    guard norm > 0 else { return x }
    let length = parts.reduce(0) { $0 + $1.dot(x) / norm }
    return x.map { length * $0 / norm }
  }
}

/// The cosines between the gradients of the terms, averaged over the steps of an epoch; −1 is full conflict.
public struct GradientCosines: Sendable, Hashable, Codable {
  /// Between energy and first derivatives; NaN where either has no gradient.
  public var energyForce: Double
  /// Between energy and Hessian.
  public var energyHessian: Double
  /// Between first derivatives and Hessian.
  public var forceHessian: Double

  /// Measures the gradients of energy, first derivatives and Hessian.
  package init(_ gradients: [[Double]]) {
    func cosine(_ a: [Double], _ b: [Double]) -> Double { a.dot(b) / (a.dot(a) * b.dot(b)).squareRoot() }
    energyForce = cosine(gradients[0], gradients[1])
    energyHessian = cosine(gradients[0], gradients[2])
    forceHessian = cosine(gradients[1], gradients[2])
  }

  /// The mean of some measurements; `nil` without any.
  init?(mean all: [GradientCosines]) {
    guard let first = all.first else { return nil }
    self = first
    for path in [\GradientCosines.energyForce, \.energyHessian, \.forceHessian] {
      self[keyPath: path] = all.reduce(0) { $0 + $1[keyPath: path] } / Double(all.count)
    }
  }
}

extension [Double] {
  /// Σ a_i b_i.
  fileprivate func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }

  /// Σ_i c_i v_i.
  fileprivate static func combination(of vectors: [[Double]], _ factors: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: vectors[0].count)
    for (vector, factor) in zip(vectors, factors) {
      for index in result.indices { result[index] += factor * vector[index] }
    }
    return result
  }
}
