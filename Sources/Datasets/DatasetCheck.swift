public import Atomistics

/// Looks for mistakes in a data set before it is used.
///
/// Errors mean that the data cannot be used as they are, warnings that somebody should look:
///
/// - *unreadable frame* (error): NaN or infinity in a coordinate or in part of a label, an unknown element,
///   a periodic frame without a cell.
/// - *no labels* (error): no frame has an energy, forces, a virial or a Hessian.
/// - *atoms too close* (error below 0.1, warning below 0.6 times the sum of the covalent radii, and an
///   error below 0.1 Å): 0.10 and 0.37 Å for H-H, 0.11 and 0.64 Å for C-H, 0.22 and 1.33 Å for Si-Si. Bonds
///   are near 1 times the sum; crystals heated beyond reason and scans of the repulsion reach 0.2.
/// - *flat cell* (error): a periodic cell of less than 0.1 Å³ an atom.
/// - *net force* (warning): |ΣF| above 0.01 eV/Å times √N, the noise of loosely converged calculations.
/// - *asymmetric virial or Hessian* (warning): beyond 1 % of the largest element.
/// - *duplicates* (warning): the same elements, coordinates (to 10⁻⁶ Å) and cell again.
/// - *outliers* (warning): an energy per atom, among frames of the same composition, or a largest force
///   more than 8 robust standard deviations from the median.
/// - *missing labels* (note): a kind of label that only some frames have.
public struct DatasetCheck {
  private var tally = FindingTally()
  private var statistics = FrameStatistics()
  private var labelCounts: [LabelKind: Int] = [:]
  /// The number of frames that could be read.
  private var frameCount = 0

  private init() {}

  /// Checks all frames of a file.
  ///
  /// Cost: one pass over the file in bounded memory (some 200 bytes a frame); O(N²) distances in each frame.
  ///
  /// - Returns: Findings, the worst first; empty when nothing was found.
  /// - Throws: `DatasetError.storage` when the file cannot be read to its end.
  public static func findings(in file: DatasetFile) throws(DatasetError) -> [DatasetFinding] {
    var check = DatasetCheck()
    var batches = file.batches(of: 256)
    while let range = batches.advance() {
      for result in try file.frameResults(range) {
        switch result {
        case .success(let frame): check.inspect(frame)
        case .failure(let error): check.reject(error)
        }
      }
    }
    return check.conclude()
  }

  /// Checks frames in memory.
  ///
  /// - Returns: Findings, the worst first; empty when nothing was found.
  public static func findings(in frames: [LabeledConfiguration]) -> [DatasetFinding] {
    var check = DatasetCheck()
    for frame in frames { check.inspect(frame) }
    return check.conclude()
  }

  private mutating func reject(_ error: DatasetError) {
    tally.add(
      .unreadableFrame, .error, frame: error.frame ?? "", measure: 0,
      message: "\(error)", advice: "correct or remove the frame")
  }

  private mutating func inspect(_ frame: LabeledConfiguration) {
    frameCount += 1
    for label in LabelKind.allCases where frame.labels.has(label) {
      labelCounts[label, default: 0] += 1
    }
    FrameRules(frame).apply(&tally)
    statistics.add(frame, &tally)
  }

  private mutating func conclude() -> [DatasetFinding] {
    if frameCount > 0, labelCounts.isEmpty {
      tally.add(
        .noLabels, .error, frame: nil, measure: 0,
        message: "no frame has an energy, forces, a virial or a Hessian",
        advice: "check the names of the datasets in the file")
    }
    for label in LabelKind.allCases {
      guard let count = labelCounts[label], count < frameCount else { continue }
      tally.add(
        .missingLabel, .note, frame: nil, measure: 0,
        message: "\(frameCount - count) of \(frameCount) frames have no \(label)",
        advice: "they are used for what they have")
    }
    statistics.addOutliers(&tally)
    return tally.findings
  }
}

extension DatasetError {
  /// The frame that an error is about, if it is about one.
  var frame: String? {
    switch self {
    case .unknownElement(let frame, _, _), .notFinite(let frame, _), .missingCell(let frame),
      .missingLabel(let frame, _), .inconsistentFrame(let frame, _), .malformed(let frame, _):
      frame
    default: nil
    }
  }
}
