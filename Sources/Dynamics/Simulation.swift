public import Atomistics
internal import Foundation
public import Potentials

/// Moves the atoms of one or more replicas in time.
///
/// Constant energy: velocity Verlet. Constant temperature: BAOAB, which is velocity Verlet with a random
/// change of velocities in the middle of the drift. Both call the evaluator once a step, for all replicas
/// together, and allocate no memory.
///
/// The conserved quantity is the total energy, or for Langevin dynamics the total energy less the heat
/// that the thermostat has put in; its drift is the error of the integration alone (Bussi and Parrinello
/// 2007, doi:10.1103/PhysRevE.75.056707).
public struct Simulation {
  /// How the run is done.
  public let options: DynamicsOptions

  /// Positions and velocities.
  public private(set) var state: MolecularState

  /// The number of steps done.
  public private(set) var stepCount = 0

  /// The heat in eV that the thermostat has given to each replica.
  public private(set) var heat: [Double]

  /// The smallest distance in Å between two atoms of each replica at any step so far.
  public private(set) var smallestDistances: [Double]

  /// The degrees of freedom that the temperature of each replica refers to.
  ///
  /// At constant energy 3N − 3 in a periodic cell and 3N − 6 (3N − 5 in a line) for a molecule, because
  /// momentum and angular momentum stay zero; with the thermostat, which moves everything, 3N.
  public let degreesOfFreedom: [Int]

  private var evaluator: any Evaluator
  private var thermostat: LangevinThermostat?

  /// Sets up a run: draws velocities and evaluates the forces once.
  ///
  /// - Parameter replicas: The structures to start from, never neighbors of each other.
  /// - Throws: `DynamicsError` for options out of range, no atoms or infinite forces; whatever the
  ///   potential throws for structures it cannot take.
  public init(
    _ replicas: [Configuration], potential: any Potential, options: DynamicsOptions
  ) throws {
    try options.validate()
    if let empty = replicas.firstIndex(where: { $0.count == 0 }) ?? (replicas.isEmpty ? 0 : nil) {
      throw DynamicsError.noAtoms(replica: empty)
    }
    self.options = options
    var state = MolecularState(replicas)
    var generators = replicas.indices.map {
      RandomGenerator(seed: options.seed, stream: options.firstStream &+ UInt64($0))
    }
    let isIsolated = options.ensemble == .microcanonical
    for replica in replicas.indices {
      state.drawVelocities(
        of: replica, temperature: options.initialTemperature, removesRigidMotion: isIsolated,
        isExact: options.scalesVelocities, using: &generators[replica])
    }
    degreesOfFreedom = replicas.indices.map {
      state.degreesOfFreedom(of: $0, withoutRigidMotion: isIsolated)
    }
    if case .langevin(let temperature, let relaxationTime) = options.ensemble {
      thermostat = LangevinThermostat(
        temperature: temperature, memory: exp(-options.timeStep / relaxationTime),
        masses: state.masses, generators: generators)
    }
    self.state = state
    heat = Array(repeating: 0, count: replicas.count)
    smallestDistances = Array(repeating: .infinity, count: replicas.count)
    evaluator = try potential.makeEvaluator(for: replicas, options: options.evaluation)
    try evaluate()
  }

  /// The time since the start in fs.
  public var time: Double { Double(stepCount) * options.timeStep }

  /// Energies, forces and virials at the present positions.
  public var evaluation: Evaluation { evaluator.evaluation }

  /// Energies, temperature and smallest distance of a replica now.
  public func sample(of replica: Int) -> DynamicsSample {
    let evaluation = evaluator.evaluation
    let kinetic = state.kineticEnergy(of: replica)
    let freedom = degreesOfFreedom[replica]
    return DynamicsSample(
      time: time, potentialEnergy: evaluation.energies[replica], kineticEnergy: kinetic,
      temperature: freedom == 0 ? 0 : 2 * kinetic / (Units.boltzmannConstant * Double(freedom)),
      conservedEnergy: evaluation.energies[replica] + kinetic - heat[replica],
      smallestDistance: evaluation.smallestDistances[replica])
  }

  /// Sets the velocities in Å/fs; the conserved quantity starts anew from them.
  public mutating func setVelocities(_ velocities: [SIMD3<Double>]) {
    precondition(velocities.count == state.velocities.count, "one velocity for each atom")
    state.velocities = velocities
  }

  /// Does some steps.
  ///
  /// - Throws: `DynamicsError.diverged` when an energy, force or position is no longer finite.
  public mutating func advance(by steps: Int) throws {
    for _ in 0..<steps { try step() }
  }

  private mutating func step() throws {
    kick()
    if thermostat == nil {
      drift(options.timeStep)
    } else {
      drift(options.timeStep / 2)
      thermostat?.apply(to: &state, heat: &heat)
      drift(options.timeStep / 2)
    }
    stepCount += 1
    try evaluate()
    kick()
  }

  /// Half a step of v ← v + F/m Δt.
  private mutating func kick() {
    let forces = evaluator.evaluation.forces
    let scale = options.timeStep / 2 * Units.accelerationPerForce
    for atom in forces.indices {
      state.velocities[atom] += scale / state.masses[atom] * forces[atom]
    }
  }

  /// r ← r + v Δt.
  private mutating func drift(_ time: Double) {
    for atom in state.positions.indices {
      state.positions[atom] += time * state.velocities[atom]
    }
  }

  private mutating func evaluate() throws {
    do {
      try evaluator.evaluate(positions: state.positions)
    } catch PotentialError.positionNotFinite(let replica, let atom) {
      throw DynamicsError.diverged(replica: replica, atom: atom, time: time)
    } catch PotentialError.resultNotFinite(let replica) {
      throw DynamicsError.diverged(replica: replica, atom: nil, time: time)
    } catch AtomisticsError.positionOutOfRange(let atom) {
      throw DynamicsError.diverged(replica: replicaFarthestOut, atom: atom, time: time)
    }
    let evaluation = evaluator.evaluation
    for replica in heat.indices {
      // A force that is not finite makes the positions, and thus the next evaluation, fail.
      guard evaluation.energies[replica].isFinite else {
        throw DynamicsError.diverged(replica: replica, atom: nil, time: time)
      }
      smallestDistances[replica] = min(
        smallestDistances[replica], evaluation.smallestDistances[replica])
    }
  }

  /// The replica with the atom that is farthest away.
  private var replicaFarthestOut: Int {
    let distances = heat.indices.map { replica in
      state.atoms(of: replica).map { state.positions[$0].norm }.max() ?? 0
    }
    return distances.indices.max { distances[$0] < distances[$1] } ?? 0
  }
}
