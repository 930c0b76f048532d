import Atomistics

/// How many frames, atoms and labels there are in a part of a file.
struct FrameCounts: Sendable, Hashable {
  var frames = 0
  /// The number of atoms in all frames together.
  var atoms = 0
  /// The number of atoms of the largest frame, padding included.
  var largestFrame = 0
  /// The number of atoms of each element.
  var elements: [Element: Int] = [:]
  /// The number of frames with each label.
  var labels: [LabelKind: Int] = [:]
  /// The number of frames that repeat in at least one direction.
  var periodicFrames = 0
  /// The number of frames of each split, where the file names splits.
  var splits: [String: Int] = [:]

  /// Adds one frame.
  mutating func add(_ frame: LabeledConfiguration) {
    frames += 1
    atoms += frame.configuration.count
    largestFrame = max(largestFrame, frame.configuration.count)
    for element in frame.configuration.elements { elements[element, default: 0] += 1 }
    for kind in LabelKind.allCases where frame.labels.has(kind) { labels[kind, default: 0] += 1 }
    if frame.configuration.cell != nil { periodicFrames += 1 }
    if !frame.split.isEmpty { splits[frame.split, default: 0] += 1 }
  }

  /// Adds the counts of another part.
  static func += (total: inout FrameCounts, part: FrameCounts) {
    total.frames += part.frames
    total.atoms += part.atoms
    total.largestFrame = max(total.largestFrame, part.largestFrame)
    total.elements.merge(part.elements, uniquingKeysWith: +)
    total.labels.merge(part.labels, uniquingKeysWith: +)
    total.periodicFrames += part.periodicFrames
    total.splits.merge(part.splits, uniquingKeysWith: +)
  }
}
