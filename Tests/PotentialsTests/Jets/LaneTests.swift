import Foundation
import Potentials
import Testing

@Suite("Exponential and hyperbolic tangent of SIMD lanes")
struct LaneTests {
  /// The largest error in units of the last place of the exact result.
  private func largestError<L: Lane>(
    _ range: ClosedRange<Double>, _ steps: Int, of f: (L) -> L, exact: (Double) -> Double
  ) -> Double {
    var largest = 0.0
    for step in stride(from: 0, to: steps, by: L.width) {
      var x = L.zero
      for lane in 0..<L.width {
        let position = Double(step + lane) / Double(steps)
        x[lane] = L.Scalar(range.lowerBound + position * (range.upperBound - range.lowerBound))
      }
      let y = f(x)
      for lane in 0..<L.width {
        let expected = exact(Double(x[lane]))
        let unit = Double(L.Scalar(expected).ulp)
        largest = max(largest, abs(Double(y[lane]) - expected) / unit)
      }
    }
    return largest
  }

  @Test("Float32 exponential", arguments: [-86.5...87.9, -1...1])
  func singleExponential(range: ClosedRange<Double>) {
    let error = largestError(range, 40_000, of: { (x: SIMD16<Float>) in x.exponential() }, exact: exp)
    // Half a unit from rounding the result, about as much from the reduced argument.
    #expect(error < 1.5)
    #expect(SIMD16<Float>(repeating: 0).exponential() == SIMD16(repeating: 1))
  }

  @Test("Float64 exponential", arguments: [-707...708.9, -1...1])
  func doubleExponential(range: ClosedRange<Double>) {
    let error = largestError(range, 40_000, of: { (x: SIMD8<Double>) in x.exponential() }, exact: exp)
    // As for Float32, and the function that it is compared with is rounded itself.
    #expect(error < 2)
    #expect(SIMD8<Double>(repeating: 0).exponential() == SIMD8(repeating: 1))
  }

  @Test("Float32 hyperbolic tangent", arguments: [0.01, 0.6, 0.7, 3, 12, 100])
  func singleTangent(limit: Double) {
    let error = largestError(
      -limit...limit, 20_000, of: { (x: SIMD16<Float>) in x.hyperbolicTangent() }, exact: tanh)
    #expect(error < 3)
  }

  @Test("Float64 hyperbolic tangent", arguments: [0.01, 0.6, 0.7, 3, 25, 1000])
  func doubleTangent(limit: Double) {
    let error = largestError(
      -limit...limit, 20_000, of: { (x: SIMD8<Double>) in x.hyperbolicTangent() }, exact: tanh)
    #expect(error < 3)
  }

  @Test("arguments far outside stay finite and monotonic")
  func extremes() {
    let single = SIMD16<Float>(repeating: -1e30).exponential()[0]
    #expect(single >= 0 && single < 1e-37)
    #expect(SIMD16<Float>(repeating: 1e30).exponential()[0].isFinite)
    #expect(SIMD8<Double>(repeating: -1e300).exponential()[0] < 1e-300)
    #expect(SIMD16<Float>(repeating: 1e30).hyperbolicTangent()[3] == 1)
    #expect(SIMD8<Double>(repeating: -1e300).hyperbolicTangent()[3] == -1)
  }

  @Test("NaN is not swallowed")
  func notANumber() {
    #expect(SIMD16<Float>(repeating: .nan).hyperbolicTangent()[0].isNaN)
    #expect(SIMD8<Double>(repeating: .nan).hyperbolicTangent()[0].isNaN)
  }

  @Test("reductions and selection")
  func reductions() {
    let lane = SIMD8<Double>(3, -1, 4, 1, -5, 9, 2, 6)
    #expect(lane.sum() == 19 && lane.min() == -5)
    #expect(lane.smaller(SIMD8(repeating: 2)) == SIMD8(2, -1, 2, 1, -5, 2, 2, 2))
    #expect(lane.keeping(wherePositive: lane) == SIMD8(3, 0, 4, 1, 0, 9, 2, 6))
  }
}
