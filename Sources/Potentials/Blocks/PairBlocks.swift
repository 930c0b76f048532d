/// Atoms and their pairs in lane order: the form that the sweeps work on.
///
/// A block is up to `L.width` central atoms of one element, one a lane. Its neighbors fill slots, grouped by
/// the neighbor's element; lanes with fewer neighbors are padded with a pair just beyond the cutoff, where
/// everything is exactly zero, so no lane ever branches. The number of slots of a block is a
/// multiple of four, the unit of the register tiles.
package final class PairBlocks<L: Lane> {
  /// One block.
  package struct Block {
    /// The element index of the central atoms.
    package var element: Int
    /// The first slot, and the number of slots.
    package var slots: Range<Int>
    /// The groups of slots by the neighbor's element, as a range of `groups`.
    package var groups: Range<Int>
  }

  /// A run of slots whose neighbors are of one element.
  package struct Group {
    /// The element index of the neighbors.
    package var element: Int
    /// The slots.
    package var slots: Range<Int>
  }

  /// An atom to be placed: an atom of a graph, whose sites begin at `siteOffset`.
  package struct Entry {
    package var graph: Int32
    package var atom: Int32
    package var siteOffset: Int32
    package init(graph: Int, atom: Int, siteOffset: Int) {
      self.graph = Int32(graph)
      self.atom = Int32(atom)
      self.siteOffset = Int32(siteOffset)
    }
  }

  package private(set) var blocks: [Block] = []
  package private(set) var groups: [Group] = []

  /// The number of slots of all blocks.
  package private(set) var slotCount = 0

  /// The site of each block's central atoms, `L.width` a block; `siteCount` stands for none.
  package let centers = Scratch<Int32>()

  /// The site of each slot's neighbors, `L.width` a slot; `siteCount` stands for none.
  package let neighbors = Scratch<Int32>()

  /// The pair vectors: x, y and z lanes of each slot.
  package let vectors: Scratch<L>

  /// The number of sites; the sites of neighbors may be more than there are central atoms.
  package private(set) var siteCount = 0

  private let cutoff: Double
  /// The entries in the order that their atoms stand in the lanes of the blocks.
  package private(set) var order: [Int] = []

  /// Creates an empty set of blocks for pairs within `cutoff` (Å).
  package init(cutoff: Double) {
    self.cutoff = cutoff
    vectors = Scratch()
  }

  /// Places atoms into lanes: by element, then by falling number of neighbors, so that lanes of a block
  /// need little padding. The order is a function of the entries alone.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func assemble(
    _ entries: [Entry], graphs: [NeighborGraph<L.Scalar>], siteCount: Int
  ) {
    self.siteCount = siteCount
    blocks.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    slotCount = 0
    sort(entries, graphs: graphs)
    countSlots(entries, graphs: graphs)
    neighbors.fill(slotCount * L.width, with: Int32(siteCount))
    centers.fill(blocks.count * L.width, with: Int32(siteCount))
    vectors.reserve(slotCount * 3)
    for slot in 0..<slotCount {
      vectors.base[3 * slot] = L(repeating: L.Scalar(1.01 * cutoff))
      vectors.base[3 * slot + 1] = .zero
      vectors.base[3 * slot + 2] = .zero
    }
    place(entries, graphs: graphs)
  }

  /// Sorts entries by element and falling number of neighbors; ties keep their order.
  private func sort(_ entries: [Entry], graphs: [NeighborGraph<L.Scalar>]) {
    var keys: [PlacementKey] = []
    keys.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      let (graph, atom) = (Int(entry.graph), Int(entry.atom))
      keys.append(
        PlacementKey(
          element: graphs[graph].elements[atom], neighborCount: graphs[graph].neighborCount(atom), index: index))
    }
    order = keys.sortedIndices()
  }

  /// Lays out blocks and groups for the sorted entries.
  private func countSlots(_ entries: [Entry], graphs: [NeighborGraph<L.Scalar>]) {
    var start = 0
    while start < order.count {
      let first = entries[order[start]]
      let element = graphs[Int(first.graph)].elements[Int(first.atom)]
      var end = start
      while end < order.count, end - start < L.width {
        let entry = entries[order[end]]
        guard graphs[Int(entry.graph)].elements[Int(entry.atom)] == element else { break }
        end += 1
      }
      let firstSlot = slotCount
      let firstGroup = groups.count
      let elementCount = graphs[Int(first.graph)].elementCount
      for neighborElement in 0..<elementCount {
        var most: Int32 = 0
        for position in start..<end {
          let entry = entries[order[position]]
          let row = Int(entry.atom) * elementCount + neighborElement
          let offsets = graphs[Int(entry.graph)].offsets
          most = max(most, offsets[row + 1] - offsets[row])
        }
        if most > 0 {
          groups.append(Group(element: neighborElement, slots: slotCount..<slotCount + Int(most)))
          slotCount += Int(most)
        }
      }
      let padding = (4 - (slotCount - firstSlot) % 4) % 4
      if padding > 0, let last = groups.last {
        groups[groups.count - 1].slots = last.slots.lowerBound..<slotCount + padding
        slotCount += padding
      }
      blocks.append(
        Block(
          element: Int(element), slots: firstSlot..<slotCount, groups: firstGroup..<groups.count))
      start = end
    }
  }

  /// Writes centers, neighbors and vectors of the sorted entries.
  private func place(_ entries: [Entry], graphs: [NeighborGraph<L.Scalar>]) {
    let width = L.width
    let centers = centers.base
    let neighbors = neighbors.base
    let vectors = UnsafeMutableRawPointer(vectors.base).assumingMemoryBound(to: L.Scalar.self)
    var position = 0
    for (blockIndex, block) in blocks.enumerated() {
      var lane = 0
      while lane < width, position < order.count {
        let entry = entries[order[position]]
        let graph = graphs[Int(entry.graph)]
        guard graph.elements[Int(entry.atom)] == Int32(block.element) else { break }
        centers[blockIndex * width + lane] = entry.siteOffset + entry.atom
        for group in groups[block.groups] {
          let row = Int(entry.atom) * graph.elementCount + group.element
          var slot = group.slots.lowerBound
          for pair in Int(graph.offsets[row])..<Int(graph.offsets[row + 1]) {
            neighbors[slot * width + lane] = entry.siteOffset + graph.neighbors[pair]
            if !graph.vectors.isEmpty {
              let target = vectors + slot * 3 * width + lane
              target[0] = graph.vectors[3 * pair]
              target[width] = graph.vectors[3 * pair + 1]
              target[2 * width] = graph.vectors[3 * pair + 2]
            }
            slot += 1
          }
        }
        lane += 1
        position += 1
      }
    }
  }

  /// Computes all pair vectors anew from the positions of the sites, in Float64 before rounding.
  package func updateVectors(positions: UnsafePointer<SIMD3<Double>>) {
    let width = L.width
    let none = Int32(siteCount)
    let vectors = UnsafeMutableRawPointer(vectors.base).assumingMemoryBound(to: L.Scalar.self)
    for (blockIndex, block) in blocks.enumerated() {
      let centers = centers.base + blockIndex * width
      for slot in block.slots {
        let sites = neighbors.base + slot * width
        let target = vectors + slot * 3 * width
        for lane in 0..<width where sites[lane] != none {
          let vector = positions[Int(sites[lane])] - positions[Int(centers[lane])]
          target[lane] = L.Scalar(vector.x)
          target[lane + width] = L.Scalar(vector.y)
          target[lane + 2 * width] = L.Scalar(vector.z)
        }
      }
    }
  }
}
