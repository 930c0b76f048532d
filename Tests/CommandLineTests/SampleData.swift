import Foundation
import Sobolev
import TestSupport
import Testing

/// Small clusters with the energies and forces of a Lennard-Jones-like pair potential.
enum SampleData {
  /// Writes a data file of three-atom clusters of carbon and hydrogen.
  static func write(
    to path: String, count: Int = 24, seed: UInt64 = 1, virials: Bool = false,
    isolatedAtomEnergies: [Element: Double] = [:],
    editing edit: (inout LabeledConfiguration, Int) -> Void = { _, _ in }
  ) throws {
    var frames = try clusters(count: count, seed: seed)
    for index in frames.indices {
      if virials { frames[index].labels.virial = virial(of: frames[index]) }
      edit(&frames[index], index)
    }
    let writer = try DatasetWriter(path: path, isolatedAtomEnergies: isolatedAtomEnergies)
    try writer.append(frames)
    try writer.finish()
  }

  /// A folder with such data in `train.h5` and a fit to them in `run`.
  static func fitted(epochs: Int, _ arguments: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try write(to: folder.path("train.h5"), count: 40)
    let fit = try Tool.start(
      ["fit", "train.h5", "--epochs", "\(epochs)", "--threads", "1", "-o", "run"] + arguments, in: folder
    ).finish()
    try #require(fit.exitCode == 0, "\(fit.errors)")
    return folder
  }

  static func clusters(count: Int, seed: UInt64) throws -> [LabeledConfiguration] {
    let carbon = try #require(Element(symbol: "C"))
    let hydrogen = try #require(Element(symbol: "H"))
    var generator = Congruence(state: seed)
    return (0..<count).map { _ in
      // Near an equilateral triangle with sides of 1.5 Å.
      let corners: [SIMD3<Double>] = [[0, 0, 0], [1.5, 0, 0], [0.75, 1.3, 0]]
      let positions = corners.map { corner in
        corner
          + SIMD3(
            Double.random(in: -0.2...0.2, using: &generator),
            Double.random(in: -0.2...0.2, using: &generator),
            Double.random(in: -0.2...0.2, using: &generator))
      }
      let (energy, forces) = pairPotential(positions)
      return LabeledConfiguration(
        Configuration(elements: [carbon, hydrogen, hydrogen], positions: positions),
        Labels(energy: energy - 40, forces: forces))
    }
  }

  /// Σ D (1 − e^(−a(r − r₀)))², a Morse potential with its minimum at 1.5 Å, in eV and eV/Å.
  private static func pairPotential(
    _ positions: [SIMD3<Double>]
  ) -> (energy: Double, forces: [SIMD3<Double>]) {
    let (depth, steepness, length) = (2.0, 1.8, 1.5)
    var energy = 0.0
    var forces = Array(repeating: SIMD3<Double>.zero, count: positions.count)
    for i in positions.indices {
      for j in 0..<i {
        let vector = positions[i] - positions[j]
        let distance = vector.norm
        let decay = exp(-steepness * (distance - length))
        energy += depth * (1 - decay) * (1 - decay)
        let force = -2 * depth * steepness * (1 - decay) * decay / distance * vector
        forces[i] += force
        forces[j] -= force
      }
    }
    return (energy, forces)
  }

  /// Σ r ⊗ F, which is −∂E/∂strain for a finite cluster.
  private static func virial(of frame: LabeledConfiguration) -> Matrix3 {
    zip(frame.configuration.positions, frame.labels.forces ?? []).reduce(Matrix3.zero) {
      $0 + Matrix3(outer: $1.0, $1.1)
    }
  }
}

/// The 64-bit generator of Knuth's MMIX, enough for test data that are the same everywhere.
private struct Congruence: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
