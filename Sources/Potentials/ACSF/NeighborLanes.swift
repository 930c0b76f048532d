internal import Atomistics

/// Atoms and their pairs with one neighbor a lane: the form in which sums over pairs of neighbors are done.
///
/// The neighbors of one central atom that are of one element fill chunks of `L.width`; the last is padded with
/// pairs just beyond the cutoff. A block is some central atoms of one element, at most `L.width`, whose networks are
/// evaluated together, and few enough for the numbers of all their triples to stay in the cache.
package final class NeighborLanes<L: Lane> {
  /// Some central atoms.
  package struct Block {
    /// The element index of the central atoms.
    package var element: Int
    /// The central atoms, as a range of `centers`.
    package var centers: Range<Int>
    /// Their chunks.
    package var chunks: Range<Int>
  }

  /// A central atom.
  package struct Center {
    /// Its site.
    package var site: Int
    /// Its neighbors by element, as a range of `groups`.
    package var groups: Range<Int>
    /// Its chunks.
    package var chunks: Range<Int>
  }

  /// The neighbors of one element.
  package struct Group {
    /// Their element index.
    package var element: Int
    /// How many there are.
    package var count: Int
    /// Their chunks.
    package var chunks: Range<Int>
  }

  package private(set) var blocks: [Block] = []
  package private(set) var centers: [Center] = []
  package private(set) var groups: [Group] = []

  /// The number of sites; `siteCount` stands for none.
  package private(set) var siteCount = 0

  /// The site of each lane's neighbor, `L.width` a chunk.
  package let neighbors = Scratch<Int32>()

  /// The pair vectors: x, y and z of each chunk.
  package let vectors = Scratch<L>()

  private let cutoff: Double
  private var chunkCount = 0

  /// The number of neighbors squared that the central atoms of a block have together, at most.
  private static var budget: Int { 24_000 }

  /// Creates an empty set of blocks for pairs within `cutoff` (Å).
  package init(cutoff: Double) { self.cutoff = cutoff }

  /// Places atoms by element; those of one element keep their order.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func assemble(
    _ entries: [PairBlocks<L>.Entry], graphs: [NeighborGraph<L.Scalar>], siteCount: Int
  ) {
    self.siteCount = siteCount
    blocks.removeAll(keepingCapacity: true)
    centers.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    chunkCount = 0
    let order = entries.indices.map {
      PlacementKey(element: element(entries[$0], graphs), neighborCount: 0, index: $0)
    }.sortedIndices()
    layOut(order.map { entries[$0] }, graphs)
    neighbors.fill(chunkCount * L.width, with: Int32(siteCount))
    vectors.reserve(3 * chunkCount)
    for chunk in 0..<chunkCount {
      vectors.base[3 * chunk] = L(repeating: L.Scalar(1.01 * cutoff))
      vectors.base[3 * chunk + 1] = .zero
      vectors.base[3 * chunk + 2] = .zero
    }
    for (center, index) in order.enumerated() { place(entries[index], centers[center], graphs) }
  }

  /// Places the atoms of one of `parts` about equal parts of a graph.
  package func assemble(part: Int, of parts: Int, _ graph: NeighborGraph<L.Scalar>, siteCount: Int) {
    assemble(
      (0..<graph.atomCount).part(part, of: parts).map {
        PairBlocks<L>.Entry(graph: 0, atom: $0, siteOffset: 0)
      }, graphs: [graph], siteCount: siteCount)
  }

  private func element(_ entry: PairBlocks<L>.Entry, _ graphs: [NeighborGraph<L.Scalar>]) -> Int32 {
    graphs[Int(entry.graph)].elements[Int(entry.atom)]
  }

  private func layOut(_ entries: [PairBlocks<L>.Entry], _ graphs: [NeighborGraph<L.Scalar>]) {
    var cost = 0
    for entry in entries {
      let graph = graphs[Int(entry.graph)]
      let firstGroup = groups.count
      let firstChunk = chunkCount
      for neighborElement in 0..<graph.elementCount {
        let row = Int(entry.atom) * graph.elementCount + neighborElement
        let count = Int(graph.offsets[row + 1] - graph.offsets[row])
        guard count > 0 else { continue }
        let end = chunkCount + (count + L.width - 1) / L.width
        groups.append(Group(element: neighborElement, count: count, chunks: chunkCount..<end))
        chunkCount = end
      }
      let element = Int(element(entry, graphs))
      let ownCost = graph.neighborCount(Int(entry.atom)) * graph.neighborCount(Int(entry.atom))
      let last = blocks.count - 1
      if last >= 0, blocks[last].element == element, blocks[last].centers.count < L.width,
        cost + ownCost <= Self.budget
      {
        blocks[last].centers = blocks[last].centers.lowerBound..<centers.count + 1
        blocks[last].chunks = blocks[last].chunks.lowerBound..<chunkCount
        cost += ownCost
      } else {
        blocks.append(
          Block(element: element, centers: centers.count..<centers.count + 1, chunks: firstChunk..<chunkCount))
        cost = ownCost
      }
      centers.append(
        Center(
          site: Int(entry.siteOffset + entry.atom), groups: firstGroup..<groups.count,
          chunks: firstChunk..<chunkCount))
    }
  }

  private func place(
    _ entry: PairBlocks<L>.Entry, _ center: Center, _ graphs: [NeighborGraph<L.Scalar>]
  ) {
    let width = L.width
    let graph = graphs[Int(entry.graph)]
    let vectors = UnsafeMutableRawPointer(vectors.base).assumingMemoryBound(to: L.Scalar.self)
    for group in groups[center.groups] {
      let row = Int(entry.atom) * graph.elementCount + group.element
      for (number, pair) in (Int(graph.offsets[row])..<Int(graph.offsets[row + 1])).enumerated() {
        let (chunk, lane) = (group.chunks.lowerBound + number / width, number % width)
        neighbors.base[chunk * width + lane] = entry.siteOffset + graph.neighbors[pair]
        guard !graph.vectors.isEmpty else { continue }
        for axis in 0..<3 {
          vectors[(3 * chunk + axis) * width + lane] = graph.vectors[3 * pair + axis]
        }
      }
    }
  }

  /// Computes all pair vectors anew from the positions of the sites, in Float64 before rounding.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func updateVectors(positions: UnsafePointer<SIMD3<Double>>) {
    let width = L.width
    let none = Int32(siteCount)
    let vectors = UnsafeMutableRawPointer(vectors.base).assumingMemoryBound(to: L.Scalar.self)
    let neighbors = neighbors.base
    for center in centers {
      let origin = positions[center.site]
      for chunk in center.chunks {
        let target = vectors + 3 * chunk * width
        for lane in 0..<width where neighbors[chunk * width + lane] != none {
          let vector = positions[Int(neighbors[chunk * width + lane])] - origin
          target[lane] = L.Scalar(vector.x)
          target[lane + width] = L.Scalar(vector.y)
          target[lane + 2 * width] = L.Scalar(vector.z)
        }
      }
    }
  }
}
