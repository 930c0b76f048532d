public import Atomistics

/// What is in a file of frames: counts, elements and labels.
public struct DatasetCensus: Sendable, Hashable {
  /// One group of frames.
  public struct Group: Sendable, Hashable {
    /// The path inside the file.
    public var path: String
    /// The number of frames.
    public var frames: Int
    /// The number of atoms of a frame, padding included.
    public var atoms: Int
    /// The number of frames with each label.
    public var labels: [LabelKind: Int]
  }

  /// The layout in words.
  public var layout = ""
  /// The number of frames.
  public var frames = 0
  /// The number of atoms in all frames together.
  public var atoms = 0
  /// The number of atoms of each element.
  public var elements: [Element: Int] = [:]
  /// The number of frames with each label.
  public var labels: [LabelKind: Int] = [:]
  /// The number of frames that repeat in at least one direction.
  public var periodicFrames = 0
  /// The groups in the order in which frames are counted.
  public var groups: [Group] = []
  /// The number of frames of each split, where the file names splits.
  public var splits: [String: Int] = [:]
  /// The energies of isolated atoms in eV.
  public var isolatedAtomEnergies: [Element: Double] = [:]
  /// What the file says about itself.
  public var attributes: [String: String] = [:]

  /// The number of frames without a label.
  public func missing(_ label: LabelKind) -> Int { frames - (labels[label] ?? 0) }
}

extension DatasetCensus: CustomStringConvertible {
  /// The census in plain words, some lines long.
  public var description: String {
    let sizes = groups.map(\.atoms)
    let range = (sizes.min() ?? 0, sizes.max() ?? 0)
    var lines = [
      "layout: \(layout)",
      "frames: \(frames) in \(groups.count) \(groups.count == 1 ? "group" : "groups"), "
        + (range.0 == range.1 ? "\(range.0)" : "\(range.0) to \(range.1)") + " atoms each, \(atoms) in all",
      "elements: "
        + elements.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
      "periodic: \(periodicFrames)",
    ]
    lines += LabelKind.allCases.map { label in
      let count = labels[label] ?? 0
      return "\(label): \(count)" + (count > 0 && count < frames ? ", missing in \(frames - count)" : "")
    }
    if !splits.isEmpty {
      lines.append(
        "splits: "
          + splits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
          .joined(separator: ", "))
    }
    if !isolatedAtomEnergies.isEmpty {
      lines.append(
        "isolated atoms (eV): "
          + isolatedAtomEnergies.sorted { $0.key < $1.key }
          .map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
    lines += attributes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return lines.joined(separator: "\n")
  }
}
