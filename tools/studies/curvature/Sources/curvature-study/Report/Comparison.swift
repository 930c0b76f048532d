/// The fits of one system that compare with each other: the same budget and noise, some treatments.
struct Comparison {
  let system: StudySystem
  let budget: Budget.Kind
  let noise: LabelNoise
  /// In the order that they are shown in.
  let treatments: [String]
  /// Numbers of training frames, rising.
  let frames: [Int]
  /// Test sets in their order.
  let sets: [String]
  private let rows: [Results.Row]

  /// Picks the fits; `nil` where there are none.
  init?(
    _ results: Results, _ system: StudySystem, _ budget: Budget.Kind, _ noise: LabelNoise, among names: [String]
  ) {
    let rows = results.rows.filter {
      $0.key.system == system && $0.key.budget == budget && $0.key.noise == noise
        && names.contains($0.key.treatment)
    }
    guard !rows.isEmpty else { return nil }
    (self.system, self.budget, self.noise, self.rows) = (system, budget, noise, rows)
    treatments = names.filter { name in rows.contains { $0.key.treatment == name } }
    frames = Set(rows.map(\.frames)).sorted()
    var sets: [String] = []
    for row in rows where !sets.contains(row.set) { sets.append(row.set) }
    self.sets = sets
  }

  /// The errors of a quantity by seed.
  private func errors(_ treatment: String, _ frames: Int, _ set: String, _ quantity: Quantity) -> [UInt64: Double] {
    Dictionary(
      rows.filter { $0.key.treatment == treatment && $0.frames == frames && $0.set == set }
        .compactMap { row in row.errors[quantity].map { (row.key.seed, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The quantities that have errors in a set.
  func quantities(of set: String) -> [Quantity] {
    Quantity.allCases.filter { quantity in rows.contains { $0.set == set && $0.errors[quantity] != nil } }
  }

  /// Mean and spread of an error over the seeds.
  func error(_ treatment: String, _ frames: Int, _ set: String, _ quantity: Quantity) -> Spread? {
    Spread(Array(errors(treatment, frames, set, quantity).values))
  }

  /// Mean and spread of the ratio to another treatment's error, seed by seed.
  func ratio(_ treatment: String, to other: String, _ frames: Int, _ set: String, _ quantity: Quantity) -> Spread? {
    let reference = errors(other, frames, set, quantity)
    return Spread(
      errors(treatment, frames, set, quantity).compactMap { seed, error in reference[seed].map { error / $0 } })
  }

  /// Mean processor time, epochs and the number of seeds of the fits.
  func effort(_ treatment: String, _ frames: Int) -> (seconds: Double, epochs: Double, seeds: Int)? {
    let chosen = rows.filter { $0.key.treatment == treatment && $0.frames == frames && $0.set == sets[0] }
    guard let seconds = Spread(chosen.map(\.seconds)), let epochs = Spread(chosen.map { Double($0.epochs) })
    else { return nil }
    return (seconds.mean, epochs.mean, chosen.count)
  }
}
