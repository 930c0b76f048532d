internal import Foundation

/// Four numbers that equal structures have in common, however they are turned, shifted, mirrored or numbered.
///
///     s_k = 1/N Σ_pairs w_k(i, j) f_k(r_ij),   f = e^(−r/1.5), 1/(1 + r²/4), e^(−r²/8), e^(−(r − 3)²)  (Å)
///
/// with weights 1, R_i + R_j, R_i R_j and 1 of the covalent radii R. In a periodic structure, and in one of more
/// than 400 atoms, pairs up to 6 Å count, faded out smoothly. Structures with different sketches are different; of
/// those with equal ones nearly all are the same, which ``EnvironmentMatch`` decides.
public enum StructureSketch {
  /// Molecules up to this size are taken whole.
  private static let largestWhole = 400
  private static let reach = 6.0

  /// The sketch of a structure; zero where its cell has no volume.
  public static func values(of configuration: Configuration) -> SIMD4<Double> {
    let count = configuration.count
    guard count > 0 else { return .zero }
    let radii = configuration.elements.map(\.covalentRadius)
    var sum = SIMD4<Double>.zero
    if configuration.cell == nil, count <= largestWhole {
      for i in 0..<count {
        for j in 0..<i {
          let distance = (configuration.positions[j] - configuration.positions[i]).norm
          sum += terms(radii[i], radii[j], distance)
        }
      }
    } else if let list = try? NeighborList(of: configuration, cutoff: reach) {
      let vectors = list.vectors(in: configuration)
      for i in 0..<count {
        for pair in list.pairs(of: i) {
          let distance = vectors[pair].norm
          let fade = 1 - distance * distance / (reach * reach)
          // Every pair is met twice.
          sum += 0.5 * fade * fade * terms(radii[i], radii[Int(list.neighbors[pair])], distance)
        }
      }
    }
    return sum / Double(count)
  }

  private static func terms(_ a: Double, _ b: Double, _ r: Double) -> SIMD4<Double> {
    SIMD4(
      exp(-r / 1.5), (a + b) / (1 + r * r / 4), a * b * exp(-r * r / 8), exp(-(r - 3) * (r - 3)))
  }
}
