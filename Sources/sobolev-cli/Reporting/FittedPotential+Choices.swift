import Sobolev

extension FittedPotential {
  /// The hyperparameters by name, in words.
  var choices: [String: String] {
    switch self {
    case .density(let potential):
      var settings = FitSettings()
      settings.model = potential.hyperparameters
      return Dictionary(
        uniqueKeysWithValues: ConfigurationKey.all.filter { $0.section == .model }
          .map { ($0.name, $0.read(settings)) })
    case .nep(let potential): return potential.choices
    case .acsf(let potential): return potential.choices
    }
  }
}

extension NEPPotential {
  fileprivate var choices: [String: String] {
    let h = hyperparameters
    let repulsion =
      switch repulsion {
      case .none: "none"
      case .universal(let inner, let outer): "universal, \(inner.brief) to \(outer.brief) Å"
      case .typewise(_, let outer, let factor): "\(factor.brief) of the radii, to \(outer.brief) Å"
      case .flexible: "one form for each pair of elements"
      }
    return [
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
}

extension ACSFPotential {
  fileprivate var choices: [String: String] {
    let cutoff = architecture.cutoffFunction
    let counts = elements.indices.map { index in
      let types = Dictionary(grouping: functions(index)) { $0.type ?? 0 }.sorted { $0.key < $1.key }
      return "\(elements[index]) " + types.map { "\($0.value.count) of type \($0.key)" }.joined(separator: " and ")
    }
    return [
      "symmetry_functions": counts.joined(separator: "; "),
      "cutoff_function": "type \(cutoff.kind.rawValue)"
        + (cutoff.innerFraction > 0 ? ", inner fraction \(cutoff.innerFraction.brief)" : ""),
      "scaling": architecture.scaling.kind.rawValue,
      "hidden_layers": architecture.hiddenLayers.map(String.init).joined(separator: ", "),
      "activations": architecture.activations.map(\.rawValue).joined(separator: " "),
      "normalizes_layers": architecture.normalizesLayers ? "yes" : "no",
    ]
  }
}
