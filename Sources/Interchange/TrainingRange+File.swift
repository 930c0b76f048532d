import Atomistics
import HDF5

extension TrainingRange {
  func write(to group: HDF5Group) throws {
    try group.setAttribute("structures", structures)
    let counts = atomCounts.sorted { $0.key < $1.key }
    try group.setAttribute("elements", counts.map(\.key.symbol))
    try group.setAttribute("atoms", counts.map(\.value))
    try group.setAttribute("pairs", smallestDistances.map { "\($0.first)-\($0.second)" })
    try group.setAttribute("smallest_distances", smallestDistances.map(\.distance))
    if let energyPerAtom {
      try group.setAttribute("energy_per_atom", [energyPerAtom.lower, energyPerAtom.upper])
    }
    if let forceComponent {
      try group.setAttribute("force_component", [forceComponent.lower, forceComponent.upper])
    }
  }

  init(from group: HDF5Group) throws {
    self.init()
    let reader = FieldReader(group: group)
    structures = try reader.count("structures")

    let symbols = try reader.texts("elements")
    let counts = try reader.integers("atoms")
    let elements = symbols.compactMap(Element.init(symbol:))
    guard elements.count == symbols.count, Set(elements).count == elements.count else {
      throw reader.invalid("elements", "is \(symbols)")
    }
    guard counts.count == elements.count, counts.allSatisfy({ $0 >= 0 }) else {
      throw reader.invalid("atoms", "is \(counts) for the elements \(symbols)")
    }
    atomCounts = Dictionary(uniqueKeysWithValues: zip(elements, counts))

    let pairs = try reader.texts("pairs")
    let distances = try reader.numbers("smallest_distances")
    guard pairs.count == distances.count else {
      throw reader.invalid("smallest_distances", "has \(distances.count) values for \(pairs.count) pairs")
    }
    for (pair, distance) in zip(pairs, distances) {
      let elements = pair.split(separator: "-").compactMap { Element(symbol: String($0)) }
      guard elements.count == 2 else { throw reader.invalid("pairs", "holds '\(pair)'") }
      guard distance > 0, distance.isFinite else {
        throw reader.invalid("smallest_distances", "holds \(distance) for \(pair)")
      }
      smallestDistances.append(PairDistance(elements[0], elements[1], distance: distance))
    }
    energyPerAtom = try reader.bounds("energy_per_atom")
    forceComponent = try reader.bounds("force_component")
  }
}

extension FieldReader {
  /// A smallest and a largest value, or `nil` when there is no such attribute.
  fileprivate func bounds(_ name: String) throws -> TrainingRange.Bounds? {
    guard try has(name) else { return nil }
    let values = try numbers(name)
    guard values.count == 2, values[0] <= values[1] else { throw invalid(name, "is \(values)") }
    return TrainingRange.Bounds(lower: values[0], upper: values[1])
  }
}
