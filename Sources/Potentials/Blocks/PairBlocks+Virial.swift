internal import Atomistics

extension PairBlocks {
  /// The virials −Σ_j ∂E/∂r_ij ⊗ r_ij of the central atoms of a block.
  @inline(__always)
  package func virials<J: Jet>(
    _ block: Block, gradient: UnsafePointer<J>
  ) -> LaneMatrix<L> where J.L == L {
    var sums = LaneMatrix<L>()
    let vectors = vectors.base + 3 * block.slots.lowerBound
    for slot in 0..<block.slots.count {
      let (x, y, z) = (vectors[3 &* slot], vectors[3 &* slot &+ 1], vectors[3 &* slot &+ 2])
      let gx = gradient[3 &* slot].real
      let gy = gradient[3 &* slot &+ 1].real
      let gz = gradient[3 &* slot &+ 2].real
      (sums.xx, sums.xy, sums.xz) = (
        sums.xx.addingProduct(gx, x), sums.xy.addingProduct(gx, y), sums.xz.addingProduct(gx, z)
      )
      (sums.yx, sums.yy, sums.yz) = (
        sums.yx.addingProduct(gy, x), sums.yy.addingProduct(gy, y), sums.yz.addingProduct(gy, z)
      )
      (sums.zx, sums.zy, sums.zz) = (
        sums.zx.addingProduct(gz, x), sums.zy.addingProduct(gz, y), sums.zz.addingProduct(gz, z)
      )
    }
    return sums
  }
}

/// A 3 × 3 matrix of each lane, summed with the opposite sign.
package struct LaneMatrix<L: Lane> {
  var (xx, xy, xz) = (L.zero, L.zero, L.zero)
  var (yx, yy, yz) = (L.zero, L.zero, L.zero)
  var (zx, zy, zz) = (L.zero, L.zero, L.zero)

  /// Minus the sum of one lane.
  @inline(__always)
  subscript(lane: Int) -> Matrix3 {
    -1
      * Matrix3(
        SIMD3(Double(xx[lane]), Double(xy[lane]), Double(xz[lane])),
        SIMD3(Double(yx[lane]), Double(yy[lane]), Double(yz[lane])),
        SIMD3(Double(zx[lane]), Double(zy[lane]), Double(zz[lane])))
  }
}
