internal import Atomistics
internal import Potentials

extension TrainingSet {
  /// Whether any structure has something to compare with.
  var hasLabels: Bool {
    labels.contains { $0.energy != nil || $0.forces != nil || $0.virial != nil }
      || hessians.contains { $0 != nil }
  }

  /// About how many bytes the structures take.
  var byteCount: Int {
    graphs.indices.reduce(0) { total, index in
      let graph = graphs[index]
      // Four bytes a neighbor and a number of its vector; 32 an atom's position and force; some 500 for the arrays.
      return total + 4 * (graph.neighbors.count + graph.vectors.count + graph.offsets.count)
        + 32 * (graph.atomCount + (labels[index].forces?.count ?? 0)) + 500
        + 72 * graph.atomCount * graph.atomCount
        * ((hessians[index] == nil ? 0 : 1) + (forceNorms[index] == nil ? 0 : 1))
    }
  }
}

extension LabeledConfiguration {
  /// About how many bytes the structure takes.
  var byteCount: Int {
    72 * configuration.count + 8 * (labels.hessian?.count ?? 0) + 500
  }
}
