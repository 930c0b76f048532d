/// The samples of a run: an observer of energies, temperatures and smallest distances.
public struct DynamicsRecord: Sendable {
  /// The number of atoms of each replica.
  public let atomCounts: [Int]

  /// The samples, all replicas at the first time, all at the second, and so on.
  public private(set) var samples: [DynamicsSample] = []

  /// An empty record of a simulation.
  public init(of simulation: borrowing Simulation) {
    let state = simulation.state
    atomCounts = (0..<state.replicaCount).map { state.atoms(of: $0).count }
  }

  /// Adds what all replicas are like now.
  public mutating func append(_ simulation: borrowing Simulation) {
    for replica in atomCounts.indices { samples.append(simulation.sample(of: replica)) }
  }

  /// The samples of one replica in order of time.
  public func samples(of replica: Int) -> [DynamicsSample] {
    stride(from: replica, to: samples.count, by: atomCounts.count).map { samples[$0] }
  }

  /// The mean over time and replicas of a property, and its standard deviation.
  ///
  /// - Parameter start: Samples before this time in fs are left out.
  public func statistics(
    of property: KeyPath<DynamicsSample, Double>, from start: Double = 0
  ) -> (mean: Double, deviation: Double)? {
    let values = samples.filter { $0.time >= start }.map { $0[keyPath: property] }
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, variance.squareRoot())
  }

  /// The drift of the conserved energy of one replica, or `nil` with fewer than three samples.
  public func drift(of replica: Int) -> EnergyDrift? {
    let own = samples(of: replica)
    return EnergyDrift(
      times: own.map(\.time), energies: own.map(\.conservedEnergy), atomCount: atomCounts[replica])
  }

  /// The mean drift of all replicas, or `nil` with fewer than three samples.
  public var drift: EnergyDrift? {
    EnergyDrift(meanOf: atomCounts.indices.compactMap { drift(of: $0) })
  }
}
