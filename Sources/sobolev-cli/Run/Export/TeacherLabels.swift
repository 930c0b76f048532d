import Sobolev

/// The energies, forces, virials and second derivatives of a teacher at some configurations, as labels for a student.
///
/// Small structures get their whole Hessian. Of larger ones an even part gets some columns, each a product with a unit vector:
/// a student learns curvature from few frames, and whole Hessians grow with the square of the number of atoms.
struct TeacherLabels {
  let teacher: FittedPotential
  let threads: Int
  let seed: UInt64

  /// The largest number of atoms of a structure with its whole Hessian: 3N columns take the time of some 4N evaluations, and
  /// there are hundreds of frames.
  private static let wholeHessianAtoms = 24
  /// The number of columns of larger structures.
  private static let columns = 24
  /// The memory in bytes that the Hessians of larger structures may take.
  private static let columnMemory = 256 << 20

  /// Gives structures the teacher's labels in place of their own; virials only to periodic ones.
  func label(_ structures: [LabeledConfiguration]) throws -> [LabeledConfiguration] {
    let configurations = structures.map(\.configuration)
    let options = EvaluationOptions(threads: threads, precision: .double)
    var evaluator = try teacher.makeEvaluator(for: configurations, options: options)
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    let result = evaluator.evaluation
    let withColumns = framesWithColumns(configurations)
    var generator = RandomGenerator(seed: seed, stream: 1 << 42)
    var start = 0
    return try configurations.enumerated().map { index, configuration in
      let range = start..<start + configuration.count
      start = range.upperBound
      var labels = Labels(
        energy: result.energies[index], forces: Array(result.forces[range]),
        virial: configuration.cell == nil ? nil : result.virials[index])
      if configuration.count <= Self.wholeHessianAtoms {
        labels.hessian = try teacher.hessian(of: configuration).values
      } else if withColumns.contains(index) {
        labels.hessian = try someColumns(of: configuration, options, &generator)
      }
      return LabeledConfiguration(configuration, labels)
    }
  }

  /// Which of the larger structures get columns: all or an even part, as the memory allows.
  private func framesWithColumns(_ configurations: [Configuration]) -> Set<Int> {
    let large = configurations.indices.filter { configurations[$0].count > Self.wholeHessianAtoms }
    let bytes = large.reduce(0) { $0 + 72 * configurations[$1].count * configurations[$1].count }
    let step = max(1, (bytes + Self.columnMemory - 1) / Self.columnMemory)
    return Set(stride(from: 0, to: large.count, by: step).map { large[$0] })
  }

  /// The Hessian with random columns filled; NaN stands for what is not known.
  private func someColumns(
    of configuration: Configuration, _ options: EvaluationOptions, _ generator: inout RandomGenerator
  ) throws -> [Double] {
    let size = 3 * configuration.count
    let chosen = (0..<size).shuffled(using: &generator).prefix(Self.columns)
    var evaluator = try teacher.makeCurvatureEvaluator(for: [configuration], options: options)
    try evaluator.update(positions: configuration.positions)
    let products = try evaluator.hessianVectorProducts(
      chosen.map { column in
        var direction = [SIMD3<Double>](repeating: .zero, count: configuration.count)
        direction[column / 3][column % 3] = 1
        return direction
      })
    var hessian = [Double](repeating: .nan, count: size * size)
    for (column, product) in zip(chosen, products) {
      for row in 0..<size { hessian[row * size + column] = product[row / 3][row % 3] }
    }
    return hessian
  }
}
