internal import Atomistics
internal import Potentials

/// The energy as a function of the vector of relaxation coordinates.
struct RelaxationSurface {
  let coordinates: RelaxationCoordinates
  private var evaluator: any Evaluator
  private(set) var evaluations = 0

  init(coordinates: RelaxationCoordinates, evaluator: any Evaluator) {
    self.coordinates = coordinates
    self.evaluator = evaluator
  }

  /// A place with its energy and derivatives.
  struct Point {
    let vector: [Double]
    let energy: Double
    let gradient: [Double]
    let largestForce: Double
    /// In eV/Å³, of a cell that repeats in all directions.
    let stress: Matrix3?

    /// Whether forces, and the stress of a cell that is relaxed, are within the tolerances.
    func isRelaxed(_ options: RelaxationOptions) -> Bool {
      let stress = options.relaxesCell ? (stress?.elements.map(abs).max() ?? 0) : 0
      return largestForce <= options.forceTolerance && stress <= options.stressTolerance
    }
  }

  /// Evaluates at a vector plus a multiple of a direction.
  mutating func point(
    _ vector: [Double], adding factor: Double, _ direction: [Double]
  ) throws -> Point {
    var sum = vector
    sum.add(factor, direction)
    return try point(sum)
  }

  /// Evaluates at a vector.
  mutating func point(_ vector: [Double]) throws -> Point {
    let configuration = coordinates.configuration(vector)
    try evaluator.evaluate(
      positions: configuration.positions,
      cells: coordinates.relaxesCell ? [configuration.cell] : nil)
    evaluations += 1
    let evaluation = evaluator.evaluation
    let volume = configuration.cell.flatMap { $0.periodicity.allSatisfy(\.self) ? $0.volume : nil }
    return Point(
      vector: vector, energy: evaluation.energies[0],
      gradient: coordinates.gradient(
        vector, forces: evaluation.forces, virial: evaluation.virials[0]),
      largestForce: evaluation.forces.map(\.norm).max() ?? 0,
      stress: volume.map { -1 / $0 * evaluation.virials[0] })
  }
}

extension [Double] {
  /// The length of the longest of the three-vectors that follow one another here.
  var longestVector: Double {
    stride(from: 0, to: count, by: 3).map { start in
      self[start..<start + 3].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }.max() ?? 0
  }
}
