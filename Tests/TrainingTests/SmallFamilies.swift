import Atomistics
import Potentials
import Training

/// A small potential of every family that can be trained, started on some structures of carbon and hydrogen.
enum SmallFamilies {
  /// The neurons of the first hidden layer of all but the density potential, which has four.
  static let neurons = 5

  static func all(on structures: [LabeledConfiguration]) throws -> [any TrainablePotential] {
    let elements = ["C", "H"].compactMap(Element.init(symbol:))
    var nep = NEPSettings()
    (nep.radialCutoff, nep.angularCutoff, nep.maximumDegree) = (3.5, 3, 2)
    (nep.radialChannels, nep.angularChannels, nep.neurons) = (3, 2, neurons)
    (nep.radialBasisSize, nep.angularBasisSize) = (4, 4)
    var acsf = ACSFSettings()
    (acsf.cutoff, acsf.functions, acsf.hiddenLayers) = (3.5, 8, [neurons])
    return [
      try PlantedData.perturbed(0.2),
      try NEPPotential(
        startingOn: structures, settings: nep, elements: elements, referenceEnergies: [-38, -0.5], seed: 2),
      try ACSFPotential(
        startingOn: structures, settings: acsf, elements: elements, referenceEnergies: [-38, -0.5], seed: 2),
    ]
  }
}
