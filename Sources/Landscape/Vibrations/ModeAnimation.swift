public import Atomistics
internal import Foundation
public import Potentials

/// One vibration as a short film in extended XYZ, to be played in a loop.
public struct ModeAnimation: Sendable {
  /// The frames, one period.
  public let frames: [Configuration]

  /// The displacement of each atom in Å where it is largest.
  public let amplitude: [SIMD3<Double>]

  /// Films a mode.
  ///
  /// - Parameters:
  ///   - mode: Its number, from 0.
  ///   - modes: The modes of the configuration.
  ///   - configuration: The atoms at rest.
  ///   - largestDisplacement: How far the atom that moves most goes, in Å: made to be seen, not of any
  ///     temperature.
  ///   - frameCount: How many frames make up the period.
  public init(
    of mode: Int, in modes: NormalModes, configuration: Configuration,
    largestDisplacement: Double = 0.3, frameCount: Int = 20
  ) {
    let displacement = modes.displacement(of: mode)
    let scale = largestDisplacement / (displacement.map(\.norm).max() ?? 1)
    let amplitude = displacement.map { scale * $0 }
    self.amplitude = amplitude
    frames = (0..<frameCount).map { frame in
      var copy = configuration
      let phase = sin(2 * .pi * Double(frame) / Double(frameCount))
      for atom in copy.positions.indices { copy.positions[atom] += phase * amplitude[atom] }
      return copy
    }
  }

  /// The text of the file; each frame carries the wavenumber in cm⁻¹ and the amplitude in Å as columns `mode`.
  public func text(wavenumber: Double) -> String {
    frames.map { configuration in
      var frame = ExtendedXYZFrame(configuration)
      frame.add(column: "mode", amplitude)
      frame.add(field: "wavenumber_cm1", wavenumber)
      return frame.text
    }.joined()
  }
}
