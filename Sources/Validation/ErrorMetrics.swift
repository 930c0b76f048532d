public import Atomistics

/// How far predictions are from reference values, gathered structure by structure.
///
/// Nothing but sums and the worst structures is kept, so a file of any size can be streamed through it.
/// A label that a structure lacks is counted as missing and enters no average.
public struct ErrorMetrics: Sendable {
  /// The error of the total energy in eV, one a structure.
  public private(set) var energy = ErrorStatistics()

  /// The error of the energy divided by the number of atoms in eV, one a structure.
  public private(set) var energyPerAtom = ErrorStatistics()

  /// The error of the forces in eV/Å, one a Cartesian component.
  public private(set) var force = ErrorStatistics()

  /// The error of the virial divided by the number of atoms in eV, nine components a structure.
  public private(set) var virialPerAtom = ErrorStatistics()

  /// The error of the Hessian in eV/Å², one an element of the 3N × 3N matrix.
  public private(set) var hessian = ErrorStatistics()

  /// Errors by vibrational frequency, of structures with a Hessian.
  public private(set) var spectrum: SpectralErrors

  /// The number of structures.
  public private(set) var structures = 0

  /// The number of atoms of all structures.
  public private(set) var atoms = 0

  /// The structures with the largest errors of the energy per atom, worst first.
  public private(set) var worstEnergies: WorstStructures

  /// The structures with the largest errors of a force component, worst first.
  public private(set) var worstForces: WorstStructures

  /// Metrics of nothing yet.
  ///
  /// - Parameters:
  ///   - worst: How many of the worst structures are remembered.
  ///   - spectrumBinWidth: The width in cm⁻¹ of the bins of `spectrum`.
  public init(worst: Int = 10, spectrumBinWidth: Double = 250) {
    spectrum = SpectralErrors(binWidth: spectrumBinWidth)
    worstEnergies = WorstStructures(limit: worst)
    worstForces = WorstStructures(limit: worst)
  }

  /// Adds one structure; terms that either side lacks are left out, and so are elements of a reference Hessian that are not
  /// finite.
  ///
  /// - Parameters:
  ///   - reference: The structure with its reference values.
  ///   - predicted: The predicted values, of the same shapes.
  public mutating func add(_ reference: LabeledConfiguration, predicted: Labels) {
    let count = reference.configuration.count
    structures += 1
    atoms += count
    let labels = reference.labels
    if let expected = labels.energy, let value = predicted.energy {
      let error = value - expected
      energy.add(error)
      energyPerAtom.add(error / Double(count))
      worstEnergies.insert(reference.name, error: error / Double(count))
    }
    if let expected = labels.forces, let values = predicted.forces {
      precondition(expected.count == values.count, "one force for each atom")
      var worst = ErrorStatistics()
      for (value, label) in zip(values, expected) {
        for axis in 0..<3 {
          let error = value[axis] - label[axis]
          force.add(error)
          worst.add(error)
        }
      }
      worstForces.insert(reference.name, error: worst.largest)
    }
    if let expected = labels.virial, let value = predicted.virial {
      for error in (value - expected).elements { virialPerAtom.add(error / Double(count)) }
    }
    if let expected = labels.hessian, let values = predicted.hessian {
      precondition(expected.count == values.count, "Hessians of the same structure")
      // Where only some columns are known, the others are not numbers.
      for (value, label) in zip(values, expected) where label.isFinite { hessian.add(value - label) }
      spectrum.add(reference, predicted: predicted)
    }
  }

  /// The number of structures without a reference energy.
  public var missingEnergies: Int { structures - energy.count }

  /// The number of atoms without reference forces.
  public var atomsMissingForces: Int { atoms - force.count / 3 }

  /// The number of structures without a reference virial.
  public var missingVirials: Int { structures - virialPerAtom.count / 9 }
}
