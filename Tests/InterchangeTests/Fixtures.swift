import Atomistics
import Foundation
import Interchange
import Potentials
import Testing

/// A small H-O potential with awkward numbers in every part.
func makeContents() throws -> PotentialFile {
  let hydrogen = try #require(Element(symbol: "H"))
  let oxygen = try #require(Element(symbol: "O"))
  var potential = try DensityPotential(
    hyperparameters: DensityHyperparameters(
      cutoff: 4.1, radialScale: 1.0 / 3, radialBasisSize: 5, radialChannels: 4, angularChannels: 2,
      maximumDegree: 2, tripleDegree: 1, tripleChannels: 1, hiddenLayers: [5, 3]),
    elements: [hydrogen, oxygen], referenceEnergies: [-13.6, -0.1 - 0.2])
  var generator = SystemRandomNumberGenerator()
  for index in potential.parameters.indices {
    potential.parameters[index] = Double.random(in: -1...1, using: &generator)
  }
  potential.parameters[1] = -0.0
  potential.parameters[2] = .leastNonzeroMagnitude
  potential.energyScale = 0.7
  potential.featureMeans = potential.featureMeans.indices.map { Double($0) / 7 }
  potential.featureScales = potential.featureScales.indices.map { 1 / (1 + Double($0)) }
  potential.repulsionRadii = [0.5, 0.8, 0.8, 1.1]
  potential.singleAtomLimits = [
    SingleAtomLimit(energy: -0.3, neighbors: 0.1), SingleAtomLimit(energy: 1.0 / 7, neighbors: 2),
  ]

  var range = TrainingRange()
  range.structures = 3
  range.atomCounts = [hydrogen: 6, oxygen: 3]
  range.smallestDistances = [
    TrainingRange.PairDistance(hydrogen, hydrogen, distance: 1.3),
    TrainingRange.PairDistance(hydrogen, oxygen, distance: 0.9),
    TrainingRange.PairDistance(oxygen, oxygen, distance: 2.4),
  ]
  range.energyPerAtom = TrainingRange.Bounds(lower: -157, upper: -156)
  range.forceComponent = TrainingRange.Bounds(lower: -3, upper: 2.5)
  return PotentialFile(
    potential: .density(potential), trainingRange: range,
    provenance: Provenance(
      tool: "sobolev 0.1.0", command: "sobolev fit 'mein Wasser.h5' -o Lauf",
      date: "2026-11-21T09:00:00Z", seed: .max, threads: 2, processor: "x86-64 avx512f µ",
      dataFiles: [
        Provenance.DataFile(
          role: .training, path: "mein Wasser.h5", checksum: "00ff", structures: 3, atoms: 9)
      ]),
    errors: [
      RecordedErrors(
        role: .test, structures: 1, atoms: 3,
        energyPerAtom: RecordedErrors.Figures(meanAbsolute: 1e-3, rootMeanSquare: 2e-3), force: nil,
        virialPerAtom: RecordedErrors.Figures(meanAbsolute: 0, rootMeanSquare: 0),
        hessian: RecordedErrors.Figures(meanAbsolute: 0.02, rootMeanSquare: 0.03),
        wavenumber: RecordedErrors.Figures(meanAbsolute: 2.3, rootMeanSquare: 4.5))
    ])
}
