internal import Sobolev

/// The frames of the shipped ethanol set: dynamics at 300 and 500 K to learn from, and four sets to test on.
struct StudyData {
  /// A set of unseen frames.
  struct TestSet {
    var name: String
    var frames: [LabeledConfiguration]
  }

  /// Another trajectory at 300 and 500 K, which chooses the best epoch.
  let validation: [LabeledConfiguration]
  /// In distribution, hotter, displaced along normal modes of minima and saddles, and stationary points.
  let tests: [TestSet]
  private let pool: [LabeledConfiguration]

  init(folder: String) throws {
    func frames(_ file: String) throws -> [LabeledConfiguration] {
      try DatasetFile(path: "\(folder)/ethanol-hessians-gfn2/\(file).h5").readAll()
    }
    let (train, valid, test) = (try frames("train"), try frames("validation"), try frames("test"))
    func dynamics(_ frames: [LabeledConfiguration], _ temperatures: [Int]) -> [LabeledConfiguration] {
      frames.filter { frame in temperatures.contains { frame.identifier.hasPrefix("\($0) K, trajectory") } }
    }
    pool = dynamics(train, [300, 500])
    validation = StudyData.every(5, of: dynamics(valid, [300, 500]))
    let displaced = (train + valid + test).filter { $0.identifier.contains("displaced") }
    tests = [
      TestSet(name: "same", frames: StudyData.every(4, of: dynamics(test, [300, 500]))),
      TestSet(name: "1000 K", frames: StudyData.every(2, of: dynamics(test, [1000]))),
      TestSet(name: "displaced", frames: StudyData.every(3, of: displaced)),
      TestSet(name: "stationary", frames: try frames("stationary")),
    ]
  }

  /// A share of the training frames, another for every seed.
  func training(percent: Int, seed: UInt64) -> [LabeledConfiguration] {
    var generator = RandomGenerator(seed: seed, stream: 77)
    return Array(pool.shuffled(using: &generator).prefix(pool.count * percent / 100))
  }

  private static func every(_ step: Int, of frames: [LabeledConfiguration]) -> [LabeledConfiguration] {
    stride(from: 0, to: frames.count, by: step).map { frames[$0] }
  }
}
