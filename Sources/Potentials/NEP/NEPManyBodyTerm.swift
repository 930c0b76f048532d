/// An invariant of NEP beyond the three-body ones: a fixed product of the components of one radial function.
///
/// Four- and five-body terms of the neuroevolution potential (Z. Fan et al. 2022, doi:10.1063/5.0106617). With
/// a_l(û) = Σ_j g(r_j) P_l(û·û_j), every four-body term is a constant times the mean of a_l1 a_l2 a_l3 over the
/// sphere. The order is that of the file.
public enum NEPManyBodyTerm: Int, Sendable, CaseIterable, Comparable {
  /// det Q, of second degree thrice.
  case triple222
  /// (v·v)², of first degree four times.
  case quadruple1111
  /// v·Q·v.
  case triple112
  /// v_a Q_bc T_abc.
  case triple123
  /// Q_ab T_acd T_bcd.
  case triple233
  /// v_a T_bcd H_abcd.
  case triple134

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The largest degree l that the term needs.
  public var highestDegree: Int {
    switch self {
    case .quadruple1111: 1
    case .triple222, .triple112: 2
    case .triple123, .triple233: 3
    case .triple134: 4
    }
  }

  /// The degrees of a four-body term, and its factor before the mean over the sphere; `nil` for 1111.
  ///
  /// The factors follow from those of the Cartesian forms with a_1 = v·û, a_2 = 3/2 û·Q·û, a_3 = 5/2 T:ûûû and
  /// a_4 = 35/8 H::ûûûû: the means of their products are v·Q·v/5, 9/35 tr Q³, 3/14 vQT, 5/14 QTT and 5/18 vTH.
  package var coupling: (degrees: (Int, Int, Int), factor: Double)? {
    let unit = NEPManyBodyTerm.unit
    return switch self {
    case .triple222: ((2, 2, 2), -unit * 175 / 14.0.squareRoot())
    case .quadruple1111: nil
    case .triple112: ((1, 1, 2), unit * 5 * 13.5.squareRoot())
    case .triple123: ((1, 2, 3), -unit * 35)
    case .triple233: ((2, 3, 3), unit * 0.7 * 13125.0.squareRoot())
    case .triple134: ((1, 3, 4), unit * 0.9 * 3675.0.squareRoot())
    }
  }

  /// (4π)^(−3/2): the normalization of three spherical harmonics.
  package static var unit: Double {
    let sphere = 4 * Double.pi
    return 1 / (sphere * sphere.squareRoot())
  }

  /// The factor of the five-body term, 21/(80 π²).
  package static var quadrupleFactor: Double { 21 / (80 * Double.pi * Double.pi) }
}
