public import Atomistics

/// Looks for mistakes in a data set before it is used.
///
/// Errors mean that the data cannot be used as they are, warnings that somebody should look:
///
/// - *unreadable frame* (error): NaN or infinity in a coordinate or in part of a label, an unknown element,
///   a periodic frame without a cell.
/// - *no labels* (error): no frame has an energy, forces, a virial or a Hessian.
/// - *contradicted unit* (error; for lengths a warning), *doubtful unit* (warning): energies, forces, virials and
///   Hessians do not fit together (``UnitVerdict``).
/// - *inconsistent energy* (warning): an energy that the forces of the closest frames contradict
///   (``EnergyConsistency``).
/// - *atoms too close* (error below 0.1, warning below 0.6 times the sum of the covalent radii, and an
///   error below 0.1 Å): 0.10 and 0.37 Å for H-H, 0.11 and 0.64 Å for C-H, 0.22 and 1.33 Å for Si-Si. Bonds
///   are near 1 times the sum; crystals heated beyond reason and scans of the repulsion reach 0.2.
/// - *flat cell* (error): a periodic cell of less than 0.1 Å³ an atom.
/// - *thin cell* (note): a cell thinner than the cutoff, where one is given.
/// - *net force* (warning): |ΣF| above 0.01 eV/Å times √N, the noise of loosely converged calculations.
/// - *net torque* (warning): forces that turn a molecule, by more than 0.02 eV/Å on its arms and a hundredth of
///   the forces.
/// - *asymmetric virial or Hessian* (warning): beyond 1 % of the largest element.
/// - *broken translation rule* (warning): rows of the Hessian that add up to more than 1 % of the largest element.
/// - *broken rotation rule* (warning): H (ω × r) differs from −ω × F in a molecule by more than half a per cent of
///   the largest element and 0.1 eV/Å.
/// - *duplicates* (warning), *equivalent frames* (note) and *near duplicates* (note): the same coordinates again;
///   the same structure turned, shifted, mirrored or renumbered, with distances equal to 10⁻³ Å; and with
///   distances equal to 10⁻² Å (``FrameComparison``).
/// - *leaked frames* (error) and *near leaks* (warning): any of these between splits of the file, or between the
///   file and the one to compare with.
/// - *unknown element* (error): an element of the file to compare with that this one lacks.
/// - *outliers* (warning): an energy per atom, among frames of the same composition, or a largest force
///   more than 8 robust standard deviations from the median.
/// - *constant label* (warning): the same energy or largest force in all of ten frames or more.
/// - *absent pair* (note): two elements that never meet within the cutoff, where one is given: features of such
///   pairs are constant and their parameters are not learned.
/// - *missing labels* (note): a kind of label that only some frames have.
public struct DatasetCheck {
  /// What was found.
  public struct Outcome: Sendable {
    /// The findings, the worst first; empty when nothing was found.
    public let findings: [DatasetFinding]
    /// The places of frames that should be left out, with the first rule against each.
    public let faulty: [Int: DatasetFinding.Rule]
    /// What was looked at in part only.
    public let remarks: [String]

    /// The worst severity, or `nil` when nothing was found.
    public var severity: DatasetFinding.Severity? { findings.map(\.severity).max() }
  }

  private let library: any FrameLibrary
  private let cutoff: Double?
  private var tally = FindingTally()
  private var statistics = FrameStatistics()
  private var comparison = FrameComparison()
  private var pairs = ElementPairs()
  private var labelCounts: [LabelKind: Int] = [:]
  /// The number of frames that could be read.
  private var frameCount = 0
  private var remarks: [String] = []

  private init(_ library: any FrameLibrary, cutoff: Double?) {
    self.library = library
    self.cutoff = cutoff
  }

