import Foundation
import Sobolev

/// The data of a fit.
struct FitInput {
  let training: FitData
  let validation: FitData?
  let test: FitData?
  /// The elements of the training data in order.
  let elements: [Element]

  /// Checks that the files go together.
  ///
  /// - Throws: `PredictionError.unknownElement` where validation or test
  ///   data have elements that the training data lack.
  init(training: FitData, validation: FitData?, test: FitData?) throws {
    self.training = training
    self.validation = validation
    self.test = test
    elements = training.elements
    for data in [validation, test].compactMap({ $0 }) {
      try DataCheck.requireElements(of: data.frames, in: elements)
    }
  }

  /// Whether any training structure has an energy; without, the zero of energy is that of isolated atoms
  /// with no energy at all.
  var hasEnergies: Bool { training.frames.contains { $0.labels.energy != nil } }

  /// The energies of isolated atoms of some elements, where the training file gives them for all.
  func atomEnergies(of elements: [Element]) -> [Double]? {
    let given = elements.compactMap { training.isolatedAtomEnergies[$0] }
    return given.count == elements.count ? given : nil
  }

  /// The energies of isolated atoms that the training file gives for all elements, or least squares.
  var referenceEnergies: [Double] {
    atomEnergies(of: elements) ?? ReferenceEnergies.leastSquares(of: training.frames, elements: elements)
  }

  /// The structures to learn from and those to choose the best epoch by.
  struct Split {
    /// All structures to learn from; of streamed data, a sample.
    let training: [LabeledConfiguration]
    let validation: [LabeledConfiguration]
    /// Where all structures to learn from are, when they do not fit in memory.
    var stream: TrainingStream?
  }

  /// The validation file's structures, or a random share of the training data where there is none.
  ///
  /// - Throws: `DatasetError`, where streamed structures are read.
  func split(_ options: TrainingOptions) throws -> Split {
    var generator = RandomGenerator(seed: options.seed, stream: FitInput.splitStream)
    let frames = training.frames
    if let stream = training.stream {
      let parts = try stream.split(
        holdingBack: validation == nil ? options.validationFraction : 0, using: &generator)
      return Split(
        training: frames, validation: validation?.frames ?? parts.validation, stream: parts.stream)
    }
    if let validation { return Split(training: frames, validation: validation.frames) }
    // Below twenty structures every one is needed for learning.
    let count = frames.count < 20 ? 0 : Int(options.validationFraction * Double(frames.count))
    let held = Set(frames.indices.shuffled(using: &generator).prefix(count))
    return Split(
      training: frames.indices.filter { !held.contains($0) }.map { frames[$0] },
      validation: held.sorted().map { frames[$0] })
  }

  /// A random stream that training, which counts epochs from 1, does not use.
  private static let splitStream: UInt64 = 1 << 40

  /// The records of all files.
  var records: [Provenance.DataFile] { [training, validation, test].compactMap { $0?.record } }

  private static let noEnergies =
    "  no training structure has an energy: forces and energy differences will be meaningful, "
    + "total energies will not"

  /// A line about each file, with what somebody should look at below it.
  var lines: [String] {
    [training, validation, test].compactMap { $0 }.flatMap { data in
      ["\(data.record.role.rawValue.capitalized): \(data.record.path), \(data.census)"]
        + data.warnings.map { "  " + $0 }
    } + (hasEnergies ? [] : [FitInput.noEnergies])
  }
}
