internal import Atomistics
internal import Potentials

/// Structures as training works on them: pair lists with their vectors, and labels in Float64.
struct TrainingSet: Sendable {
  /// The structures; penalties are evaluated between and around them.
  private(set) var configurations: [Configuration]
  /// The structures of each composition.
  private(set) var compositions: [Composition: [Int]]
  /// The pairs of each structure.
  var graphs: [NeighborGraph<Float>]
  /// The labels of each structure, energies relative to the reference energies of its atoms.
  var labels: [Labels]
  /// The Hessian of each structure that has one and whose Hessian counts.
  var hessians: [HessianLabel?]
  /// The norm of the force error of each structure that has one.
  var forceNorms: [ForceNorm?]
  /// The weight of each structure.
  var weights: [Double]
  /// Where each structure came from.
  var names: [String]

  /// Prepares structures for a potential.
  ///
  /// - Parameters:
  ///   - options: What the loss compares, and how.
  ///   - hasForceNorms: Whether force errors are measured in the norm of the options.
  init(
    _ structures: [LabeledConfiguration], for potential: some TrainablePotential,
    options: TrainingOptions, hasForceNorms: Bool
  ) throws {
    let probe = options.hessianWeight > 0 ? options.hessianProbe : nil
    self.init()
    configurations = structures.map(\.configuration)
    for (index, configuration) in configurations.enumerated() {
      compositions[Composition(configuration), default: []].append(index)
    }
    weights = structures.map(\.weight)
    names = structures.map(\.name)
    for structure in structures {
      let graph: NeighborGraph<Float> = try potential.graph(of: structure.configuration)
      var label = structure.labels
      if let energy = label.energy {
        label.energy = graph.elements.reduce(energy) {
          $0 - potential.referenceEnergies[Int($1)]
        }
      }
      label.hessian = nil
      forceNorms.append(
        hasForceNorms
          ? try ForceNorm(
            structure, exponent: options.forceNormExponent, frequency: options.forceNormFrequency) : nil)
      hessians.append(try probe.flatMap { try HessianLabel(structure, probe: $0) })
      graphs.append(graph)
      labels.append(label)
    }
  }

  /// An empty set.
  init() {
    configurations = []
    compositions = [:]
    graphs = []
    labels = []
    hessians = []
    forceNorms = []
    weights = []
    names = []
  }

  /// Adds the structures of another set.
  mutating func append(_ other: TrainingSet) {
    for (composition, members) in other.compositions {
      compositions[composition, default: []] += members.map { $0 + configurations.count }
    }
    configurations += other.configurations
    graphs += other.graphs
    labels += other.labels
    hessians += other.hessians
    forceNorms += other.forceNorms
    weights += other.weights
    names += other.names
  }

  /// The number of structures.
  var count: Int { graphs.count }

  /// The number of atoms and pairs of a structure, the measure of its cost.
  func cost(_ structure: Int) -> Int {
    graphs[structure].atomCount * 8 + graphs[structure].neighbors.count
  }
}
