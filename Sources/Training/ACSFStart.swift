public import Atomistics
public import Potentials

extension ACSFPotential {
  /// Makes a potential that is ready to be trained: symmetry functions chosen from the data and scaled by their standard
  /// deviation, random networks.
  ///
  /// What the energies of isolated atoms leave of the energies, by least squares over the compositions, goes into the
  /// reference energies.
  ///
  /// - Parameters:
  ///   - structures: The training data; all its elements must be among `elements`.
  ///   - referenceEnergies: The energies of isolated atoms in eV, one for each of `elements`.
  ///   - seed: The seed of the random parameters.
  /// - Throws: `ACSFError` for impossible choices, `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  public init(
    startingOn structures: [LabeledConfiguration], settings: ACSFSettings, elements: [Element],
    referenceEnergies: [Double], seed: UInt64
  ) throws {
    let sorted = elements.sorted { $0.atomicNumber < $1.atomicNumber }
    let references = Dictionary(uniqueKeysWithValues: zip(elements, referenceEnergies))
    let sample = ACSFPotential.sample(structures.map(\.configuration))
    let functions = try ACSFPotential.choose(settings, elements: sorted, sample: sample)
    let architecture = try ACSFArchitecture(
      functions: functions, cutoffFunction: CutoffFunction(.hyperbolicTangent),
      scaling: FeatureScaling(.deviation), hiddenLayers: settings.hiddenLayers,
      activations: settings.hiddenLayers.map { _ in .hyperbolicTangent } + [.identity])
    let plain = try ACSFPotential.unscaled(functions)
    let ranges = try plain.features(of: structures.map(\.configuration)).enumerated().map { element, samples in
      plain.featureRanges[element].indices.map { feature in
        FeatureRange(of: samples.lazy.map { $0[feature] })
      }
    }
    try self.init(
      architecture, featureRanges: ranges, referenceEnergies: sorted.map { references[$0] ?? 0 },
      energyScale: DensityPotential.forceScale(of: structures))
    randomize(seed: seed)
    self.referenceEnergies = ReferenceEnergies.aligned(of: self, with: structures)
  }

  /// Makes an existing potential ready to be trained further, without a change of its energy differences.
  ///
  /// Its reference energies are shifted, by least squares over the compositions, to where the data have their zero; its
  /// symmetry functions and their scaling stay.
  ///
  /// - Throws: `PotentialError.unknownElement` for an element of the data that the potential does not know,
  ///   `AtomisticsError` for a degenerate cell.
  public func refined(on structures: [LabeledConfiguration], threads: Int) throws -> ACSFPotential {
    var copy =
      architecture.activations.last == .identity
      ? try rescaled(energyScale: DensityPotential.forceScale(of: structures)) : self
    copy.referenceEnergies = try ReferenceEnergies.aligned(of: self, with: structures, threads: threads)
    return copy
  }

  /// At most two hundred configurations, evenly spread.
  private static func sample(_ configurations: [Configuration]) -> [Configuration] {
    let step = max(1, configurations.count / 200)
    return stride(from: 0, to: configurations.count, by: step).map { configurations[$0] }
  }

  /// The functions of each element that tell most about its atoms.
  private static func choose(
    _ settings: ACSFSettings, elements: [Element], sample: [Configuration]
  ) throws -> [Element: [SymmetryFunction]] {
    let candidates = SymmetryFunction.sorted(settings.candidates(elements: elements))
    let plain = try unscaled(Dictionary(uniqueKeysWithValues: elements.map { ($0, candidates) }))
    let values = try plain.features(of: sample)
    return Dictionary(
      uniqueKeysWithValues: zip(elements, values).map { element, samples in
        let chosen = FeatureSelection(
          samples, limit: settings.functions, tolerance: settings.unexplainedShare(elements: elements)
        ).chosen
        // An element that the sample lacks, or has always alike, keeps what is there to be told later.
        return (element, chosen.isEmpty ? Array(candidates.prefix(1)) : chosen.map { candidates[$0] })
      })
  }

  /// A potential that computes given functions as they are.
  private static func unscaled(_ functions: [Element: [SymmetryFunction]]) throws -> ACSFPotential {
    let architecture = try ACSFArchitecture(
      functions: functions, cutoffFunction: CutoffFunction(.hyperbolicTangent), scaling: FeatureScaling(.none),
      hiddenLayers: [1], activations: [.hyperbolicTangent, .identity])
    let range = FeatureRange(minimum: 0, maximum: 1, mean: 0, deviation: 1)
    return try ACSFPotential(
      architecture,
      featureRanges: architecture.elements.map { [FeatureRange](repeating: range, count: architecture.featureCount($0)) },
      referenceEnergies: architecture.elements.map { _ in 0 })
  }

  private mutating func randomize(seed: UInt64) {
    var generator = RandomGenerator(seed: seed, stream: 1 << 32)
    for block in parameterBlocks where block.isMatrix {
      let inputs = Double(block.shape[0])
      for index in block.range { parameters[index] = generator.gaussian() / inputs.squareRoot() }
    }
  }
}

extension FeatureRange {
  /// The distribution of some values; of width one where they are all alike, so that no scaling divides by zero.
  init(of values: some Collection<Double>) {
    let count = Double(max(values.count, 1))
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / max(count - 1, 1)).squareRoot()
    let (minimum, maximum) = (values.min() ?? 0, values.max() ?? 1)
    self.init(
      minimum: minimum, maximum: maximum > minimum ? maximum : minimum + 1, mean: mean,
      deviation: deviation > 0 ? deviation : 1)
  }
}
