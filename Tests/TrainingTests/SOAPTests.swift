import Atomistics
import Potentials
import Testing
import Training

@Suite("SOAP")
struct SOAPTests {
  private static func random(_ rows: Int, _ columns: Int, stream: UInt64) -> DenseMatrix {
    var generator = RandomGenerator(seed: 3, stream: stream)
    return DenseMatrix(
      rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in generator.gaussian() })
  }

  /// In the eigenbasis of G Gᵀ and Gᵀ G the gradient is diagonal, and Adam's first step is its sign: rotated
  /// back, U Vᵀ of the singular value decomposition, whose rows are orthonormal.
  @Test("the first step is the orthogonal factor of the gradient")
  func firstStep() {
    let gradient = Self.random(4, 7, stream: 1)
    var rule = SOAP(rows: 4, columns: 7)
    let step = DenseMatrix(
      rows: 4, columns: 7, elements: rule.direction(gradient.elements[...]))
    var product = DenseMatrix(rows: 4, columns: 4)
    product.multiply(step, step, transposingSecond: true)
    // The floor of 1e-5 of the largest element lowers the smallest steps by up to about 1e-4.
    for (index, value) in product.elements.enumerated() {
      #expect(abs(value - (index % 5 == 0 ? 1 : 0)) < 1e-3)
    }
    // It goes along the gradient: their product is the sum of singular values, at least the norm.
    let along = zip(step.elements, gradient.elements).reduce(0) { $0 + $1.0 * $1.1 }
    let norm = gradient.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(along > norm)
  }

  /// L(W) = ½ |A (W − W₀) B|² with correlated A and B: badly conditioned in every element of W.
  @Test("it solves a correlated least-squares problem where AdamW lags behind")
  func conditioning() {
    let (rows, columns) = (6, 8)
    var a = Self.random(rows, rows, stream: 2)
    var b = Self.random(columns, columns, stream: 3)
    for row in 0..<rows { for column in 0..<rows { a.elements[row * rows + column] *= pow10(-row) } }
    for row in 0..<columns { for column in 0..<columns { b.elements[row * columns + column] *= pow10(-row % 3) } }
    let target = Self.random(rows, columns, stream: 4)
    func lossAndGradient(_ w: [Double]) -> (Double, [Double]) {
      let difference = DenseMatrix(
        rows: rows, columns: columns, elements: zip(w, target.elements).map { $0 - $1 })
      var half = difference
      half.multiply(a, difference)
      var residual = half
      residual.multiply(half, b)
      var back = residual
      back.multiply(residual, b, transposingSecond: true)
      var gradient = back
      gradient.multiply(a, back, transposingFirst: true)
      return (residual.elements.reduce(0) { $0 + $1 * $1 } / 2, gradient.elements)
    }
    var soap = SOAP(rows: rows, columns: columns)
    var adam = AdamW(count: rows * columns)
    var bySOAP = [Double](repeating: 0, count: rows * columns)
    var byAdam = bySOAP
    let decay = bySOAP
    let steps = 400
    for step in 0..<steps {
      let rate = 0.05 * (1 - Double(step) / Double(steps))
      let direction = soap.direction(lossAndGradient(bySOAP).1[...])
      for index in bySOAP.indices { bySOAP[index] -= rate * direction[index] }
      adam.step(&byAdam, gradient: lossAndGradient(byAdam).1, rate: rate, decay: decay)
    }
    #expect(lossAndGradient(bySOAP).0 < 0.1 * lossAndGradient(byAdam).0)
  }

  private func pow10(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { value, _ in exponent < 0 ? value / 2 : value * 2 }
  }
}
