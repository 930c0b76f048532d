extension Range<Int> {
  /// One of `count` contiguous parts that differ by one element at most.
  package func part(_ index: Int, of count: Int) -> Range<Int> {
    lowerBound + self.count * index / count..<lowerBound + self.count * (index + 1) / count
  }
}
