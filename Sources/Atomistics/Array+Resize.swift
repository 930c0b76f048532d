extension Array {
  /// Changes the length without giving up memory.
  ///
  /// - Parameter filler: What new elements are.
  package mutating func resize(to length: Int, filler: Element) {
    if length < count {
      removeLast(count - length)
    } else if length > count {
      append(contentsOf: repeatElement(filler, count: length - count))
    }
  }
}
