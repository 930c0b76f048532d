internal import Atomistics
internal import Potentials

/// The labeled Hessian of one structure as training compares with it.
///
/// Where only some columns are known, probes stay within their coordinates, so that H u is known in full; the
/// term is then the mean over the known columns.
struct HessianLabel: Sendable {
  /// The known columns; unknown numbers are zero.
  private let values: [Double]
  /// Which columns are known.
  private let columns: [Int]
  private let size: Int
  /// Unit vectors that probes of the kind are drawn from; empty for random ones.
  private let directions: [[Double]]
  private let kind: HessianProbe

  /// Prepares a label; `nil` where no column is known.
  ///
  /// A number that is not finite is taken from its transpose; where both are missing, the column is unknown.
  ///
  /// - Throws: `VibrationError` where modes are asked for and cannot be computed.
  init?(_ structure: LabeledConfiguration, probe kind: HessianProbe) throws {
    guard let hessian = structure.labels.hessian else { return nil }
    let size = 3 * structure.configuration.count
    precondition(hessian.count == size * size, "3N × 3N second derivatives")
    var values = hessian
    for row in 0..<size {
      for column in 0..<size where !hessian[row * size + column].isFinite {
        values[row * size + column] = hessian[column * size + row]
      }
    }
    columns = (0..<size).filter { column in
      (0..<size).allSatisfy { values[$0 * size + column].isFinite }
    }
    guard !columns.isEmpty else { return nil }
    if columns.count < size { for index in values.indices where !values[index].isFinite { values[index] = 0 } }
    self.values = values
    self.size = size
    (self.kind, directions) = try Self.directions(kind, structure, isComplete: columns.count == size)
  }

  /// The kind that the label allows, and the directions that it is drawn from.
  ///
  /// Modes and path directions need the whole Hessian, path directions a direction or a force: else probes are Rademacher.
  private static func directions(
    _ kind: HessianProbe, _ structure: LabeledConfiguration, isComplete: Bool
  ) throws -> (HessianProbe, [[Double]]) {
    guard isComplete, let hessian = structure.labels.hessian else {
      return ([.mode, .tangential, .normal].contains(kind) ? .rademacher : kind, [])
    }
    switch kind {
    case .mode:
      let modes = try NormalModes(of: structure.configuration, hessian: hessian)
      guard modes.count > 0 else { return (.rademacher, []) }
      return (.mode, (0..<modes.count).map { flat(modes.direction(of: $0)) })
    case .tangential, .normal:
      let direction = flat(structure.labels.direction ?? structure.labels.forces ?? [])
      let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 0 else { return (.rademacher, []) }
      return (kind, [direction.map { $0 / norm }])
    case .rademacher, .gaussian, .coordinate, .columns:
      return (kind, [])
    }
  }

  private static func flat(_ vectors: [SIMD3<Double>]) -> [Double] {
    vectors.flatMap { [$0.x, $0.y, $0.z] }
  }

  /// How many probes make the term, when `count` random ones are asked for.
  func probeCount(_ count: Int) -> Int { kind == .columns ? columns.count : count }

  /// The factor of |ΔH u|² in the mean over columns.
  var share: Double { 1 / Double(columns.count) }

  /// Draws probe number `index`, with |u|² = the number of labeled columns on average.
  func probe(_ index: Int, using generator: inout RandomGenerator) -> [Double] {
    var u = [Double](repeating: 0, count: size)
    let length = Double(columns.count).squareRoot()
    switch kind {
    case .rademacher, .normal:
      for column in columns { u[column] = generator.next() & 1 == 0 ? 1 : -1 }
      if kind == .normal {
        let along = zip(u, directions[0]).reduce(0) { $0 + $1.0 * $1.1 }
        for index in u.indices { u[index] -= along * directions[0][index] }
      }
    case .gaussian:
      for column in columns { u[column] = generator.gaussian() }
    case .coordinate:
      u[columns[Int.random(in: columns.indices, using: &generator)]] = length
    case .columns:
      u[columns[index]] = length
    case .mode, .tangential:
      let direction = directions[Int.random(in: directions.indices, using: &generator)]
      for index in u.indices { u[index] = length * direction[index] }
    }
    return u
  }

  /// The labeled H u.
  func product(_ u: [Double]) -> [Double] {
    (0..<size).map { row in
      columns.reduce(0) { $0 + values[row * size + $1] * u[$1] }
    }
  }
}
