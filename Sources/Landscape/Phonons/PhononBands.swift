internal import Atomistics
public import Potentials

/// The phonon dispersion of a crystal along a path.
public struct PhononBands: Sendable {
  /// The points, in the order of the path.
  public let samples: [ReciprocalPath.Sample]

  /// The wavenumbers at each point in cm⁻¹, rising; negative where the crystal is unstable.
  public let wavenumbers: [[Double]]

  /// Computes a dispersion.
  ///
  /// - Parameter count: About how many points.
  /// - Throws: `VibrationError.diagonalizationFailed`.
  public init(
    _ constants: ForceConstants, along path: ReciprocalPath, count: Int = 200
  ) throws(VibrationError) {
    samples = path.samples(cell: constants.crystal.cell?.vectors ?? .identity, count: count)
    var bands: [[Double]] = []
    for sample in samples { bands.append(try constants.wavenumbers(at: sample.point)) }
    wavenumbers = bands
  }

  /// A table with a row for each point: the way in 1/Å, the fractional coordinates of q, the name of a corner, and the
  /// wavenumbers in cm⁻¹.
  public var csv: String {
    let branches = (0..<(wavenumbers.first?.count ?? 0)).map { "branch_\($0 + 1)_cm1" }
    let head = ["line", "distance_per_A", "q1", "q2", "q3", "corner"] + branches
    let rows = zip(samples, wavenumbers).map { sample, values in
      let q = sample.point
      return (["\(sample.line + 1)"] + [sample.distance, q.x, q.y, q.z].map { "\($0)" }
        + [sample.corner ?? ""] + values.map { "\($0)" }).joined(separator: ",")
    }
    return ([head.joined(separator: ",")] + rows).map { $0 + "\n" }.joined()
  }
}
