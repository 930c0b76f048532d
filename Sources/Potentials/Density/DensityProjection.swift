/// The three products between radial functions g_n, harmonics Y_m and density coefficients A_mn.
///
/// Each works on four slots at a time and keeps a 4 × 2 tile of results in registers. Coefficients are
/// stored harmonics × radial functions (`angularStride`), padded entries being zero.
package struct DensityProjection<J: Jet> {
  package let shape: DensityShape

  /// Adds Σ_j g_n(j) Y_m(j) over four slots to A_mn, and Σ_j g_n(j) to A_n.
  @inline(__always)
  package func accumulate(
    radial g: UnsafePointer<J>, harmonics y: UnsafePointer<J>, isotropic: UnsafeMutablePointer<J>,
    angular: UnsafeMutablePointer<J>
  ) {
    let (rs, hs, cs) = (shape.radial, shape.harmonicStride, shape.angularStride)
    for n in 0..<rs {
      isotropic[n] += (g[n] + g[rs &+ n]) + (g[2 &* rs &+ n] + g[3 &* rs &+ n])
    }
    var m = 0
    while m < hs {
      var n = 0
      while n < cs {
        let a = angular + (m &* cs &+ n)
        var a00 = a[0], a01 = a[1], a10 = a[cs], a11 = a[cs &+ 1]
        var a20 = a[2 &* cs], a21 = a[2 &* cs &+ 1], a30 = a[3 &* cs], a31 = a[3 &* cs &+ 1]
        var gj = g + n
        var yj = y + m
        for _ in 0..<4 {
          let g0 = gj[0], g1 = gj[1]
          let y0 = yj[0], y1 = yj[1], y2 = yj[2], y3 = yj[3]
          a00.add(y0, times: g0)
          a01.add(y0, times: g1)
          a10.add(y1, times: g0)
          a11.add(y1, times: g1)
          a20.add(y2, times: g0)
          a21.add(y2, times: g1)
          a30.add(y3, times: g0)
          a31.add(y3, times: g1)
          gj += rs
          yj += hs
        }
        (a[0], a[1], a[cs], a[cs &+ 1]) = (a00, a01, a10, a11)
        (a[2 &* cs], a[2 &* cs &+ 1], a[3 &* cs], a[3 &* cs &+ 1]) = (a20, a21, a30, a31)
        n &+= 2
      }
      m &+= 4
    }
  }

  /// Computes the adjoints of g_n of four slots: Ā_n + Σ_m Ā_mn Y_m(j).
  @inline(__always)
  package func radialAdjoint(
    isotropic: UnsafePointer<J>, angular: UnsafePointer<J>, harmonics y: UnsafePointer<J>,
    into adjoint: UnsafeMutablePointer<J>
  ) {
    let (rs, hs, cs) = (shape.radial, shape.harmonicStride, shape.angularStride)
    var n = 0
    while n < cs {
      let i0 = isotropic[n], i1 = isotropic[n &+ 1]
      var s00 = i0, s01 = i1, s10 = i0, s11 = i1, s20 = i0, s21 = i1, s30 = i0, s31 = i1
      var a = angular + n
      for m in 0..<shape.harmonics {
        let a0 = a[0], a1 = a[1]
        let y0 = y[m], y1 = y[hs &+ m], y2 = y[2 &* hs &+ m], y3 = y[3 &* hs &+ m]
        s00.add(y0, times: a0)
        s01.add(y0, times: a1)
        s10.add(y1, times: a0)
        s11.add(y1, times: a1)
        s20.add(y2, times: a0)
        s21.add(y2, times: a1)
        s30.add(y3, times: a0)
        s31.add(y3, times: a1)
        a += cs
      }
      let target = adjoint + n
      (target[0], target[1], target[rs], target[rs &+ 1]) = (s00, s01, s10, s11)
      (target[2 &* rs], target[2 &* rs &+ 1]) = (s20, s21)
      (target[3 &* rs], target[3 &* rs &+ 1]) = (s30, s31)
      n &+= 2
    }
    while n < rs {
      let value = isotropic[n]
      (adjoint[n], adjoint[rs &+ n]) = (value, value)
      (adjoint[2 &* rs &+ n], adjoint[3 &* rs &+ n]) = (value, value)
      n &+= 1
    }
  }

  /// Computes the adjoints of Y_m of four slots: Σ_n Ā_mn g_n(j).
  @inline(__always)
  package func harmonicAdjoint(
    angular: UnsafePointer<J>, radial g: UnsafePointer<J>, into adjoint: UnsafeMutablePointer<J>
  ) {
    let (rs, hs, cs) = (shape.radial, shape.harmonicStride, shape.angularStride)
    var m = 0
    while m < hs {
      var s00 = J.zero, s01 = J.zero, s10 = J.zero, s11 = J.zero
      var s20 = J.zero, s21 = J.zero, s30 = J.zero, s31 = J.zero
      let a = angular + m &* cs
      for n in 0..<shape.angular {
        let a0 = a[n], a1 = a[cs &+ n]
        let g0 = g[n], g1 = g[rs &+ n], g2 = g[2 &* rs &+ n], g3 = g[3 &* rs &+ n]
        s00.add(a0, times: g0)
        s01.add(a1, times: g0)
        s10.add(a0, times: g1)
        s11.add(a1, times: g1)
        s20.add(a0, times: g2)
        s21.add(a1, times: g2)
        s30.add(a0, times: g3)
        s31.add(a1, times: g3)
      }
      let target = adjoint + m
      (target[0], target[1], target[hs], target[hs &+ 1]) = (s00, s01, s10, s11)
      (target[2 &* hs], target[2 &* hs &+ 1]) = (s20, s21)
      (target[3 &* hs], target[3 &* hs &+ 1]) = (s30, s31)
      m &+= 2
    }
  }
}
