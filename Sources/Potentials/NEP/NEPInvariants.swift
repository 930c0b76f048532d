/// The invariants of one atom's angular density and their reverse sweep.
///
/// Coefficients A_mn are stored harmonics × channels; features stand block after block, channels within.
struct NEPInvariants<J: Jet> {
  /// One product of three components of the density.
  private struct Product: BitwiseCopyable {
    var first: Int
    var second: Int
    var third: Int
    var factor: J.Scalar
  }

  private let degree: Int
  private let channels: Int
  private let terms: [NEPManyBodyTerm]
  /// (2l + 1)/4π.
  private let weights: [J.Scalar]
  private let products: Scratch<Product>
  /// Where the products of each term begin, and at the end their number.
  private let starts: [Int]

  init(_ potential: NEPPotential) {
    let h = potential.hyperparameters
    degree = h.maximumDegree
    channels = h.angularChannels
    terms = h.manyBodyTerms
    weights = (0...degree).map { J.Scalar(Double(2 * $0 + 1) / (4 * Double.pi)) }
    let lists = terms.map { Self.products(of: $0, channels: h.angularChannels) }
    var starts = [0]
    for list in lists { starts.append(starts[starts.count - 1] + list.count) }
    self.starts = starts
    products = Scratch(capacity: starts[starts.count - 1])
    for (index, product) in lists.joined().enumerated() { products.base[index] = product }
  }

  /// The different products of a four-body term, those with equal factors taken together.
  private static func products(of term: NEPManyBodyTerm, channels: Int) -> [Product] {
    guard let ((l1, l2, l3), factor) = term.coupling else { return [] }
    var sums: [[Int]: Double] = [:]
    for gaunt in GauntCoefficients.terms(l1, l2, l3) {
      let key = [l1 * l1 - 1 + gaunt.first, l2 * l2 - 1 + gaunt.second, l3 * l3 - 1 + gaunt.third]
      sums[key.sorted(), default: 0] += factor * gaunt.value
    }
    return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      Product(
        first: $0.key[0] * channels, second: $0.key[1] * channels, third: $0.key[2] * channels,
        factor: J.Scalar($0.value))
    }
  }

  /// Computes all angular features.
  @inline(__always)
  func evaluate(_ a: UnsafePointer<J>, into features: UnsafeMutablePointer<J>) {
    for l in 1...degree {
      let target = features + (l &- 1) &* channels
      let start = a + (l &* l &- 1) &* channels
      for n in 0..<channels {
        var sum = J.zero
        for m in 0..<(2 &* l &+ 1) { sum.add(start[m &* channels &+ n], times: start[m &* channels &+ n]) }
        target[n] = weights[l] * sum
      }
    }
    for (index, term) in terms.enumerated() {
      let target = features + (degree &+ index) &* channels
      if term == .quadruple1111 {
        for n in 0..<channels {
          let square = squaredVector(a + n)
          target[n] = J.Scalar(NEPManyBodyTerm.quadrupleFactor) * (square * square)
        }
      } else {
        for n in 0..<channels { target[n] = .zero }
        for position in starts[index]..<starts[index + 1] {
          let product = products.base[position]
          let (first, second, third) = (a + product.first, a + product.second, a + product.third)
          for n in 0..<channels {
            target[n].add(product.factor, times: first[n] * second[n] * third[n])
          }
        }
      }
    }
  }

  /// The reverse sweep: sets the adjoints of A_mn from those of the features.
  @inline(__always)
  func reverse(
    _ a: UnsafePointer<J>, adjoint: UnsafePointer<J>, into result: UnsafeMutablePointer<J>
  ) {
    for l in 1...degree {
      let source = adjoint + (l &- 1) &* channels
      let start = (l &* l &- 1) &* channels
      let twice = weights[l] + weights[l]
      for n in 0..<channels {
        let factor = twice * source[n]
        for m in 0..<(2 &* l &+ 1) {
          let index = start &+ m &* channels &+ n
          result[index] = factor * a[index]
        }
      }
    }
    for (index, term) in terms.enumerated() {
      let source = adjoint + (degree &+ index) &* channels
      if term == .quadruple1111 {
        let constant = J.L(repeating: J.Scalar(4 * NEPManyBodyTerm.quadrupleFactor))
        for n in 0..<channels {
          let factor = constant * (source[n] * squaredVector(a + n))
          for m in 0..<3 { result[m &* channels &+ n].add(factor, times: a[m &* channels &+ n]) }
        }
      } else {
        for position in starts[index]..<starts[index + 1] {
          let product = products.base[position]
          for n in 0..<channels {
            let (x, y, z) = (a[product.first &+ n], a[product.second &+ n], a[product.third &+ n])
            let factor = product.factor * source[n]
            result[product.first &+ n].add(factor, times: y * z)
            let left = factor * x
            result[product.second &+ n].add(left, times: z)
            result[product.third &+ n].add(left, times: y)
          }
        }
      }
    }
  }

  /// Σ_m A_1m² of one channel.
  @inline(__always)
  private func squaredVector(_ a: UnsafePointer<J>) -> J {
    var sum = a[0] * a[0]
    sum.add(a[channels], times: a[channels])
    sum.add(a[2 &* channels], times: a[2 &* channels])
    return sum
  }
}
