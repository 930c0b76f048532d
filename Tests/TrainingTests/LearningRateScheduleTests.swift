import Testing
import Training

@Suite("Learning rate schedule")
struct LearningRateScheduleTests {
  private let schedule = LearningRateSchedule(peak: 0.01, finalFraction: 0.1, warmUp: 0.2)

  @Test(
    "linear rise, then half a cosine",
    arguments: [
      (0.05, 0.0025), (0.1, 0.005), (0.2, 0.01), (0.6, 0.0055), (1.0, 0.001), (1.5, 0.001),
    ])
  func values(progress: Double, rate: Double) {
    #expect(abs(schedule.rate(at: progress) - rate) < 1e-15)
  }

  @Test("it never is zero, so that the first step does something")
  func start() { #expect(schedule.rate(at: 0) > 0) }

  @Test("no warm-up begins at the peak")
  func noWarmUp() {
    let schedule = LearningRateSchedule(peak: 0.02, finalFraction: 0, warmUp: 0)
    #expect(schedule.rate(at: 0) == 0.02 && abs(schedule.rate(at: 1)) < 1e-18)
    let rates = stride(from: 0, through: 1, by: 0.05).map(schedule.rate)
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 })
  }
}
