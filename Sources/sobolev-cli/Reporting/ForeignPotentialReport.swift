import Sobolev

/// What the files of a potential in the form of another program hold, in words and as JSON.
struct ForeignPotentialReport: Encodable {
  let kind = "potential"
  let path: String
  let family: PotentialFamily
  let elements: [String]
  let cutoff: Double
  let parameters: Int
  let features: Int
  let hyperparameters: [String: String]
  let referenceEnergies: [String: Double]

  enum CodingKeys: String, CodingKey {
    case kind, path, family, elements, parameters, features, hyperparameters
    case cutoff = "cutoff_A"
    case referenceEnergies = "reference_energies_eV"
  }

  init(_ potential: FittedPotential, path: String) {
    self.path = path
    family = potential.family
    elements = potential.elements.map(\.symbol)
    cutoff = potential.cutoff
    parameters = potential.parameters.count
    features = potential.featureCount
    hyperparameters = potential.choices
    referenceEnergies = Dictionary(uniqueKeysWithValues: zip(elements, potential.referenceEnergies))
  }

  /// The lines of a plain report.
  var lines: [String] {
    [
      "\(path): \(family.withArticle) for \(elements.joined(separator: ", "))",
      "  interactions end at \(cutoff.brief) Å; \(features) invariants an atom, \(parameters.grouped) parameters",
      "  reference energies, eV: "
        + elements.map { "\($0) \((referenceEnergies[$0] ?? 0).fixed(3))" }.joined(separator: ", "),
    ] + hyperparameters.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
  }
}
