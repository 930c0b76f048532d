import Atomistics

extension Cell {
  /// The cell with unit vectors, normal to the others, in place of zero vectors that do not repeat (as ASE
  /// writes them for slabs and wires).
  var completed: Cell {
    var copy = self
    for axis in 0..<3 where !periodicity[axis] && vectors[axis] == .zero {
      let (a, b) = (copy.vectors[(axis + 1) % 3], copy.vectors[(axis + 2) % 3])
      // Where a second vector is zero as well, any direction that is not along the first one will do.
      let known = a == .zero ? b : a
      let other = a == .zero || b == .zero ? SIMD3(known.y, known.z, -known.x) : b
      let normal = known.cross(other)
      if normal.norm > 0 { copy.vectors[axis] = normal / normal.norm }
    }
    return copy
  }
}
