/// The features that tell most about atoms: chosen one after another, each with the largest variance that those before it
/// leave unexplained.
///
/// It is the pivoted Cholesky decomposition of the correlation matrix, a greedy form of the selection of symmetry
/// functions by CUR decomposition (G. Imbalzano et al. 2018, doi:10.1063/1.5024611).
struct FeatureSelection {
  /// The features chosen, the most telling first.
  let chosen: [Int]

  /// Chooses features.
  ///
  /// - Parameters:
  ///   - samples: Atoms × features.
  ///   - limit: The largest number of features.
  ///   - tolerance: The share of a feature's variance that must be unexplained for it to be chosen.
  /// - Returns: Always at least one feature where there are any; those that hardly vary are left out.
  init(_ samples: [[Double]], limit: Int, tolerance: Double = 1e-4) {
    let columns = FeatureSelection.standardized(samples)
    var basis: [[Double]] = []
    var remaining = columns.map { $0 == nil ? 0.0 : 1.0 }
    var chosen: [Int] = []
    while chosen.count < limit, let best = remaining.indices.max(by: { remaining[$0] < remaining[$1] }),
      remaining[best] > tolerance, var direction = columns[best]
    {
      chosen.append(best)
      for vector in basis {
        let product = FeatureSelection.dot(direction, vector)
        for index in direction.indices { direction[index] -= product * vector[index] }
      }
      let norm = FeatureSelection.dot(direction, direction).squareRoot()
      guard norm > 0 else { break }
      for index in direction.indices { direction[index] /= norm }
      basis.append(direction)
      for (feature, column) in columns.enumerated() {
        guard let column else { continue }
        let product = FeatureSelection.dot(column, direction)
        remaining[feature] -= product * product
      }
      remaining[best] = 0
    }
    self.chosen = chosen
  }

  /// Each feature with mean zero and length one; `nil` where its deviation is below 10⁻⁴ of the largest, where Float32
  /// would see little but rounding.
  private static func standardized(_ samples: [[Double]]) -> [[Double]?] {
    guard let first = samples.first else { return [] }
    let centered = first.indices.map { feature in
      let mean = samples.reduce(0) { $0 + $1[feature] } / Double(samples.count)
      return samples.map { $0[feature] - mean }
    }
    let norms = centered.map { dot($0, $0).squareRoot() }
    let smallest = 1e-4 * (norms.max() ?? 0)
    return zip(centered, norms).map { column, norm in norm > smallest ? column.map { $0 / norm } : nil }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
