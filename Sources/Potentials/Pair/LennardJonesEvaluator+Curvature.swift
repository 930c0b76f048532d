public import Atomistics

extension LennardJones: TwiceDifferentiable {
  /// Makes a curvature evaluator, always Float64 on one thread.
  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    try LennardJonesEvaluator(self, structures: structures, skin: options.skin)
  }

  /// The first and second derivative of the energy of a pair with respect to r, in eV/Å and eV/Å².
  func curvature(
    _ parameters: Parameters, distance r: Double
  ) -> (slope: Double, curvature: Double) {
    guard r < cutoff else { return (0, 0) }
    let quotient = parameters.sigma / r
    let square = quotient * quotient
    let sixth = square * square * square
    let scale = 4 * parameters.epsilon
    let energy = scale * (sixth * sixth - sixth)
    let slope = scale * (6 * sixth - 12 * sixth * sixth) / r
    let curvature = scale * (156 * sixth * sixth - 42 * sixth) / (r * r)
    guard r > smoothingStart else { return (slope, curvature) }
    let width = cutoff - smoothingStart
    let t = (r - smoothingStart) / width
    let smooth = 1 - t * t * t * t * (35 - t * (84 - t * (70 - t * 20)))
    let rest = t * (1 - t)
    let smoothSlope = -140 * rest * rest * rest / width
    let smoothCurvature = -420 * rest * rest * (1 - 2 * t) / (width * width)
    return (
      slope * smooth + energy * smoothSlope,
      curvature * smooth + 2 * slope * smoothSlope + energy * smoothCurvature
    )
  }
}

extension LennardJonesEvaluator: CurvatureEvaluator {
  var structureOffsets: [Int] { verlet.structureOffsets }

  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    try PotentialError.requireFinite(positions, structureOffsets: verlet.structureOffsets)
    try verlet.update(positions: positions, cells: cells)
    self.positions = positions
  }

  func hessianVectorProducts(_ directions: [[SIMD3<Double>]]) throws -> [[SIMD3<Double>]] {
    try directions.map(hessianVectorProduct)
  }

  /// The gradient of a pair is φ' r̂; displaced by d it changes by φ'' r̂ (r̂·d) + φ'/r (d − r̂ (r̂·d)).
  private func hessianVectorProduct(_ direction: [SIMD3<Double>]) throws -> [SIMD3<Double>] {
    precondition(direction.count == positions.count, "one vector for each atom")
    let list = verlet.list
    var product = [SIMD3<Double>](repeating: .zero, count: positions.count)
    for structure in verlet.cells.indices {
      let lattice = verlet.cells[structure]?.vectors ?? .zero
      for i in verlet.atoms(of: structure) {
        var sum = SIMD3<Double>.zero
        for pair in list.pairs(of: i) {
          let j = Int(list.neighbors[pair])
          let vector = positions[j] - positions[i] + SIMD3<Double>(list.shifts[pair]) * lattice
          let distance = vector.norm
          let (slope, curvature) = potential.curvature(parameters(i, j), distance: distance)
          let unit = vector / distance
          let change = direction[j] - direction[i]
          let along = unit.dot(change) * unit
          sum -= curvature * along + slope / distance * (change - along)
        }
        guard sum.x.isFinite, sum.y.isFinite, sum.z.isFinite else {
          throw PotentialError.resultNotFinite(structure: structure)
        }
        product[i] = sum
      }
    }
    return product
  }
}
