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

  /// How such potentials are trained: as those of the density family, for 600 epochs. Their small networks cost less an epoch
  /// and learn for longer: ethanol's test error of forces is 23.7 meV/Å after 150 and 17.6 after 600.
  public static func options(for structures: [LabeledConfiguration]) -> TrainingOptions {
    var options = AutomaticSettings(for: structures).options
    options.epochs = 600
    return options
  }

  /// The symmetry functions that are chosen from, for one central element among `elements`.
  ///
  /// All are of types 2 and 3, which every program has. Radial ones: eight Gaussians at even distances from 0.8 Å to the
  /// cutoff, as wide as the distance between them, and three broad ones around the central atom. Angular ones: λ = ±1, ζ = 1,
  /// 2, 4, 16, each with three widths from 1/r_c² to 9/r_c², in the manner of Imbalzano et al. 2018 (doi:10.1063/1.5024611).
  public func candidates(elements: [Element]) -> [SymmetryFunction] {
    let shells = 8
    let spacing = (cutoff - 0.8) / Double(shells)
    var radial: [SymmetryFunction.Radial] = (0..<shells).map {
      .gaussian(width: 0.5 / (spacing * spacing), center: 0.8 + spacing * Double($0))
    }
    let widths = [1.0, 3, 9].map { $0 / (cutoff * cutoff) }
    radial += widths.map { .gaussian(width: $0, center: 0) }
    var functions = elements.flatMap { element in
      radial.map { SymmetryFunction(radial: $0, cutoff: cutoff, of: element) }
    }
    for (index, one) in elements.enumerated() {
      for other in elements[index...] {
        for width in widths {
          for exponent in [1.0, 2, 4, 16] {
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
