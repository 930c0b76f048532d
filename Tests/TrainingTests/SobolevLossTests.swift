import Testing
import Training

@Suite("The loss of one error")
struct SobolevLossTests {
  @Test("squared up to the threshold, linear beyond, with the same slope")
  func huber() {
    let term = SobolevLoss.Term(weight: 3, threshold: 0.5)
    for error in [-2, -0.51, -0.5, -0.1, 0, 0.3, 0.4999, 0.5001, 1, 7] {
      let (value, slope) = term.evaluate(error, share: 0.25)
      let square = 0.75 * error * error
      let linear = 0.75 * (2 * 0.5 * abs(error) - 0.25)
      #expect(abs(value - (abs(error) <= 0.5 ? square : linear)) < 1e-14)
      let step = 1e-6
      let difference =
        (term.evaluate(error + step, share: 0.25).value - term.evaluate(error - step, share: 0.25).value)
        / (2 * step)
      // At the threshold the second derivative jumps, which costs the difference half a step.
      #expect(abs(slope - difference) < 2e-6)
    }
  }

  @Test("without a threshold it is the square")
  func square() {
    let (value, slope) = SobolevLoss.Term(weight: 2).evaluate(-1000, share: 0.5)
    #expect(value == 1e6 && slope == -2000)
  }
}
