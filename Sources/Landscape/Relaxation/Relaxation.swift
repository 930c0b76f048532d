public import Atomistics
public import Potentials

/// A configuration at a stationary point of the energy, reached by going downhill.
public struct Relaxation: Sendable {
  /// The relaxed configuration.
  public let configuration: Configuration

  /// Its energy in eV.
  public let energy: Double

  /// The energy of the start in eV.
  public let initialEnergy: Double

  /// The longest force on an atom in eV/Å.
  public let largestForce: Double

  /// The stress −W/V in eV/Å³, tension positive; `nil` without a cell that repeats in all directions.
  public let stress: Matrix3?

  /// How many times energy and forces were evaluated.
  public let evaluations: Int

  /// Relaxes a configuration by L-BFGS with steps of limited length.
  ///
  /// A step that raises the energy by more than rounding is halved; where that does not help, what has been
  /// learned about the curvature is forgotten. Symmetry is kept, so that the end may be a saddle: the
  /// vibrations tell.
  ///
  /// - Parameters:
  ///   - start: The configuration to begin with.
  ///   - potential: The energy surface.
  ///   - options: Tolerances and limits.
  ///   - progress: Called after each step with the number of evaluations and the largest force in eV/Å;
  ///     relaxation stops when it returns `false`.
  /// - Throws: `LandscapeError.notRelaxed`, `notPeriodic` or `noAtoms`; what the potential throws for
  ///   structures that it cannot take; `CancellationError` when `progress` has said so.
  public static func run(
    _ start: Configuration, potential: any Potential, options: RelaxationOptions = RelaxationOptions(),
    progress: (Int, Double) -> Bool = { _, _ in true }
  ) throws -> Relaxation {
    let coordinates = try RelaxationCoordinates(start, relaxesCell: options.relaxesCell)
    var surface = RelaxationSurface(
      coordinates: coordinates,
      evaluator: try potential.makeEvaluator(for: [start], options: options.evaluation))
    var memory = QuasiNewtonMemory()
    var point = try surface.point(coordinates.initial)
    let initialEnergy = point.energy
    while !point.isRelaxed(options) {
      guard surface.evaluations < options.evaluationLimit else {
        throw LandscapeError.notRelaxed(
          evaluations: surface.evaluations, force: point.largestForce, tolerance: options.forceTolerance)
      }
      guard progress(surface.evaluations, point.largestForce) else { throw CancellationError() }
      var direction = memory.direction(point.gradient)
      if direction.dot(point.gradient) >= 0 {
        memory.removeAll()
        direction = memory.direction(point.gradient)
      }
      let longest = direction.longestVector
      var factor = min(1, options.longestStep / longest)
      var next = try surface.point(point.vector, adding: factor, direction)
      // Energies are sums of many rounded terms: a rise within that noise is no rise.
      let noise = 1e-12 * max(1, abs(point.energy))
      var halvings = 0
      while !(next.energy <= point.energy + noise), halvings < 10 {
        factor /= 2
        halvings += 1
        next = try surface.point(point.vector, adding: factor, direction)
      }
      if next.energy <= point.energy + noise {
        var step = direction
        for index in step.indices { step[index] *= factor }
        var change = next.gradient
        change.add(-1, point.gradient)
        memory.learn(step: step, change: change)
        point = next
      } else {
        // Along the gradient itself, halved ten times, only noise can rise: then this is the end of what
        // the potential's rounding allows.
        guard !memory.isEmpty else {
          throw LandscapeError.notRelaxed(
            evaluations: surface.evaluations, force: point.largestForce, tolerance: options.forceTolerance)
        }
        memory.removeAll()
      }
    }
    return Relaxation(
      configuration: coordinates.configuration(point.vector), energy: point.energy,
      initialEnergy: initialEnergy, largestForce: point.largestForce, stress: point.stress,
      evaluations: surface.evaluations)
  }
}
