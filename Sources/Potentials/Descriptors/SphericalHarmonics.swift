/// Real spherical harmonics of unit vectors in Racah's normalization, Σ_m Y_lm(a) Y_lm(b) = P_l(a·b).
///
/// Y_lm = N_lm Q_lm(z) c_m(x, y) for m ≥ 0 and N_lm Q_lm(z) s_m(x, y) for m < 0, with
/// Q_lm = d^m P_l/dz^m, c_m + i s_m = (x + i y)^m and N_lm² = (2 − δ_m0) (l − m)!/(l + m)!. The derivative
/// of Q_lm is Q_l,m+1, which makes the reverse sweep as short as the forward one
/// (after F. Bigi et al. 2023, doi:10.1063/5.0156307). Component l, m stands at l² + l + m − 1: l = 0 is
/// left out, being 1.
package struct SphericalHarmonics<J: Jet> {
  /// The largest l.
  package let degree: Int

  /// The number of components (degree + 1)² − 1.
  package var count: Int { (degree + 1) * (degree + 1) - 1 }

  // Views into the two allocations, which live as long as this value.
  private let normalization: UnsafeMutablePointer<J.Scalar>
  private let recurrence: UnsafeMutablePointer<J.Scalar>
  private let associated: UnsafeMutablePointer<J>
  private let cosines: UnsafeMutablePointer<J>
  private let sines: UnsafeMutablePointer<J>
  private let adjointCosines: UnsafeMutablePointer<J>
  private let adjointSines: UnsafeMutablePointer<J>
  private let factors: Scratch<J.Scalar>
  private let scratch: Scratch<J>

  /// Prepares scratch memory for harmonics up to `degree`.
  package init(degree: Int) {
    self.degree = degree
    let table = (degree + 2) * (degree + 2)
    factors = Scratch(capacity: 3 * table)
    factors.fill(3 * table, with: 0)
    normalization = factors.base
    recurrence = factors.base + table
    scratch = Scratch(capacity: table + 4 * (degree + 1))
    scratch.fill(table + 4 * (degree + 1), with: .zero)
    associated = scratch.base
    cosines = associated + table
    sines = cosines + degree + 1
    adjointCosines = sines + degree + 1
    adjointSines = adjointCosines + degree + 1
    for l in 0...degree {
      for m in 0...l {
        let index = l * (degree + 2) + m
        let ratio = (l - m + 1...max(l + m, l - m + 1)).prefix(2 * m).reduce(1.0) { $0 * Double($1) }
        normalization[index] = J.Scalar(((m == 0 ? 1 : 2) / ratio).squareRoot())
        recurrence[2 * index] = l > m ? J.Scalar(2 * l - 1) / J.Scalar(l - m) : 0
        recurrence[2 * index + 1] = l > m ? -J.Scalar(l + m - 1) / J.Scalar(l - m) : 0
      }
    }
    // Q_mm = (2m − 1)!! never changes; Q_l,l+1 = 0.
    var doubleFactorial = 1.0
    for m in 0...degree {
      if m > 0 { doubleFactorial *= Double(2 * m - 1) }
      associated[m * (degree + 2) + m] = J(constant: J.Scalar(doubleFactorial))
    }
  }

  /// Computes Q_lm(z) for all l ≥ m, and c_m, s_m.
  @inline(__always)
  private func prepare(_ x: J, _ y: J, _ z: J) {
    let stride = degree &+ 2
    let q = associated
    let factors = recurrence
    for m in 0..<degree {
      q[(m &+ 1) &* stride &+ m] = J.Scalar(2 &* m &+ 1) * (z * q[m &* stride &+ m])
      var l = m &+ 2
      while l <= degree {
        let index = l &* stride &+ m
        var value = factors[2 &* index] * (z * q[index &- stride])
        value.add(factors[2 &* index &+ 1], times: q[index &- stride &- stride])
        q[index] = value
        l &+= 1
      }
    }
    let c = cosines
    let s = sines
    c[0] = J(constant: 1)
    s[0] = .zero
    for m in 0..<degree {
      c[m &+ 1] = x * c[m] - y * s[m]
      s[m &+ 1] = x * s[m] + y * c[m]
    }
  }

  /// Computes all components at the unit vector (x, y, z) into `output`.
  @inline(__always)
  package func evaluate(_ x: J, _ y: J, _ z: J, into output: UnsafeMutablePointer<J>) {
    if degree <= Self.largestWrittenDegree { return evaluateWrittenOut(x, y, z, into: output) }
    // The pointers do not keep their memory alive by themselves.
    defer { withExtendedLifetime((factors, scratch)) {} }
    prepare(x, y, z)
    let stride = degree &+ 2
    let q = associated
    let n = normalization
    let c = cosines
    let s = sines
    for l in 1...degree {
      let row = output + (l &* l &+ l &- 1)
      row[0] = q[l &* stride]
      for m in 1...l {
        let value = n[l &* stride &+ m] * q[l &* stride &+ m]
        row[m] = value * c[m]
        row[-m] = value * s[m]
      }
    }
  }

  /// The reverse sweep: the gradient with respect to (x, y, z), as free variables, of
  /// Σ adjoint_lm Y_lm(x, y, z).
  @inline(__always)
  package func reverse(_ x: J, _ y: J, _ z: J, adjoint: UnsafePointer<J>) -> (x: J, y: J, z: J) {
    if degree <= Self.largestWrittenDegree { return reverseWrittenOut(x, y, z, adjoint: adjoint) }
    defer { withExtendedLifetime((factors, scratch)) {} }
    prepare(x, y, z)
    let stride = degree &+ 2
    let q = associated
    let n = normalization
    let c = cosines
    let s = sines
    let adjointC = adjointCosines
    let adjointS = adjointSines
    var gradientZ = J.zero
    for m in 1...degree {
      adjointC[m] = .zero
      adjointS[m] = .zero
    }
    for l in 1...degree {
      let row = adjoint + (l &* l &+ l &- 1)
      gradientZ.add(q[l &* stride &+ 1], times: row[0])
      for m in 1...l {
        let factor = n[l &* stride &+ m]
        let value = factor * q[l &* stride &+ m]
        adjointC[m].add(value, times: row[m])
        adjointS[m].add(value, times: row[-m])
        if m < l {
          gradientZ.add(
            factor * q[l &* stride &+ m &+ 1], times: c[m] * row[m] + s[m] * row[-m])
        }
      }
    }
    var gradientX = J.zero
    var gradientY = J.zero
    for m in 1...degree {
      let order = J.Scalar(m)
      gradientX.add(order, times: c[m &- 1] * adjointC[m] + s[m &- 1] * adjointS[m])
      gradientY.add(order, times: c[m &- 1] * adjointS[m] - s[m &- 1] * adjointC[m])
    }
    return (gradientX, gradientY, gradientZ)
  }
}
