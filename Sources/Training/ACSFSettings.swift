public import Atomistics
public import Potentials

/// The choices of a potential of symmetry functions as one sets them for all elements alike.
public struct ACSFSettings: Sendable, Hashable, Codable {
  /// The cutoff radius in Å.
  public var cutoff = 6.0
  /// The largest number of symmetry functions of a central element.
  public var functions = 48
  /// The widths of the hidden layers of each element's network.
  public var hiddenLayers = [24, 24]

  /// The default choices.
  public init() {}

  /// Chooses the cutoff for the structures of a training set: as for density potentials.
  public init(for structures: [LabeledConfiguration]) {
    cutoff = AutomaticSettings(for: structures).hyperparameters.cutoff
  }

  /// How such potentials are trained: as those of the density family, for 600 epochs: their small networks cost less an
  /// epoch and learn for longer.
  public static func options(for structures: [LabeledConfiguration]) -> TrainingOptions {
    var options = AutomaticSettings(for: structures).options
    options.epochs = 600
    return options
  }

  /// The share of a candidate's variance that must be unexplained by others for it to be chosen.
  func unexplainedShare(elements: [Element]) -> Double { elements.count == 1 ? 1e-5 : 1e-4 }

  /// The symmetry functions that are chosen from, for one central element among `elements`.
  ///
  /// All are of types 2 and 3, which every program has, in the manner of Imbalzano et al. 2018 (doi:10.1063/1.5024611). Radial ones:
  /// Gaussians at even distances from 0.8 Å to the cutoff, as wide as the distance between them, and broad ones around the
  /// central atom. Angular ones: λ = ±1 with all exponents ζ and widths. The neighbors of a single element are told apart by
  /// twelve distances, six widths and six exponents, those of several by eight, three and four: on a validation part of
  /// the training data the larger choice makes force errors of silicon 3 % smaller, but of ethanol 12 % larger.
  public func candidates(elements: [Element]) -> [SymmetryFunction] {
    let isElemental = elements.count == 1
    let shells = isElemental ? 12 : 8
    let widths = (isElemental ? [0.5, 1, 2.5, 6, 14, 30] : [1, 3, 9]).map { $0 / (cutoff * cutoff) }
    let exponents: [Double] = isElemental ? [1, 2, 4, 8, 16, 32] : [1, 2, 4, 16]
    let spacing = (cutoff - 0.8) / Double(shells)
    var radial: [SymmetryFunction.Radial] = (0..<shells).map {
      .gaussian(width: 0.5 / (spacing * spacing), center: 0.8 + spacing * Double($0))
    }
    radial += widths.map { .gaussian(width: $0, center: 0) }
    var functions = elements.flatMap { element in
      radial.map { SymmetryFunction(radial: $0, cutoff: cutoff, of: element) }
    }
    for (index, one) in elements.enumerated() {
      for other in elements[index...] {
        for width in widths {
          for exponent in exponents {
            functions += [-1.0, 1].map {
              SymmetryFunction(
                radial: .gaussian(width: width, center: 0), angular: .power(sign: $0, exponent: exponent),
                cutoff: cutoff, includesOpposite: true, of: (one, other))
            }
          }
        }
      }
    }
    return functions
  }
}
