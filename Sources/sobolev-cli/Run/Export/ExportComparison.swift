import Sobolev

/// How far the energies and forces of two potentials are apart on some structures.
struct ExportComparison: Encodable {
  let structures: Int
  /// The largest difference of energies in eV/atom, apart from a constant of each element.
  let energy: Double
  /// The largest difference of force components in eV/Å.
  let force: Double

  enum CodingKeys: String, CodingKey {
    case structures
    case energy = "energy_eV_per_atom"
    case force = "force_eV_per_A"
  }

  /// The largest number of structures that are compared.
  static let limit = 100

  /// Evaluates both potentials in Float64.
  init(
    _ first: FittedPotential, _ second: FittedPotential, on configurations: [Configuration], threads: Int
  ) throws {
    structures = configurations.count
    let results = try [first, second].map { potential in
      var evaluator = try potential.makeEvaluator(
        for: configurations, options: EvaluationOptions(threads: threads, precision: .double))
      try evaluator.evaluate(positions: configurations.flatMap(\.positions))
      let energies = zip(configurations, evaluator.evaluation.energies).map { configuration, energy in
        configuration.elements.reduce(energy) { sum, element in
          sum - (potential.elements.firstIndex(of: element).map { potential.referenceEnergies[$0] } ?? 0)
        }
      }
      return (energies: energies, forces: evaluator.evaluation.forces)
    }
    energy = configurations.indices.map { index in
      abs(results[0].energies[index] - results[1].energies[index])
        / Double(max(configurations[index].count, 1))
    }.max() ?? 0
    force = zip(results[0].forces, results[1].forces).map { a, b in
      (0..<3).map { abs(a[$0] - b[$0]) }.max() ?? 0
    }.max() ?? 0
  }

  /// Refuses a copy that is not the same to rounding of Float64.
  ///
  /// - Throws: `ExportError.differs`.
  func requireEqual() throws {
    let limit = 1e-10
    // Written so that NaN is refused.
    guard energy <= limit else {
      throw ExportError.differs(quantity: "energy per atom in eV", deviation: energy, allowed: limit)
    }
    guard force <= limit else {
      throw ExportError.differs(quantity: "force in eV/Å", deviation: force, allowed: limit)
    }
  }
}