  /// Checks all frames of a file.
  ///
  /// Cost: one pass over the file in bounded memory (some 60 bytes a frame), O(N) distances in each frame, and a
  /// second look at frames with a double.
  ///
  /// - Parameters:
  ///   - other: A file that must have no frame in common, such as the test data.
  ///   - cutoff: The cutoff of the potential to be fitted in Å.
  ///   - progress: Told the share of the frames that have been read.
  /// - Throws: `DatasetError.storage` when a file cannot be read to its end.
  public static func run(
    on file: DatasetFile, against other: DatasetFile? = nil, cutoff: Double? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(DatasetError) -> Outcome {
    try translatingStorageErrors {
      var check = DatasetCheck(file, cutoff: cutoff)
      try check.inspectAll(progress)
      try check.compare(with: other)
      return try check.conclude()
    }
  }

  /// Checks frames in memory.
  ///
  /// - Throws: Nothing, but the two kinds of frames share their code.
  public static func run(
    on frames: [LabeledConfiguration], cutoff: Double? = nil
  ) throws(DatasetError) -> Outcome {
    try translatingStorageErrors {
      var check = DatasetCheck(FrameArray(frames: frames), cutoff: cutoff)
      try check.inspectAll { _ in }
      try check.compare(with: nil)
      return try check.conclude()
    }
  }

  private mutating func inspectAll(_ progress: (Double) -> Void) throws {
    try library.forEachFrame { index, result in
      switch result {
      case .success(let frame): try inspect(frame, index)
      case .failure(let error):
        tally.add(
          .unreadableFrame, .error, frame: index, measure: 0, message: "\(error)",
          advice: "correct or remove the frame")
      }
      progress(Double(index + 1) / Double(library.count))
    }
  }

  private mutating func inspect(_ frame: LabeledConfiguration, _ index: Int) throws {
    frameCount += 1
    for label in LabelKind.allCases where frame.labels.has(label) {
      labelCounts[label, default: 0] += 1
    }
    FrameRules(frame, index: index, cutoff: cutoff).apply(&tally)
    statistics.add(frame, index: index)
    comparison.add(frame.configuration, index: index, set: frame.split)
    pairs.add(frame.configuration, cutoff: cutoff)
  }

  /// Adds the frames of another file to the search for equal ones, and checks its elements.
  private mutating func compare(with other: DatasetFile?) throws {
    var strangers: [Element: String] = [:]
    try other?.forEachFrame { index, result in
      guard let frame = try? result.get() else { return }
      comparison.add(frame.configuration, index: index, set: FrameComparison.otherFile)
      for element in frame.configuration.elements where !pairs.elements.contains(element) {
        strangers[element] = strangers[element] ?? frame.name
      }
    }
    for (element, name) in strangers.sorted(by: { $0.key < $1.key }) {
      tally.add(
        .unknownElement, .error, frame: nil, measure: 0,
        message: "\(element) of \(name) is in no frame of this file",
        advice: "a potential fitted here knows nothing about it")
    }
    // Where both have a frame, the other file keeps it: it is this one that is being cleaned.
    let matches = try comparison.matches(keeping: FrameComparison.otherFile) { [library] index, set in
      if set == FrameComparison.otherFile, let other { return try other.frame(index) }
      return try library.frame(index)
    }
    for match in matches where match.otherSet != FrameComparison.otherFile { add(match, other) }
    if !comparison.findsSimilar {
      remarks.append("nearly equal frames were not looked for, because there are too many frames to compare")
    }
  }

  private mutating func add(_ match: FrameComparison.Match, _ other: DatasetFile?) {
    let library = library
    let kept = {
      let isOther = match.keptSet == FrameComparison.otherFile
      return ((isOther ? try? other?.frame(match.kept) : try? library.frame(match.kept))?.name) ?? ""
    }
    let relation = match.isLeak ? (match.keptSet == FrameComparison.otherFile ? "the other file" : match.keptSet) : ""
    switch (match.isLeak, match.isExact) {
    case (false, true) where !match.isIdentical:
      tally.add(
        .equivalentFrame, .note, frame: match.other, measure: 0,
        message: "frames are the same but for orientation, place or numbering, such as \(kept())",
        advice: "they teach the same twice; keep them out of different splits")
    case (false, true):
      tally.add(
        .duplicateFrame, .warning, frame: match.other, measure: 0,
        message: "frames are there twice, such as \(kept()) again",
        advice: "remove the copies; they count twice in a fit")
    case (false, false):
      tally.add(
        .nearDuplicate, .note, frame: match.other, measure: -match.difference,
        message: "frames are nearly the same, such as \(kept()) with distances within "
          + "\(rounded(match.difference)) Å",
        advice: "they teach little for their cost; keep them out of different splits")
    case (true, true):
      tally.add(
        .leakedFrame, .error, frame: match.other, measure: 0,
        message: "frames are in \(relation) as well, such as \(kept())",
        advice: "errors on them say nothing about new structures; remove them from one of the two")
    case (true, false):
      tally.add(
        .nearLeak, .warning, frame: match.other, measure: -match.difference,
        message: "frames are nearly those of \(relation), such as \(kept()) with distances within "
          + "\(rounded(match.difference)) Å",
        advice: "errors on them are too good; split by trajectory, time or formula instead")
    }
  }

  private mutating func conclude() throws -> Outcome {
    if frameCount > 0, labelCounts.isEmpty {
      tally.add(
        .noLabels, .error, frame: nil, measure: 0,
        message: "no frame has an energy, forces, a virial or a Hessian",
        advice: "check the names of the datasets in the file")
    }
    try weighEvidence()
    statistics.apply(&tally)
    if let cutoff { pairs.apply(cutoff: cutoff, &tally) }
    for label in LabelKind.allCases {
      guard let count = labelCounts[label], count < frameCount else { continue }
      tally.add(
        .missingLabel, .note, frame: nil, measure: 0,
        message: "\(frameCount - count) of \(frameCount) frames have no \(label)",
        advice: "they are used for what they have")
    }
    let findings = tally.findings { library.name(of: $0) }
    return Outcome(findings: findings, faulty: tally.faulty, remarks: remarks)
  }

  /// Compares energies, forces, virials and Hessians with each other in a sample.
  private mutating func weighEvidence() throws {
    let sample = try library.sample()
    if sample.count < library.count, frameCount > sample.count {
      remarks.append("units and energies were compared in \(sample.count) of \(library.count) frames")
    }
    let verdict = UnitVerdict(UnitEvidence(sample.map(\.frame)))
    for correction in verdict.corrections {
      // Model systems need not have the bond lengths of real ones; the rest is mathematics.
      tally.add(
        .contradictedUnit, correction.quantity == .length ? .warning : .error, frame: nil, measure: 0,
        message: "the numbers say \(correction)",
        advice: "put it right with --correct-units all, or state the unit with --units if you know better")
    }
    for contradiction in verdict.contradictions {
      tally.add(
        .contradictedLabels, .error, frame: nil, measure: 0, message: contradiction,
        advice: "labels do not belong together: compare them with the source of the data, or leave one kind out")
    }
    for doubt in verdict.doubts {
      tally.add(
        .doubtfulUnit, .warning, frame: nil, measure: 0, message: doubt,
        advice: "compare units and signs with the source of the data")
    }
    for (index, miss) in EnergyConsistency(sample).contradictions() {
      tally.add(
        .inconsistentEnergy, .warning, frame: index, measure: miss,
        message: "the energy misses what the forces of the closest frames tell by \(rounded(miss)) eV",
        advice: "energy and geometry may be of different frames")
    }
  }
}
