/// The few structures with the largest errors, by name.
public struct WorstStructures: Sendable, Hashable {
  /// A structure and its error.
  public struct Entry: Sendable, Hashable {
    /// The place that the structure was read from.
    public let name: String
    /// Its error, predicted minus reference, in the unit of the list.
    public let error: Double
  }

  /// The worst structures, largest absolute error first.
  public private(set) var entries: [Entry] = []

  /// How many are kept.
  public let limit: Int

  /// An empty list of at most `limit` structures.
  public init(limit: Int) {
    precondition(limit >= 0, "a list cannot keep a negative number of structures")
    self.limit = limit
  }

  /// Takes a structure in if it is among the worst so far; NaN counts as worse than any number.
  mutating func insert(_ name: String, error: Double) {
    func size(_ error: Double) -> Double { error.isNaN ? .infinity : abs(error) }
    let place = entries.firstIndex { size($0.error) < size(error) } ?? entries.endIndex
    guard place < limit else { return }
    entries.insert(Entry(name: name, error: error), at: place)
    if entries.count > limit { entries.removeLast() }
  }
}
