internal import Atomistics
public import Dynamics

/// Watches a simulation and says when it becomes unstable.
public struct StabilityMonitor: Sendable {
  private let criteria: StabilityCriteria
  private let fragments: [Fragments]

  /// The conserved energy of each replica at the start in eV.
  private let energies: [Double]

  /// The temperature that the replicas should have, in K.
  private let reference: Double

  /// Starts to watch a simulation in its present state.
  public init(_ simulation: borrowing Simulation, criteria: StabilityCriteria) throws {
    self.criteria = criteria
    let state = simulation.state
    let replicas = 0..<state.replicaCount
    fragments = try replicas.map { try Fragments(state.configuration(of: $0)) }
    var energies: [Double] = []
    for replica in replicas { energies.append(simulation.sample(of: replica).conservedEnergy) }
    self.energies = energies
    switch simulation.options.ensemble {
    case .microcanonical: reference = simulation.options.initialTemperature
    case .langevin(let temperature, _): reference = temperature
    }
  }

  /// The first failure in the present state of a simulation, or `nil`.
  ///
  /// - Complexity: That of a neighbor list with a cutoff of a few bond lengths.
  public func failure(of simulation: borrowing Simulation) throws -> StabilityFailure? {
    for replica in energies.indices {
      let sample = simulation.sample(of: replica)
      let freedom = simulation.degreesOfFreedom[replica]
      let configuration = simulation.state.configuration(of: replica)
      // Atoms that touch come first: they are the cause, heat and energy errors the consequence.
      if let failure = try closePair(in: configuration, replica: replica, time: sample.time) {
        return failure
      }
      let limit = criteria.temperatureLimit(reference: reference, degreesOfFreedom: freedom)
      if sample.temperature > limit {
        return .overheated(
          replica: replica, time: sample.time, temperature: sample.temperature, limit: limit)
      }
      let change = abs(sample.conservedEnergy - energies[replica])
      let thermal = 0.5 * Double(freedom) * Units.boltzmannConstant * max(reference, 100)
      if change > criteria.maximumEnergyChange * thermal {
        let scale = 1000 / Double(configuration.count)
        return .energyNotConserved(
          replica: replica, time: sample.time, change: change * scale,
          limit: criteria.maximumEnergyChange * thermal * scale)
      }
      if !criteria.allowsFragmentation,
        let lost = try fragments[replica].lostAtoms(of: configuration)
      {
        let piece = Configuration(
          elements: lost.map { configuration.elements[$0] },
          positions: lost.map { configuration.positions[$0] })
        return .fragmented(
          replica: replica, time: sample.time, atoms: lost, formula: piece.formula)
      }
    }
    return nil
  }

  /// The pair of atoms that is farthest below its limit, if any.
  private func closePair(
    in configuration: Configuration, replica: Int, time: Double
  ) throws -> StabilityFailure? {
    let elements = configuration.elements
    let limits = criteria.trainingDistances.keys.compactMap { criteria.distanceLimit(of: $0) }
    guard let largest = limits.max(), largest > 0 else { return nil }
    let list = try NeighborList(of: configuration, cutoff: largest)
    let vectors = list.vectors(in: configuration)
    var worst: (ratio: Double, failure: StabilityFailure)?
    for i in elements.indices {
      for index in list.pairs(of: i) {
        let j = Int(list.neighbors[index])
        let pair = ElementPair(elements[i], elements[j])
        guard j >= i, let training = criteria.trainingDistances[pair] else { continue }
        let ratio = vectors[index].norm / training
        guard ratio < 1 - criteria.distanceMargin, ratio < worst?.ratio ?? .infinity else { continue }
        worst = (
          ratio,
          .tooClose(
            replica: replica, time: time, atoms: [i, j], elements: pair,
            distance: vectors[index].norm, trainingDistance: training)
        )
      }
    }
    return worst?.failure
  }

  /// The failure that a whole run shows although no single moment does: its drift.
  public func failure(of record: DynamicsRecord) -> StabilityFailure? {
    guard let drift = record.drift,
      abs(drift.slope) - 2 * drift.standardError > criteria.maximumDrift
    else { return nil }
    return .drifting(drift, limit: criteria.maximumDrift)
  }
}
