import Sobolev

/// What a `nep.txt` file holds, in words and as JSON.
struct NEPReport: Encodable {
  let kind = "potential"
  let path: String
  let family = "nep"
  let elements: [String]
  let cutoff: Double
  let parameters: Int
  let features: Int
  let hyperparameters: [String: String]

  enum CodingKeys: String, CodingKey {
    case kind, path, family, elements, parameters, features, hyperparameters
    case cutoff = "cutoff_A"
  }

  init(_ potential: NEPPotential, path: String) {
    self.path = path
    elements = potential.elements.map(\.symbol)
    cutoff = potential.cutoff
    parameters = potential.parameters.count
    features = potential.featureCount
    let h = potential.hyperparameters
    let repulsion =
      switch potential.repulsion {
      case .none: "none"
      case .universal(let inner, let outer): "universal, \(inner.brief) to \(outer.brief) Å"
      case .typewise(_, let outer, let factor): "\(factor.brief) of the radii, to \(outer.brief) Å"
      case .flexible: "one form for each pair of elements"
      }
    hyperparameters = [
      "version": "nep\(h.version.rawValue)",
      "radial_cutoffs": h.radialCutoffs.map(\.brief).joined(separator: ", "),
      "angular_cutoffs": h.angularCutoffs.map(\.brief).joined(separator: ", "),
      "radial_channels": "\(h.radialChannels)", "angular_channels": "\(h.angularChannels)",
      "radial_basis_size": "\(h.radialBasisSize)", "angular_basis_size": "\(h.angularBasisSize)",
      "maximum_degree": "\(h.maximumDegree)",
      "many_body_terms": h.manyBodyTerms.map { "\($0)" }.joined(separator: ", "),
      "neurons": "\(h.neurons)", "repulsion": repulsion,
    ]
  }

  /// The lines of a plain report.
  var lines: [String] {
    [
      "\(path): a nep potential for \(elements.joined(separator: ", "))",
      "  interactions end at \(cutoff.brief) Å; \(features) invariants an atom, \(parameters.grouped) parameters",
    ] + hyperparameters.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
  }
}
