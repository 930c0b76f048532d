import Testing
import Training

@Suite("AdamW")
struct AdamWTests {
  @Test("the first two steps, worked out by hand")
  func handComputed() {
    var optimizer = AdamW(count: 2)
    var parameters = [1.0, -2.0]
    // Bias correction turns the first moments into g and |g|: the first step is the rate, against the sign.
    optimizer.step(&parameters, gradient: [0.5, -4], rate: 0.1, decay: [0, 0.2])
    #expect(abs(parameters[0] - 0.9) < 1e-8)
    #expect(abs(parameters[1] - (-2 + 0.1 + 0.1 * 0.2 * 2)) < 1e-8)
    #expect(optimizer.firstMoments.map { ($0 * 1e9).rounded() } == [0.05e9, -0.4e9])
    #expect(abs(optimizer.secondMoments[0] - 0.00025) < 1e-15)

    optimizer.step(&parameters, gradient: [-1, -4], rate: 0.1, decay: [0, 0])
    // m = 0.9·0.05 − 0.1 = −0.055, m̂ = m/0.19; v = 0.999·0.00025 + 0.001 = 0.00124975, v̂ = v/0.001999.
    let step = 0.1 * (-0.055 / 0.19) / ((0.001_249_75 / 0.001_999).squareRoot() + 1e-8)
    #expect(abs(parameters[0] - (0.9 - step)) < 1e-8)
    #expect(optimizer.stepCount == 2)
  }

  @Test("without a gradient only the decay acts")
  func decay() {
    var optimizer = AdamW(count: 2)
    var parameters = [3.0, 3.0]
    for _ in 0..<10 { optimizer.step(&parameters, gradient: [0, 0], rate: 0.1, decay: [0, 0.5]) }
    #expect(parameters[0] == 3)
    #expect(abs(parameters[1] - 3 * (0..<10).reduce(1.0) { value, _ in value * 0.95 }) < 1e-14)
  }

  @Test("it finds the minimum of a badly scaled parabola")
  func convergence() {
    var optimizer = AdamW(count: 2)
    var x = [1.0, 1.0]
    for step in 0..<2000 {
      let rate = 0.05 * (1 - Double(step) / 2000)
      let gradient = [2 * 1000 * (x[0] - 0.2), 2 * 0.001 * (x[1] + 0.3)]
      optimizer.step(&x, gradient: gradient, rate: rate, decay: [0, 0])
    }
    #expect(abs(x[0] - 0.2) < 1e-4 && abs(x[1] + 0.3) < 1e-4)
  }
}
