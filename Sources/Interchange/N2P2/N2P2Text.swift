internal import Atomistics
internal import Foundation
internal import Potentials

/// The texts of the files of a set.
struct N2P2Text {
  private let potential: ACSFPotential
  private let dialect: N2P2Dialect
  private let units: N2P2Units

  init(_ potential: ACSFPotential, dialect: N2P2Dialect, units: N2P2Units) {
    self.potential = potential
    self.dialect = dialect
    self.units = units
  }

  /// Every file with its name.
  var files: [(name: String, text: String)] {
    [
      ("input.nn", input), ("scaling.data", scaling),
      ("README.md", N2P2Readme(potential, dialect: dialect, units: units).text),
    ]
      + potential.elements.indices.map {
        (N2P2Numbers.weightsName(potential.elements[$0].atomicNumber), weights($0))
      }
  }

  // MARK: input.nn

  private var input: String {
    let architecture = potential.architecture
    var lines = [
      "# Written by Sobolev for \(dialect.rawValue).",
      "# units: \(units.name)",
      "number_of_elements \(potential.elements.count)",
      "elements " + potential.elements.map(\.symbol).joined(separator: " "),
    ]
    // n2p2 adds the energies of atoms in any case; CP2K only with this keyword.
    lines.append("remove_atom_energies")
    for (element, energy) in zip(potential.elements, potential.referenceEnergies) {
      lines.append("atom_energy \(element.symbol) \(energy / units.energy)")
    }
    let inner = architecture.cutoffFunction.innerFraction
    lines.append("cutoff_type \(architecture.cutoffFunction.kind.rawValue)" + (inner == 0 ? "" : " \(inner)"))
    lines += scalingKeywords(architecture.scaling)
    if architecture.normalizesLayers { lines.append("normalize_nodes") }
    lines += [
      "global_hidden_layers_short \(architecture.hiddenLayers.count)",
      "global_nodes_short " + architecture.hiddenLayers.map(String.init).joined(separator: " "),
      "global_activation_short " + architecture.activations.map(\.rawValue).joined(separator: " "),
    ]
    for (index, element) in potential.elements.enumerated() {
      lines += potential.functions(index).map {
        N2P2FunctionLine.text($0, center: element, length: units.length)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Bounds are written in the spellings of both programs.
  private func scalingKeywords(_ scaling: FeatureScaling) -> [String] {
    let flags =
      switch scaling.kind {
      case .none: [String]()
      case .range: ["scale_symmetry_functions"]
      case .center: ["center_symmetry_functions"]
      case .centeredRange: ["scale_symmetry_functions", "center_symmetry_functions"]
      case .deviation: ["scale_symmetry_functions_sigma"]
      }
    return flags + ["", "_atomic"].flatMap {
      ["scale_min_short\($0) \(scaling.lower)", "scale_max_short\($0) \(scaling.upper)"]
    }
  }

  // MARK: Numbers

  private var scaling: String {
    var lines = ["# e_index sf_index sf_min sf_max sf_mean sf_sigma"]
    for (element, ranges) in potential.featureRanges.enumerated() {
      for (function, range) in ranges.enumerated() {
        lines.append(
          "\(element + 1) \(function + 1) \(range.minimum) \(range.maximum) \(range.mean) \(range.deviation)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The weights of one element; those of the last layer carry the unit of energy.
  private func weights(_ element: Int) -> String {
    let blocks = potential.parameterBlocks.filter { $0.name.hasSuffix("/\(potential.elements[element].symbol)") }
    let lastLayer = "layer\(potential.architecture.hiddenLayers.count)/"
    let scale = potential.energyScale / units.energy
    return blocks.flatMap { block in
      potential.parameters[block.range].map {
        "\(block.name.hasPrefix(lastLayer) ? scale * $0 : $0)\n"
      }
    }.joined()
  }
}
