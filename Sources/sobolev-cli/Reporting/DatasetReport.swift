import Sobolev

/// What a data file holds, in words and as JSON.
struct DatasetReport: Encodable {
  let kind = "data"
  let path: String
  let layout: String
  let structures: Int
  let atoms: Int
  let periodic: Int
  /// Atoms of each element.
  let elements: [String: Int]
  /// Structures with each label.
  let labels: [String: Int]
  let splits: [String: Int]
  let attributes: [String: String]
  let isolatedAtomEnergies: [String: Double]
  let energyRange: [Double]?
  let forceRange: [Double]?
  let smallestDistances: [String: Double]
  private let words: String

  enum CodingKeys: String, CodingKey {
    case kind, path, layout, structures, atoms, periodic, elements, labels, splits, attributes
    case isolatedAtomEnergies = "isolated_atom_energies_eV"
    case energyRange = "energy_range_eV_per_atom"
    case forceRange = "force_component_range_eV_per_A"
    case smallestDistances = "smallest_distances_A"
  }

  /// How far pairs are looked for, in Å: as far as the longest bonds.
  private static let reach = 3.5

  /// Reads a file from end to end, so that what is wrong in it shows.
  init(_ file: DatasetFile) throws {
    let census = try file.census()
    var range = TrainingRange()
    var progress = ProgressBar("Reading")
    var batches = file.batches(of: 256)
    while let frames = try batches.next() {
      for frame in frames { try range.include(frame, cutoff: DatasetReport.reach) }
      progress.update(Double(range.structures) / Double(file.count))
    }
    progress.finish()
    self.init(file.path, census, range)
  }

  private init(_ path: String, _ census: DatasetCensus, _ range: TrainingRange) {
    func named<Value>(_ values: [Element: Value]) -> [String: Value] {
      Dictionary(uniqueKeysWithValues: values.map { ($0.key.symbol, $0.value) })
    }
    self.path = path
    layout = census.layout
    structures = census.frames
    atoms = census.atoms
    periodic = census.periodicFrames
    elements = named(census.elements)
    labels = Dictionary(
      uniqueKeysWithValues: LabelKind.allCases.map { ("\($0)", census.labels[$0] ?? 0) })
    splits = census.splits
    attributes = census.attributes
    isolatedAtomEnergies = named(census.isolatedAtomEnergies)
    energyRange = range.energyPerAtom.map { [$0.lower, $0.upper] }
    forceRange = range.forceComponent.map { [$0.lower, $0.upper] }
    smallestDistances = Dictionary(
      uniqueKeysWithValues: range.smallestDistances.map {
        ("\($0.first)-\($0.second)", $0.distance)
      })
    words = census.description
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = ["\(path): data"] + words.split(separator: "\n").map { "  " + $0 }
    if let energyRange {
      lines.append(
        "  energy from \(energyRange[0].fixed(3)) to \(energyRange[1].fixed(3)) eV/atom")
    }
    if let forceRange {
      lines.append(
        "  force components from \(forceRange[0].fixed(2)) to \(forceRange[1].fixed(2)) eV/Å")
    }
    if !smallestDistances.isEmpty {
      let pairs = smallestDistances.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value.fixed(2))" }
      lines.append("  smallest distances, Å: " + pairs.joined(separator: ", "))
    }
    return lines
  }
}
