internal import Sobolev

/// What is fitted.
enum StudySystem: String, CaseIterable {
  /// One molecule, trained on dynamics at 300 and 500 K.
  case ethanol
  /// The same molecule, trained on frames of every kind: dynamics up to 1000 K and displacements along modes.
  case ethanolBroad = "ethanol-broad"
  /// A proton transfer, trained on dynamics in the wells.
  case malonaldehyde
  /// 24 molecules, tested on others.
  case chno

  /// The processor time that a fit needs, relative to the others.
  var effort: Double { self == .chno ? 2 : 1 }

  /// The folder of its data.
  var folder: String {
    switch self {
    case .ethanol, .ethanolBroad: "ethanol-hessians-gfn2"
    case .malonaldehyde: "malonaldehyde-gfn2"
    case .chno: "chno-gfn2"
    }
  }

  /// What there is to learn from.
  func pool(_ frames: Frames) -> [LabeledConfiguration] {
    switch self {
    case .ethanol, .malonaldehyde: frames.train.dynamics([300, 500])
    case .ethanolBroad: frames.train
    case .chno: frames.pool
    }
  }

  /// Names of the test sets and where they come from; the first is in distribution.
  ///
  /// Frames are taken in order at equal distances, so that a set is the same in every run.
  func testSets(_ frames: Frames) -> [(name: String, frames: [LabeledConfiguration])] {
    switch self {
    case .ethanol:
      [
        ("same", frames.test.dynamics([300, 500]).spread(60)),
        ("1000 K", frames.test.dynamics([1000]).spread(50)),
        ("displaced", frames.all.displaced.spread(80)),
        ("stationary", frames.stationary),
      ]
    case .ethanolBroad:
      [
        ("same", frames.test.dynamics([300, 500]).spread(60)),
        ("1000 K", frames.test.dynamics([1000]).spread(50)),
        ("displaced", (frames.validation + frames.test).displaced),
        ("stationary", frames.stationary),
      ]
    case .malonaldehyde:
      [
        ("same", frames.test.dynamics([300, 500]).spread(50)),
        ("1000 K", frames.test.dynamics([1000]).spread(40)),
        ("path", frames.all.named("reaction path") + frames.all.named("path at").spread(40)),
        ("stationary", frames.stationary),
      ]
    case .chno:
      [
        ("same", frames.heldBack.spread(60)),
        ("1000 K", frames.train.dynamics([1000]).spread(60)),
        ("unseen", frames.test.spread(75)),
        ("unseen minima", frames.stationary.of(frames.test)),
      ]
    }
  }
}

/// The frames of the files of a system.
struct Frames {
  let train, validation, test, stationary: [LabeledConfiguration]

  /// All but the stationary points.
  var all: [LabeledConfiguration] { train + validation + test }

  /// Every other frame of the dynamics at 300 and 500 K: frames of neighboring times are alike.
  var pool: [LabeledConfiguration] { dynamicsToLearn.enumerated().filter { $0.offset % 2 == 0 }.map(\.element) }

  /// The other half of these.
  var heldBack: [LabeledConfiguration] { dynamicsToLearn.enumerated().filter { $0.offset % 2 == 1 }.map(\.element) }

  private var dynamicsToLearn: [LabeledConfiguration] { train.dynamics([300, 500]) }
}

extension [LabeledConfiguration] {
  /// The frames whose name has the words.
  func named(_ words: String) -> [LabeledConfiguration] { filter { $0.identifier.contains(words) } }

  /// Displaced along normal modes of stationary points.
  var displaced: [LabeledConfiguration] { named("displaced along modes") }

  /// Frames of dynamics at some temperatures in K.
  func dynamics(_ temperatures: [Int]) -> [LabeledConfiguration] {
    temperatures.flatMap { named("\($0) K, trajectory") }
  }

  /// At most so many, evenly spread.
  func spread(_ count: Int) -> [LabeledConfiguration] {
    guard self.count > count else { return self }
    return (0..<count).map { self[$0 * self.count / count] }
  }

  /// Those with the same atoms as one of the others.
  func of(_ others: [LabeledConfiguration]) -> [LabeledConfiguration] {
    let molecules = Set(others.map { $0.configuration.elements.map(\.atomicNumber).sorted() })
    return filter { molecules.contains($0.configuration.elements.map(\.atomicNumber).sorted()) }
  }
}
