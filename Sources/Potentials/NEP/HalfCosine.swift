/// The cosine cutoff ½ (1 + cos π r/r_c) as a function of the depth w = 1 − r/r_c in [0, 1]: sin²(π w/2).
///
/// Written so, it is accurate to a few units in the last place even where it vanishes. Sine and cosine of a quarter
/// turn are polynomials that interpolate at Chebyshev points of w²: their errors are 7·10⁻⁹ and 2·10⁻¹⁰ in Float32,
/// 3·10⁻¹⁹ and 4·10⁻¹⁸ in Float64.
package enum HalfCosine<J: Jet> {
  /// The function and its derivative with respect to the depth.
  @inline(__always)
  package static func evaluate(_ depth: J) -> (value: J, slope: J) {
    let (sine, cosine) = quarterTurn(depth)
    let product = sine * cosine
    return (sine * sine, J.Scalar(Double.pi) * product)
  }

  /// sin(π w/2) and cos(π w/2).
  @inline(__always)
  private static func quarterTurn(_ depth: J) -> (sine: J, cosine: J) {
    let w = depth.real
    let square = w * w
    let (sine, cosine) = MemoryLayout<J.Scalar>.size == 4 ? single(square) : double(square)
    let s = w * sine
    let rate = J.L(repeating: J.Scalar(Double.pi / 2))
    let curvature = J.L(repeating: J.Scalar(-Double.pi * Double.pi / 4))
    return (
      depth.mapped(s, rate * cosine, curvature * s),
      depth.mapped(cosine, -(rate * s), curvature * cosine)
    )
  }

  @inline(__always)
  private static func single(_ t: J.L) -> (J.L, J.L) {
    var sine = constant(1.516_717_04e-4)
    sine = constant(-4.674_143_84e-3).addingProduct(sine, t)
    sine = constant(7.968_991_83e-2).addingProduct(sine, t)
    sine = constant(-0.645_963_760).addingProduct(sine, t)
    sine = constant(1.570_796_32).addingProduct(sine, t)
    var cosine = constant(-2.382_415_24e-5)
    cosine = constant(9.177_229_24e-4).addingProduct(cosine, t)
    cosine = constant(-2.086_268_67e-2).addingProduct(cosine, t)
    cosine = constant(0.253_669_322).addingProduct(cosine, t)
    cosine = constant(-1.233_700_53).addingProduct(cosine, t)
    cosine = constant(1).addingProduct(cosine, t)
    return (sine, cosine)
  }

  @inline(__always)
  private static func double(_ t: J.L) -> (J.L, J.L) {
    var sine = constant(5.872_975_744_799_950_14e-12)
    sine = constant(-6.684_416_831_856_084_35e-10).addingProduct(sine, t)
    sine = constant(5.692_136_428_098_625_25e-8).addingProduct(sine, t)
    sine = constant(-3.598_843_020_467_257_52e-6).addingProduct(sine, t)
    sine = constant(1.604_411_847_130_915_92e-4).addingProduct(sine, t)
    sine = constant(-4.681_754_135_304_255_32e-3).addingProduct(sine, t)
    sine = constant(7.969_262_624_616_563_98e-2).addingProduct(sine, t)
    sine = constant(-0.645_964_097_506_246_201).addingProduct(sine, t)
    sine = constant(1.570_796_326_794_896_62).addingProduct(sine, t)
    var cosine = constant(6.331_732_717_807_900_26e-11)
    cosine = constant(-6.382_235_924_529_259_14e-9).addingProduct(cosine, t)
    cosine = constant(4.710_830_743_363_557_49e-7).addingProduct(cosine, t)
    cosine = constant(-2.520_203_978_222_871_41e-5).addingProduct(cosine, t)
    cosine = constant(9.192_602_739_434_877_11e-4).addingProduct(cosine, t)
    cosine = constant(-2.086_348_076_317_886_08e-2).addingProduct(cosine, t)
    cosine = constant(0.253_669_507_901_031_062).addingProduct(cosine, t)
    cosine = constant(-1.233_700_550_136_169_19).addingProduct(cosine, t)
    cosine = constant(1).addingProduct(cosine, t)
    return (sine, cosine)
  }

  @inline(__always)
  private static func constant(_ value: Double) -> J.L { J.L(repeating: J.Scalar(value)) }
}
