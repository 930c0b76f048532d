public import Atomistics

/// The lattices whose reciprocal cells have named points here: the cubic and hexagonal ones.
///
/// Names and coordinates of the points are those of W. Setyawan and S. Curtarolo
/// (doi:10.1016/j.commatsci.2010.05.010).
public enum BravaisLattice: String, Sendable, CaseIterable {
  case simpleCubic = "simple cubic"
  case faceCenteredCubic = "face-centered cubic"
  case bodyCenteredCubic = "body-centered cubic"
  case hexagonal

  /// The cosines of the angles between lattice vectors 2 and 3, 1 and 3, 1 and 2.
  private var cosines: SIMD3<Double> {
    switch self {
    case .simpleCubic: SIMD3(repeating: 0)
    case .faceCenteredCubic: SIMD3(repeating: 1.0 / 2)
    case .bodyCenteredCubic: SIMD3(repeating: -1.0 / 3)
    case .hexagonal: [0, 0, -1.0 / 2]
    }
  }

  /// Whether the third lattice vector is as long as the other two.
  private var isCubic: Bool { self != .hexagonal }

  /// The points by name, in fractional coordinates of the reciprocal cell; G is the center Γ.
  public var points: [Character: SIMD3<Double>] {
    switch self {
    case .simpleCubic: ["G": .zero, "X": [0, 0.5, 0], "M": [0.5, 0.5, 0], "R": [0.5, 0.5, 0.5]]
    case .faceCenteredCubic:
      [
        "G": .zero, "X": [0.5, 0, 0.5], "L": [0.5, 0.5, 0.5], "W": [0.5, 0.25, 0.75],
        "K": [0.375, 0.375, 0.75], "U": [0.625, 0.25, 0.625],
      ]
    case .bodyCenteredCubic:
      ["G": .zero, "H": [0.5, -0.5, 0.5], "P": [0.25, 0.25, 0.25], "N": [0, 0, 0.5]]
    case .hexagonal:
      [
        "G": .zero, "M": [0.5, 0, 0], "K": [1.0 / 3, 1.0 / 3, 0], "A": [0, 0, 0.5],
        "L": [0.5, 0, 0.5], "H": [1.0 / 3, 1.0 / 3, 0.5],
      ]
    }
  }

  /// The path that is customary for dispersion curves.
  public var standardPath: String {
    switch self {
    case .simpleCubic: "GXMGR"
    case .faceCenteredCubic: "GXU|KGL"
    case .bodyCenteredCubic: "GHPGN"
    case .hexagonal: "GMKGALHA"
    }
  }

  /// Recognizes the lattice of a primitive cell and finds the vectors that the points refer to.
  ///
  /// - Parameters:
  ///   - vectors: The lattice vectors of a primitive cell in Å, however chosen.
  ///   - tolerance: How far lengths (relative) and cosines may be off.
  /// - Returns: The lattice and its standard vectors, or `nil` where it is of another kind.
  public static func recognize(
    _ vectors: Matrix3, tolerance: Double = 1e-3
  ) -> (lattice: BravaisLattice, vectors: Matrix3)? {
    let candidates = vectors.reducedLattice.neighboringLatticePoints.filter { $0.norm > 0 }
    let volume = abs(vectors.determinant)
    for lattice in allCases {
      for a in candidates {
        for b in candidates where lattice.fits(a, b, lattice.cosines.z, tolerance) {
          guard abs(b.norm / a.norm - 1) < tolerance else { continue }
          for c in candidates
          where lattice.fits(b, c, lattice.cosines.x, tolerance)
            && lattice.fits(a, c, lattice.cosines.y, tolerance)
            && (!lattice.isCubic || abs(c.norm / a.norm - 1) < tolerance)
          {
            let found = Matrix3(a, b, c)
            // Right-handed, and not a coarser lattice.
            if abs(found.determinant / volume - 1) < 0.01 { return (lattice, found) }
          }
        }
      }
    }
    return nil
  }

  private func fits(
    _ a: SIMD3<Double>, _ b: SIMD3<Double>, _ cosine: Double, _ tolerance: Double
  ) -> Bool {
    abs(a.dot(b) / (a.norm * b.norm) - cosine) < tolerance
  }
}
