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
  /// The same, with other molecules to be tested on for every seed.
  case chnoDrawn = "chno-drawn"
  /// One and two molecules of water by density-functional theory, trained on dynamics at 300 to 1000 K.
  case water

  var hasManyMolecules: Bool { self == .chno || self == .chnoDrawn }

  /// The processor time that a fit needs, relative to the others.
  var effort: Double { hasManyMolecules ? 2 : 1 }

  /// The folder of its data.
  var folder: String {
    switch self {
    case .ethanol, .ethanolBroad: "ethanol-hessians-gfn2"
    case .malonaldehyde: "malonaldehyde-gfn2"
    case .chno, .chnoDrawn: "chno-gfn2"
    case .water: "water-b3lyp"
    }
  }

  /// What there is to learn from.
  func pool(_ frames: Frames) -> [LabeledConfiguration] {
    switch self {
    case .ethanol, .malonaldehyde: frames.train.dynamics([300, 500])
    case .ethanolBroad: frames.train
    case .chno, .chnoDrawn: frames.pool
    case .water: frames.train.dynamics([300, 500, 1000])
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
        ("displaced", frames.all.displacedAtStationaryPoints.spread(80)),
        ("stationary", frames.stationary),
      ]
    case .chno, .chnoDrawn:
      [
        ("same", frames.heldBack.spread(60)),
        ("1000 K", frames.train.dynamics([1000]).spread(60)),
        ("unseen", frames.test.spread(75)),
        ("unseen minima", frames.stationary.of(frames.test)),
      ]
    case .water:
      [
        ("same", frames.test.dynamics([300, 500, 1000])),
        ("displaced", [300, 1000, 2000].flatMap { frames.all.named("displaced along modes, \($0) K") }),
        ("5000 K", frames.all.named("displaced along modes, 5000 K")),
        ("stationary", frames.stationary),
      ]
    }
  }
}
