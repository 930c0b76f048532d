import Atomistics

/// The atoms of a row of a ``FrameBlock``: which of its places are taken, and by which elements.
struct FrameAtoms {
  let elements: [Element]
  /// The places that are taken; `nil` for all.
  let places: [Int]?
  private let numbers: ArraySlice<Int>

  /// - Throws: `DatasetError.unknownElement` with the name of the frame.
  init(_ numbers: ArraySlice<Int>, frame: String) throws(DatasetError) {
    self.numbers = numbers
    let places = numbers.indices.filter { numbers[$0] != FrameBlock.padding }
    self.places = places.count == numbers.count ? nil : places.map { $0 - numbers.startIndex }
    var elements: [Element] = []
    elements.reserveCapacity(places.count)
    for place in places {
      guard let element = Element(atomicNumber: numbers[place]) else {
        throw .unknownElement(frame: frame, atom: place - numbers.startIndex, number: numbers[place])
      }
      elements.append(element)
    }
    self.elements = elements
  }

  /// Whether another row has the same atoms; frames of the same molecule then share one array of elements.
  func areThose(_ numbers: ArraySlice<Int>) -> Bool { self.numbers == numbers }

  /// The vectors of the atoms among those of all places.
  func vectors(_ values: ArraySlice<Double>) -> [SIMD3<Double>] {
    [SIMD3<Double>](unsafeUninitializedCapacity: elements.count) { vectors, count in
      values.withUnsafeBufferPointer { values in
        for atom in 0..<elements.count {
          let start = 3 * (places?[atom] ?? atom)
          vectors.initializeElement(at: atom, to: SIMD3(values[start], values[start + 1], values[start + 2]))
        }
      }
      count = elements.count
    }
  }

  /// The part of a Hessian of all places that belongs to the atoms.
  func hessian(_ values: ArraySlice<Double>) -> [Double] {
    guard let places else { return Array(values) }
    let width = 3 * numbers.count
    let axes = places.flatMap { [3 * $0, 3 * $0 + 1, 3 * $0 + 2] }
    return axes.flatMap { row in axes.map { values[values.startIndex + row * width + $0] } }
  }
}
