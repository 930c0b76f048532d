/// Harmonics of degrees up to 4 written out, and their reverse sweep.
///
/// The functions of ``SphericalHarmonics`` in the same order, with every p_lm = N_lm Q_lm(z) as a polynomial:
/// everything stays in registers, where recurrences of any length go through memory.
extension SphericalHarmonics {
  /// The largest degree that is written out.
  static var largestWrittenDegree: Int { 4 }

  // N_lm times the leading coefficients of Q_lm.
  private static var root3: Scalar { 1.732_050_807_568_877_2 }
  private static var halfRoot3: Scalar { 0.866_025_403_784_438_6 }
  private static var quarterRoot6: Scalar { 0.612_372_435_695_794_5 }
  private static var halfRoot15: Scalar { 1.936_491_673_103_708_5 }
  private static var quarterRoot10: Scalar { 0.790_569_415_042_094_8 }
  private static var quarterRoot5: Scalar { 0.559_016_994_374_947_4 }
  private static var quarterRoot70: Scalar { 2.091_650_066_335_189 }
  private static var eighthRoot35: Scalar { 0.739_509_972_887_452 }

  private typealias Scalar = J.Scalar

  /// a z + b.
  @inline(__always)
  private func linear(_ a: Scalar, _ z: J, _ b: Scalar) -> J {
    var sum = J(constant: b)
    sum.add(a, times: z)
    return sum
  }

  /// Computes all components at the unit vector (x, y, z) into `output`.
  @inline(__always)
  func evaluateWrittenOut(_ x: J, _ y: J, _ z: J, into output: UnsafeMutablePointer<J>) {
    output[0] = y
    output[1] = z
    output[2] = x
    guard degree > 1 else { return }
    let square = z * z
    let p21 = Self.root3 * z
    let (c2, s2) = (x * x - y * y, x * (y + y))
    output[3] = Self.halfRoot3 * s2
    output[4] = p21 * y
    output[5] = linear(1.5, square, -0.5)
    output[6] = p21 * x
    output[7] = Self.halfRoot3 * c2
    guard degree > 2 else { return }
    let p31 = Self.quarterRoot6 * linear(5, square, -1)
    let p32 = Self.halfRoot15 * z
    let (c3, s3) = (x * c2 - y * s2, x * s2 + y * c2)
    output[8] = Self.quarterRoot10 * s3
    output[9] = p32 * s2
    output[10] = p31 * y
    output[11] = z * linear(2.5, square, -1.5)
    output[12] = p31 * x
    output[13] = p32 * c2
    output[14] = Self.quarterRoot10 * c3
    guard degree > 3 else { return }
    let p41 = z * linear(7 * Self.quarterRoot10, square, -3 * Self.quarterRoot10)
    let p42 = linear(7 * Self.quarterRoot5, square, -Self.quarterRoot5)
    let p43 = Self.quarterRoot70 * z
    let (c4, s4) = (x * c3 - y * s3, x * s3 + y * c3)
    output[15] = Self.eighthRoot35 * s4
    output[16] = p43 * s3
    output[17] = p42 * s2
    output[18] = p41 * y
    var p40 = J(constant: 0.375)
    p40.add(square, times: linear(4.375, square, -3.75))
    output[19] = p40
    output[20] = p41 * x
    output[21] = p42 * c2
    output[22] = p43 * c3
    output[23] = Self.eighthRoot35 * c4
  }

  /// The gradient with respect to (x, y, z), as free variables, of Σ a_lm Y_lm(x, y, z).
  ///
  /// With C_m = Σ_l p_lm a_lm and S_m = Σ_l p_lm a_l,−m, the sum is Σ_m (c_m C_m + s_m S_m); the derivatives
  /// of c_m + i s_m = (x + i y)^m lower m by one, those of p_lm are `C_m'` and `S_m'` below.
  @inline(__always)
  func reverseWrittenOut(
    _ x: J, _ y: J, _ z: J, adjoint a: UnsafePointer<J>
  ) -> (x: J, y: J, z: J) {
    var (gx, gy, gz) = (a[2], a[0], a[1])
    guard degree > 1 else { return (gx, gy, gz) }
    // Order 1 and 2 of degree 2; C and S collect the higher degrees of orders 1 and 2 below.
    let p21 = Self.root3 * z
    gx.add(p21, times: a[6])
    gy.add(p21, times: a[4])
    gz.add(3 * z, times: a[5])
    var slopeC1 = Self.root3 * a[6]
    var slopeS1 = Self.root3 * a[4]
    var doubleC2 = (2 * Self.halfRoot3) * a[7]
    var doubleS2 = (2 * Self.halfRoot3) * a[3]
    if degree > 2 {
      let square = z * z
      let (c2, s2) = (x * x - y * y, x * (y + y))
      let p31 = Self.quarterRoot6 * linear(5, square, -1)
      gx.add(p31, times: a[12])
      gy.add(p31, times: a[10])
      gz.add(linear(7.5, square, -1.5), times: a[11])
      let slope31 = (10 * Self.quarterRoot6) * z
      slopeC1.add(slope31, times: a[12])
      slopeS1.add(slope31, times: a[10])
      let double32 = (2 * Self.halfRoot15) * z
      doubleC2.add(double32, times: a[13])
      doubleS2.add(double32, times: a[9])
      var slopeC2 = Self.halfRoot15 * a[13]
      var slopeS2 = Self.halfRoot15 * a[9]
      var tripleC3 = (3 * Self.quarterRoot10) * a[14]
      var tripleS3 = (3 * Self.quarterRoot10) * a[8]
      if degree > 3 {
        let (c3, s3) = (x * c2 - y * s2, x * s2 + y * c2)
        let p41 = z * linear(7 * Self.quarterRoot10, square, -3 * Self.quarterRoot10)
        gx.add(p41, times: a[20])
        gy.add(p41, times: a[18])
        gz.add(z * linear(17.5, square, -7.5), times: a[19])
        let slope41 = linear(21 * Self.quarterRoot10, square, -3 * Self.quarterRoot10)
        slopeC1.add(slope41, times: a[20])
        slopeS1.add(slope41, times: a[18])
        let double42 = linear(14 * Self.quarterRoot5, square, -2 * Self.quarterRoot5)
        doubleC2.add(double42, times: a[21])
        doubleS2.add(double42, times: a[17])
        let slope42 = (14 * Self.quarterRoot5) * z
        slopeC2.add(slope42, times: a[21])
        slopeS2.add(slope42, times: a[17])
        let triple43 = (3 * Self.quarterRoot70) * z
        tripleC3.add(triple43, times: a[22])
        tripleS3.add(triple43, times: a[16])
        let slopes3 = c3 * a[22] + s3 * a[16]
        gz.add(Self.quarterRoot70, times: slopes3)
        let fourC4 = (4 * Self.eighthRoot35) * a[23]
        let fourS4 = (4 * Self.eighthRoot35) * a[15]
        gx += c3 * fourC4 + s3 * fourS4
        gy += c3 * fourS4 - s3 * fourC4
      }
      gz += c2 * slopeC2 + s2 * slopeS2
      gx += c2 * tripleC3 + s2 * tripleS3
      gy += c2 * tripleS3 - s2 * tripleC3
    }
    gz += x * slopeC1 + y * slopeS1
    gx += x * doubleC2 + y * doubleS2
    gy += x * doubleS2 - y * doubleC2
    return (gx, gy, gz)
  }
}
