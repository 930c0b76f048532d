internal import Sobolev

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

  /// Which molecules are tested on and no others, drawn by a seed: five of those of at least seven atoms.
  ///
  /// Nitromethane is always learned from: it has the only bond between nitrogen and oxygen, whose energy no other
  /// molecule tells.
  func drawingMolecules(seed: UInt64) -> Frames {
    var names: [String] = []
    for frame in all where frame.configuration.count >= 7 && !names.contains(frame.molecule) {
      names.append(frame.molecule)
    }
    var generator = RandomGenerator(seed: seed, stream: 79)
    let drawn = Set(names.filter { $0 != "nitromethane" }.sorted().shuffled(using: &generator).prefix(5))
    return Frames(
      train: all.filter { !drawn.contains($0.molecule) }, validation: [],
      test: all.filter { drawn.contains($0.molecule) }, stationary: stationary)
  }
}

extension [LabeledConfiguration] {
  /// The frames whose name has the words.
  func named(_ words: String) -> [LabeledConfiguration] { filter { $0.identifier.contains(words) } }

  /// Displaced along normal modes, of stationary points or of points of a reaction path.
  var displaced: [LabeledConfiguration] { named("displaced along modes") }

  /// Those of these that were displaced from minima and saddle points.
  var displacedAtStationaryPoints: [LabeledConfiguration] { displaced.filter { !$0.identifier.contains("path at") } }

  /// Frames of dynamics at some temperatures in K.
  func dynamics(_ temperatures: [Int]) -> [LabeledConfiguration] {
    temperatures.flatMap { named("\($0) K, trajectory") }
  }

  /// At most so many, evenly spread.
  func spread(_ count: Int) -> [LabeledConfiguration] {
    guard self.count > count else { return self }
    return (0..<count).map { self[$0 * self.count / count] }
  }

  /// Those of the molecules of others.
  func of(_ others: [LabeledConfiguration]) -> [LabeledConfiguration] {
    let molecules = Set(others.map(\.molecule))
    return filter { molecules.contains($0.molecule) }
  }
}

extension LabeledConfiguration {
  /// The group of the file that the frame is in: `acetone` of `test.h5:/acetone[12]`.
  var molecule: String { String(name.drop { $0 != "/" }.dropFirst().prefix { $0 != "[" }) }
}
