/// The traceless Cartesian moments of one radial function's density, degrees 1 to 4.
struct NEPTensors<J: Jet> where J.L == Double {
  private var v = [J](repeating: .zero, count: 3)
  private var q = [J](repeating: .zero, count: 9)
  private var t = [J](repeating: .zero, count: 27)
  private var h = [J](repeating: .zero, count: 81)

  /// Sums the moments of neighbors with weights g.
  init(_ neighbors: [SiteNeighbor<J>], weights: [J]) {
    for (neighbor, g) in zip(neighbors, weights) {
      let u = neighbor.direction
      for a in 0..<3 {
        v[a] += g * u[a]
        for b in 0..<3 {
          q[3 * a + b] += g * (u[a] * u[b] - J(constant: Self.delta(a, b) / 3))
          for c in 0..<3 {
            var trace = Self.delta(a, b) * u[c]
            trace += Self.delta(a, c) * u[b]
            trace += Self.delta(b, c) * u[a]
            t[9 * a + 3 * b + c] += g * (u[a] * u[b] * u[c] - 0.2 * trace)
            for d in 0..<3 { h[27 * a + 9 * b + 3 * c + d] += g * Self.hexadecapole(u, a, b, c, d) }
          }
        }
      }
    }
  }

  private static func delta(_ a: Int, _ b: Int) -> Double { a == b ? 1 : 0 }

  /// u_a u_b u_c u_d without its traces.
  private static func hexadecapole(_ u: [J], _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> J {
    var traces = J.zero
    for (p, q, r, s) in [(a, b, c, d), (a, c, b, d), (a, d, b, c), (b, c, a, d), (b, d, a, c), (c, d, a, b)] {
      traces += delta(p, q) * (u[r] * u[s])
    }
    let constant = delta(a, b) * delta(c, d) + delta(a, c) * delta(b, d) + delta(a, d) * delta(b, c)
    return u[a] * u[b] * u[c] * u[d] - (1.0 / 7) * traces + J(constant: constant / 35)
  }

  /// The invariant of a term, in the Cartesian form of the format.
  func invariant(_ term: NEPManyBodyTerm) -> J {
    let unit = NEPManyBodyTerm.unit
    var sum = J.zero
    switch term {
    case .triple222:
      let minors = (q[4] * q[8] - q[5] * q[7], q[3] * q[8] - q[5] * q[6], q[3] * q[7] - q[4] * q[6])
      let determinant = q[0] * minors.0 - q[1] * minors.1 + q[2] * minors.2
      return (-unit * 135 / 14.0.squareRoot()) * determinant
    case .quadruple1111:
      let square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2]
      return (21 / (80 * Double.pi * Double.pi)) * (square * square)
    case .triple112:
      for a in 0..<3 { for b in 0..<3 { sum += v[a] * q[3 * a + b] * v[b] } }
      return (unit * 13.5.squareRoot()) * sum
    case .triple123:
      for a in 0..<3 { for b in 0..<9 { sum += v[a] * q[b] * t[9 * a + b] } }
      return (-unit * 7.5) * sum
    case .triple233:
      for a in 0..<3 {
        for b in 0..<3 {
          for c in 0..<9 { sum += q[3 * a + b] * t[9 * a + c] * t[9 * b + c] }
        }
      }
      return (unit * 13125.0.squareRoot() / 4) * sum
    case .triple134:
      for a in 0..<3 { for b in 0..<27 { sum += v[a] * t[b] * h[27 * a + b] } }
      return (unit * 3675.0.squareRoot() / 4) * sum
    }
  }
}
