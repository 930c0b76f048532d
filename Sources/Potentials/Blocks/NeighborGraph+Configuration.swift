package import Atomistics

extension Potential {
  /// The index of each atom's element, the atoms of all structures one after another.
  ///
  /// - Throws: `PotentialError.unknownElement`.
  package func elementIndices(of structures: [Configuration]) throws -> [Int32] {
    var indices: [Int32] = []
    for (structure, configuration) in structures.enumerated() {
      for element in configuration.elements {
        guard let index = elements.firstIndex(of: element) else {
          throw PotentialError.unknownElement(element, structure: structure, known: elements)
        }
        indices.append(Int32(index))
      }
    }
    return indices
  }

  /// The pairs of a configuration within the cutoff, with their vectors, as training keeps them.
  ///
  /// - Throws: `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  package func graph<Scalar>(of configuration: Configuration) throws -> NeighborGraph<Scalar> {
    let elements = try elementIndices(of: [configuration])
    let list = try NeighborList(of: configuration, cutoff: cutoff)
    let vectors = list.vectors(in: configuration)
    let elementCount = self.elements.count
    var graph = NeighborGraph<Scalar>(
      elementCount: elementCount, elements: elements, offsets: [], neighbors: [], vectors: [])
    graph.neighbors.reserveCapacity(list.neighbors.count)
    graph.vectors.reserveCapacity(3 * list.neighbors.count)
    for atom in 0..<configuration.count {
      // Near ones first: families with a second, shorter cutoff work on the first slots only.
      let pairs = list.pairs(of: atom).sorted { vectors[$0].dot(vectors[$0]) < vectors[$1].dot(vectors[$1]) }
      for element in 0..<Int32(elementCount) {
        graph.offsets.append(Int32(graph.neighbors.count))
        for pair in pairs where elements[Int(list.neighbors[pair])] == element {
          graph.neighbors.append(list.neighbors[pair])
          let vector = vectors[pair]
          graph.vectors.append(contentsOf: [Scalar(vector.x), Scalar(vector.y), Scalar(vector.z)])
        }
      }
    }
    graph.offsets.append(Int32(graph.neighbors.count))
    return graph
  }
}
