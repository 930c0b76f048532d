/// The Gaunt terms of one triple of degrees, laid out for the sweeps.
///
/// Terms are grouped by the first component and within it by the second, so that both sweeps keep what
/// belongs to the first component in a register. A pair of components goes to at most two third ones in one
/// entry; where there is only one, the other has the value 0.
package struct CouplingTable<Scalar: MatrixScalar> {
  /// The products of one component of the first factor.
  package struct Row: BitwiseCopyable {
    /// Where the component stands, in a matrix of harmonics × radial functions.
    package var first: Int
    package var start: Int
    package var end: Int
  }

  /// A component of the second factor, and the two of the third that the product goes to.
  package struct Product: BitwiseCopyable {
    package var second: Int
    package var thirds: (Int, Int)
    package var values: (Scalar, Scalar)
  }

  package let rowCount: Int
  package let rows: Scratch<Row>
  package let products: Scratch<Product>

  /// Lays out terms for coefficients with the given row length.
  ///
  /// - Parameter isSymmetric: Whether both factors are one channel of one degree: then the terms of (m, m') and
  ///   (m', m) are added up in one, which nearly halves them.
  package init(_ allTerms: [GauntCoefficients.Term], stride: Int, isSymmetric: Bool = false) {
    let terms = isSymmetric ? Self.symmetrized(allTerms) : allTerms
    var rows: [Row] = []
    var products: [Product] = []
    let byFirst = Dictionary(grouping: terms, by: \.first).sorted { $0.key < $1.key }
    for (first, terms) in byFirst {
      let start = products.count
      let bySecond = Dictionary(grouping: terms, by: \.second).sorted { $0.key < $1.key }
      for (second, terms) in bySecond {
        for index in Swift.stride(from: 0, to: terms.count, by: 2) {
          let term = terms[index]
          let other = index + 1 < terms.count ? terms[index + 1] : nil
          products.append(
            Product(
              second: second * stride, thirds: (term.third, other?.third ?? term.third),
              values: (Scalar(term.value), Scalar(other?.value ?? 0))))
        }
      }
      rows.append(Row(first: first * stride, start: start, end: products.count))
    }
    rowCount = rows.count
    self.rows = Scratch(capacity: rows.count)
    self.products = Scratch(capacity: products.count)
    for (index, row) in rows.enumerated() { self.rows.base[index] = row }
    for (index, product) in products.enumerated() { self.products.base[index] = product }
  }

  /// The terms with first ≤ second, twice those with first < second.
  private static func symmetrized(_ terms: [GauntCoefficients.Term]) -> [GauntCoefficients.Term] {
    terms.filter { $0.first <= $0.second }.map { term in
      var sum = term
      if term.first < term.second { sum.value *= 2 }
      return sum
    }
  }
}
