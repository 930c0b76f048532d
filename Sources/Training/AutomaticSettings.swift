public import Atomistics
public import Potentials

/// The settings of a fit as the data suggest them, by rules found on silicon, copper and ethanol.
public struct AutomaticSettings: Sendable {
  /// The model.
  public var hyperparameters: DensityHyperparameters

  /// The training.
  public var options: TrainingOptions

  /// Chooses settings for the structures of a training set.
  ///
  /// - The cutoff takes in about 36 neighbors in a crystal or liquid, within 4 to 6 Å; molecules get 5 Å.
  /// - The radial scale is the mean distance to the nearest neighbor.
  /// - More elements get more radial functions, since they share them.
  /// - A batch has about 150 atoms, within 8 to 32 structures.
  /// - Energies weigh N²/30 for N atoms a structure, which is a constant weight of the error of the total
  ///   energy, and at least 100.
  /// - Where there are Hessians, they weigh as the change of the forces over 0.1 Å: w_H = (0.1 Å)² w_F. On
  ///   ethanol (110 frames) that took force errors from 38 to 15 meV/Å, ten times more or less to 17 and 19; it
  ///   held with Hessians on every frame and on 2 % of them.
  public init(for structures: [LabeledConfiguration]) {
    hyperparameters = DensityHyperparameters()
    options = TrainingOptions()
    let sample = AutomaticSettings.sample(structures)
    guard !sample.isEmpty else { return }
    let elements = Set(sample.flatMap(\.elements)).count
    hyperparameters.cutoff = AutomaticSettings.cutoff(neighbors: 36, in: sample, within: 4...6) ?? 5
    hyperparameters.radialScale = AutomaticSettings.nearestDistance(in: sample)
    hyperparameters.radialBasisSize = 8
    hyperparameters.radialChannels = elements == 1 ? 10 : elements <= 3 ? 12 : 16
    hyperparameters.angularChannels = elements == 1 ? 6 : elements <= 3 ? 8 : 10
    hyperparameters.maximumDegree = 3
    hyperparameters.tripleDegree = 3
    hyperparameters.tripleChannels = 3
    let atoms = Double(sample.reduce(0) { $0 + $1.count }) / Double(sample.count)
    options.batchSize = min(max(Int((150 / atoms).rounded()), 8), 32)
    options.energyWeight = max(100, atoms * atoms / 30).rounded()
    let hasHessians = structures.contains { $0.labels.hessian != nil }
    options.hessianWeight = hasHessians ? 0.01 * options.forceWeight : 0
  }

  /// At most a hundred configurations, evenly spread.
  static func sample(_ structures: [LabeledConfiguration]) -> [Configuration] {
    let step = max(1, structures.count / 100)
    return stride(from: 0, to: structures.count, by: step).map { structures[$0].configuration }
      .filter { $0.count > 0 }
  }

  /// The radius in Å within which an atom of the crystals or liquids among some structures has `neighbors` neighbors, to
  /// 0.1 Å; `nil` where there are none.
  static func cutoff(
    neighbors: Int, in sample: [Configuration], within range: ClosedRange<Double>
  ) -> Double? {
    let densities = sample.compactMap { configuration -> Double? in
      guard let cell = configuration.cell, cell.periodicity.allSatisfy({ $0 }), cell.volume > 0
      else { return nil }
      return Double(configuration.count) / cell.volume
    }
    guard !densities.isEmpty else { return nil }
    // Vacuum of surfaces lowers the mean; the upper quartile stands for the bulk.
    let density = densities.sorted()[densities.count * 3 / 4]
    let radius = cubeRoot(Double(neighbors) / (4.0 / 3 * Double.pi * density))
    return (min(max(radius, range.lowerBound), range.upperBound) * 10).rounded() / 10
  }

  private static func nearestDistance(in sample: [Configuration]) -> Double {
    var sum = 0.0
    var count = 0
    for configuration in sample {
      guard let list = try? NeighborList(of: configuration, cutoff: 4) else { continue }
      let vectors = list.vectors(in: configuration)
      for atom in 0..<list.count {
        guard let nearest = list.pairs(of: atom).map({ vectors[$0].norm }).min() else { continue }
        sum += nearest
        count += 1
      }
    }
    guard count > 0 else { return 1.5 }
    return min(max((sum / Double(count) * 10).rounded() / 10, 0.5), 4)
  }

  /// The real cube root of a positive number, by Newton's method.
  private static func cubeRoot(_ value: Double) -> Double {
    var root = max(value, 1)
    for _ in 0..<60 { root -= (root - value / (root * root)) / 3 }
    return root
  }
}
