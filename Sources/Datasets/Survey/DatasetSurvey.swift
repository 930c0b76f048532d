public import Atomistics

/// What a data file holds in numbers: how much of each element and label, and how the labels are spread.
public struct DatasetSurvey: Sendable {
  /// What there is of one element.
  public struct ElementPart: Sendable {
    /// The number of atoms.
    public var atoms = 0
    /// The number of frames that have it.
    public var frames = 0
    /// The number of those frames with each label.
    public var labels: [LabelKind: Int] = [:]
    /// The lengths of the forces on its atoms in eV/Å.
    public var forces = Distribution()
  }

  /// The counts that the file gives without being read.
  public let census: DatasetCensus
  /// What there is of each element.
  public private(set) var elements: [Element: ElementPart] = [:]
  /// Energies per atom in eV.
  public private(set) var energies = Distribution()
  /// The lengths of forces in eV/Å.
  public private(set) var forces = Distribution()
  /// The pressures tr W / 3V of frames with a virial in GPa.
  public private(set) var pressures = Distribution()
  /// The largest elements of Hessians in eV/Å².
  public private(set) var hessians = Distribution()
  /// The volumes per atom of frames that repeat in all directions in Å³.
  public private(set) var volumes = Distribution()
  /// The numbers of atoms.
  public private(set) var sizes = Distribution()
  /// The frames that cannot be used, and why the first ten cannot.
  public private(set) var unusable = 0
  public private(set) var reasons: [String] = []

  /// Surveys a file.
  ///
  /// Cost: one pass over the file in bounded memory.
  ///
  /// - Parameter progress: Told the share of the frames that have been read.
  /// - Throws: `DatasetError.storage` when the file cannot be read to its end, `unknownElement` from counting.
  public init(_ file: DatasetFile, progress: (Double) -> Void = { _ in }) throws(DatasetError) {
    census = try file.census()
    try translatingStorageErrors {
      try file.forEachFrame { index, result in
        switch result {
        case .success(let frame): add(frame)
        case .failure(let error):
          unusable += 1
          if reasons.count < 10 { reasons.append("\(error)") }
        }
        progress(Double(index + 1) / Double(file.count))
      }
    }
  }

  private mutating func add(_ frame: LabeledConfiguration) {
    let (configuration, labels) = (frame.configuration, frame.labels)
    sizes.add(Double(configuration.count))
    let kinds = LabelKind.allCases.filter(labels.has)
    for (element, count) in configuration.elementCounts {
      elements[element, default: ElementPart()].atoms += count
      elements[element, default: ElementPart()].frames += 1
      for kind in kinds { elements[element, default: ElementPart()].labels[kind, default: 0] += 1 }
    }
    if let energy = labels.energy { energies.add(energy / Double(max(configuration.count, 1))) }
    for (element, force) in zip(configuration.elements, labels.forces ?? []) {
      forces.add(force.norm)
      elements[element]?.forces.add(force.norm)
    }
    if let hessian = labels.hessian { hessians.add(hessian.reduce(0) { max($0, abs($1)) }) }
    guard let cell = configuration.cell, !cell.periodicity.contains(false), cell.volume > 0 else { return }
    volumes.add(cell.volume / Double(max(configuration.count, 1)))
    if let virial = labels.virial {
      pressures.add(virial.trace / (3 * cell.volume) * Units.gigapascalsPerEnergyDensity)
    }
  }
}

extension Configuration {
  /// How many atoms there are of each element.
  var elementCounts: [Element: Int] {
    var counts: [Element: Int] = [:]
    for element in elements { counts[element, default: 0] += 1 }
    return counts
  }
}
