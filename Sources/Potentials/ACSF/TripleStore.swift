/// The triples of a block's central atoms, packed: only those whose neighbors are near enough to each other, one
/// after another without gaps, one number an angle, distance and product of radial functions.
///
/// Each quantity is a row of lanes for every component of its jet. A full vector of pairs of neighbors leaves its
/// triples in order at some place of the rows; a mask tells which they were.
struct TripleStore<J: Jet> where J.L: PackingLane {
  /// The triples of one central atom and pair of elements.
  struct Segment: BitwiseCopyable {
    /// Its first row, and the lanes of each.
    var start: Int
    var capacity: Int
    /// Its first neighbors: the first of them, and the end.
    var firstPivot: Int
    var endPivot: Int
    /// The number of triples.
    var count: Int
  }

  /// A first neighbor with the vectors of second ones.
  struct Pivot: BitwiseCopyable {
    var chunk: Int32
    var lane: Int32
    var firstRecord: Int32
    var endRecord: Int32
  }

  /// A vector of second neighbors.
  struct Record: BitwiseCopyable {
    var chunk: Int32
    var mask: UInt32
    /// The place of the first of its triples in the rows.
    var offset: Int32
  }

  let rows = Scratch<J.L>()
  let segments = Scratch<Segment>()
  let pivots = Scratch<Pivot>()
  let records = Scratch<Record>()

  /// Reads a jet of a quantity.
  @inline(__always)
  static func load(_ rows: UnsafeMutablePointer<J.L>, _ segment: Segment, quantity: Int, at place: Int) -> J {
    var jet = J.zero
    for component in 0..<J.componentCount {
      let row = rows + (segment.start &+ (quantity &* J.componentCount &+ component) &* segment.capacity)
      jet[component: component] = UnsafeRawPointer(row)
        .loadUnaligned(fromByteOffset: place &* MemoryLayout<J.Scalar>.stride, as: J.L.self)
    }
    return jet
  }

  /// Writes a jet of a quantity; lanes of later triples are overwritten.
  @inline(__always)
  static func store(
    _ jet: J, _ rows: UnsafeMutablePointer<J.L>, _ segment: Segment, quantity: Int, at place: Int
  ) {
    for component in 0..<J.componentCount {
      let row = rows + (segment.start &+ (quantity &* J.componentCount &+ component) &* segment.capacity)
      UnsafeMutableRawPointer(row).storeBytes(
        of: jet[component: component], toByteOffset: place &* MemoryLayout<J.Scalar>.stride, as: J.L.self)
    }
  }
}

extension Jet where L: PackingLane {
  /// The lanes whose bits are set, one after another.
  @inline(__always)
  func packed(_ mask: UInt32) -> Self {
    var result = Self.zero
    for component in 0..<Self.componentCount {
      result[component: component] = self[component: component].packed(mask)
    }
    return result
  }

  /// The first lanes in the places of the bits that are set.
  @inline(__always)
  func unpacked(_ mask: UInt32) -> Self {
    var result = Self.zero
    for component in 0..<Self.componentCount {
      result[component: component] = self[component: component].unpacked(mask)
    }
    return result
  }
}
