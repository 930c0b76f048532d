import Sobolev

/// What a data file holds, in words and as JSON.
struct InspectionReport: Encodable {
  let kind = "data"
  let path: String
  let layout: String
  let structures: Int
  let atoms: Int
  let periodic: Int
  let labels: [String: Int]
  let elements: [ElementRow]
  let groups: [GroupRow]
  let splits: [String: Int]
  /// The quantities with their units and how these are known.
  let units: [UnitRow]
  /// What the numbers say about units and signs.
  let evidence: [String]
  let doubts: [String]
  /// What was corrected or ignored in reading.
  let notes: [String]
  let unusable: Int
  let reasons: [String]
  let isolatedAtomEnergies: [String: Double]
  /// The level of theory that was chosen, or that the file names.
  let level: String?
  /// What the file says about itself: program, license, and the like.
  let provenance: [String: String]
  let distributions: [DistributionRow]

  enum CodingKeys: String, CodingKey {
    case kind, path, layout, structures, atoms, periodic, labels, elements, groups, splits, units, evidence
    case doubts, notes, unusable, reasons, level, provenance, distributions
    case isolatedAtomEnergies = "isolated_atom_energies_eV"
  }

  struct ElementRow: Encodable {
    let element: String
    let atoms: Int
    let structures: Int
    let labels: [String: Int]
    let largestForce: Double?

    enum CodingKeys: String, CodingKey {
      case element, atoms, structures, labels
      case largestForce = "largest_force_eV_per_A"
    }
  }

  struct GroupRow: Encodable {
    let path: String
    let structures: Int
    let atoms: Int
    let labels: [String: Int]
  }

  struct UnitRow: Encodable {
    let quantity: String
    let name: String
    let unit: String
    let basis: String
    let isGradient: Bool

    enum CodingKeys: String, CodingKey {
      case quantity, name, unit, basis
      case isGradient = "is_gradient"
    }
  }

  /// More groups than this are summed up in words.
  private static let groupsInWords = 20
  private let unitWords: [String]

  /// The attributes in which files name their level of theory.
  private static let levelAttributes = ["level_of_theory", "level", "lot", "method", "functional", "basis"]

  init(_ file: DatasetFile, level: String?, _ survey: DatasetSurvey, _ verdict: UnitVerdict) {
    let census = survey.census
    path = file.path
    layout = census.layout
    structures = census.frames
    atoms = census.atoms
    periodic = census.periodicFrames
    labels = labelCounts(census.labels)
    elements = survey.elements.sorted { $0.key < $1.key }.map { element, part in
      ElementRow(
        element: element.symbol, atoms: part.atoms, structures: part.frames, labels: labelCounts(part.labels),
        largestForce: part.forces.count > 0 ? part.forces.maximum : nil)
    }
    groups = census.groups.map {
      GroupRow(path: $0.path, structures: $0.frames, atoms: $0.atoms, labels: labelCounts($0.labels))
    }
    splits = census.splits
    units = file.conventions.map {
      UnitRow(
        quantity: $0.quantity.rawValue, name: $0.name, unit: $0.unit, basis: $0.basis.rawValue,
        isGradient: $0.isGradient)
    }
    unitWords = file.conventions.map(\.description)
    evidence = verdict.findings
    doubts = verdict.contradictions + verdict.doubts + verdict.corrections.map { "needs \($0)" }
    notes = file.notes
    unusable = survey.unusable
    reasons = survey.reasons
    isolatedAtomEnergies = Dictionary(
      uniqueKeysWithValues: census.isolatedAtomEnergies.map { ($0.key.symbol, $0.value) })
    provenance = census.attributes
    let named = InspectionReport.levelAttributes.compactMap { census.attributes[$0] }
    self.level = level ?? (named.isEmpty ? nil : named.joined(separator: ", "))
    distributions = DistributionRow.all(of: survey)
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = ["\(path): \(layout)"]
    lines.append(
      "  \(structures.grouped) structures, \(atoms.grouped) atoms, \(periodic.grouped) structures periodic")
    if unusable > 0 {
      lines.append("  \(unusable.grouped) structures cannot be used:")
      lines += reasons.map { "    " + $0 }
    }
    lines.append("  level of theory: \(level ?? "the file does not say")")
    lines += elementLines + groupLines
    if !splits.isEmpty {
      let list = splits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.grouped)" }
      lines.append("  splits: " + list.joined(separator: ", "))
    }
    lines += list("units", unitWords) + list("what the numbers say about them", evidence)
    lines += list("doubts", doubts) + list("notes", notes)
    lines += list(
      "energies of isolated atoms, eV",
      isolatedAtomEnergies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.fixed(4))" })
    lines += list("provenance", provenance.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    return lines + distributions.flatMap(\.lines)
  }

  private var elementLines: [String] {
    let kinds = LabelKind.allCases.map(\.description)
    var table = TextTable(["element", "atoms", "structures"] + kinds + ["largest force, eV/Å"])
    for row in elements {
      table.add(
        [row.element, row.atoms.grouped, row.structures.grouped]
          + kinds.map { (row.labels[$0] ?? 0).grouped } + [row.largestForce?.brief ?? ""])
    }
    return table.lines
  }

  private var groupLines: [String] {
    let kinds = LabelKind.allCases.map(\.description)
    var table = TextTable(["group", "structures", "atoms"] + kinds)
    for row in groups.prefix(InspectionReport.groupsInWords) {
      table.add(
        [row.path, row.structures.grouped, row.atoms.grouped] + kinds.map { (row.labels[$0] ?? 0).grouped })
    }
    let rest = groups.count - InspectionReport.groupsInWords
    return table.lines + (rest > 0 ? ["  and \(rest.grouped) groups more (all with --json)"] : [])
  }

  private func list(_ title: String, _ entries: [String]) -> [String] {
    entries.isEmpty ? [] : ["  \(title):"] + entries.map { "    " + $0 }
  }
}

/// Counts by the names of the labels.
private func labelCounts(_ labels: [LabelKind: Int]) -> [String: Int] {
  Dictionary(uniqueKeysWithValues: LabelKind.allCases.map { ("\($0)", labels[$0] ?? 0) })
}
