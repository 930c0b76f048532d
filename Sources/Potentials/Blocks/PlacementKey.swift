/// What decides the order in which atoms are placed into lanes: the element, the more neighbors the earlier, the index.
struct PlacementKey: Comparable {
  /// All three in one number, so that a comparison is one of the processor's.
  private let bits: UInt64

  init(element: Int32, neighborCount: Int, index: Int) {
    precondition(element < 1 << 12 && neighborCount < 1 << 20 && index < 1 << 32, "fits into 64 bits")
    bits = UInt64(element) << 52 | UInt64((1 << 20) - 1 - neighborCount) << 32 | UInt64(index)
  }

  fileprivate var index: Int { Int(bits & 0xFFFF_FFFF) }

  static func < (a: PlacementKey, b: PlacementKey) -> Bool { a.bits < b.bits }
}

extension [PlacementKey] {
  /// The indices in the order of the keys.
  ///
  /// Not part of a generic type: there, sorting moved every key through the tables of its type.
  func sortedIndices() -> [Int] { sorted().map(\.index) }
}
