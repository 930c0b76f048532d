internal import Atomistics
internal import Potentials

/// Errors resolved by vibrational frequency: how well stiff and soft motions are described.
///
/// Every structure with a reference Hessian has normal modes, translations and rotations projected out. Along the
/// Cartesian direction ê_k of mode k (of length 1) the error of the forces is ê_k·ΔF, and that of the Hessian is the
/// error ê_kᵀ ΔH ê_k of the curvature; both are sorted by the reference wavenumber of the mode. The wavenumbers
/// themselves are compared in rising order, with the same motions projected out of the predicted Hessian. Away from a
/// minimum these are local frequencies, of the curvature where the structure is.
public struct SpectralErrors: Sendable {
  /// The modes between two wavenumbers.
  public struct Bin: Sendable {
    /// Where it begins, in cm⁻¹; it ends one width later. Unstable modes have negative wavenumbers.
    public let start: Double
    /// The error of the force along modes in eV/Å.
    public internal(set) var force = ErrorStatistics()
    /// The error of the curvature along modes in eV/Å².
    public internal(set) var curvature = ErrorStatistics()
    /// The error of wavenumbers in cm⁻¹.
    public internal(set) var wavenumber = ErrorStatistics()
  }

  /// The width of the bins in cm⁻¹.
  public let binWidth: Double

  /// The error of all wavenumbers in cm⁻¹.
  public private(set) var wavenumber = ErrorStatistics()

  /// The error of wavenumbers in cm⁻¹ at structures that are minima of the reference.
  public private(set) var wavenumberAtMinima = ErrorStatistics()

  /// The number of structures whose reference Hessian is not complete, so that it has no modes.
  public private(set) var structuresWithoutModes = 0

  private var binsByNumber: [Int: Bin] = [:]

  /// The largest reference force in eV/Å of a minimum: loosely relaxed structures count.
  public static let largestForceOfMinimum = 0.05

  /// Errors of nothing yet.
  ///
  /// - Parameter binWidth: In cm⁻¹, greater than zero.
  public init(binWidth: Double = 250) {
    precondition(binWidth > 0, "bins have a width")
    self.binWidth = binWidth
  }

  /// The bins that have modes, by rising wavenumber.
  public var bins: [Bin] { binsByNumber.sorted { $0.key < $1.key }.map(\.value) }

  /// Adds a structure with a reference Hessian and its predicted one; others are left out.
  ///
  /// Costs two diagonalizations.
  mutating func add(_ reference: LabeledConfiguration, predicted: Labels) {
    guard let expected = reference.labels.hessian, let values = predicted.hessian else { return }
    let configuration = reference.configuration
    guard let modes = try? NormalModes(of: configuration, hessian: expected),
      let predictedModes = try? NormalModes(of: configuration, hessian: values)
    else {
      structuresWithoutModes += 1
      return
    }
    let wavenumbers = modes.wavenumbers
    let isMinimum =
      reference.labels.forces?.allSatisfy { $0.norm <= Self.largestForceOfMinimum } == true
      && wavenumbers.allSatisfy { $0 > 0 }
    let difference = zip(values, expected).map { $0 - $1 }
    let forceErrors = reference.labels.forces.flatMap { labels in
      predicted.forces.map { zip($0, labels).map { $0 - $1 } }
    }
    for (mode, predictedWavenumber) in predictedModes.wavenumbers.enumerated() {
      // Labels may be absurd, and whole numbers end where frequencies need not.
      let number = Int(min(max(wavenumbers[mode] / binWidth, -1e9), 1e9).rounded(.down))
      var bin = binsByNumber[number] ?? Bin(start: Double(number) * binWidth)
      let error = predictedWavenumber - wavenumbers[mode]
      wavenumber.add(error)
      if isMinimum { wavenumberAtMinima.add(error) }
      bin.wavenumber.add(error)
      let direction = modes.direction(of: mode)
      bin.curvature.add(Self.curvature(difference, along: direction))
      if let forceErrors {
        bin.force.add(zip(direction, forceErrors).reduce(0) { $0 + $1.0.dot($1.1) })
      }
      binsByNumber[number] = bin
    }
  }

  /// uᵀ H u of a matrix in row order.
  private static func curvature(_ hessian: [Double], along direction: [SIMD3<Double>]) -> Double {
    let flat = direction.flatMap { [$0.x, $0.y, $0.z] }
    var sum = 0.0
    for row in flat.indices {
      for column in flat.indices {
        sum += flat[row] * hessian[row * flat.count + column] * flat[column]
      }
    }
    return sum
  }
}
