import Atomistics

/// The sum of scalar products of two lists of vectors.
func dot(_ a: [SIMD3<Double>], _ b: [SIMD3<Double>]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0.dot($1.1) }
}

/// The largest distance between vectors of two lists.
func deviation(_ a: [SIMD3<Double>], _ b: [SIMD3<Double>]) -> Double {
  precondition(a.count == b.count)
  return zip(a, b).map { ($0 - $1).norm }.max() ?? 0
}

/// The largest length in a list of vectors.
func size(_ a: [SIMD3<Double>]) -> Double { a.map(\.norm).max() ?? 0 }
