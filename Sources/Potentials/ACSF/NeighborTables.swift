/// What a sweep knows of the neighbors of a block's central atoms: one jet, or some, a chunk.
struct NeighborTables<J: Jet> {
  /// The number of radial functions a chunk has room for.
  let stride: Int

  /// Pair vectors, three a chunk.
  let displacements = Scratch<J>()
  /// Squared distances.
  let squares = Scratch<J>()
  /// 1/r.
  let inverses = Scratch<J>()
  /// Radial functions, and their slopes with respect to r².
  let values = Scratch<J>()
  let slopes = Scratch<J>()

  /// ∂E/∂ of each radial function.
  let valueAdjoints = Scratch<J>()
  /// ∂E/∂r² of each neighbor, from the angles it takes part in.
  let squareAdjoints = Scratch<J>()
  /// Σ cos θ ∂E/∂cos θ of the angles it takes part in.
  let cosineSums = Scratch<J>()
  /// Half of the sum over opposite neighbors of ∂E/∂r_jk² times the vector between them, three a chunk.
  let oppositeSums = Scratch<J>()

  init(stride: Int) { self.stride = stride }

  /// Makes room for the neighbors of a block.
  func reserve(chunks: Int) {
    displacements.reserve(3 * chunks)
    squares.reserve(chunks)
    inverses.reserve(chunks)
    values.reserve(stride * chunks)
    slopes.reserve(stride * chunks)
  }

  /// Sets all adjoints to zero.
  func clearAdjoints(chunks: Int) {
    valueAdjoints.fill(stride * chunks, with: .zero)
    squareAdjoints.fill(chunks, with: .zero)
    cosineSums.fill(chunks, with: .zero)
    oppositeSums.fill(3 * chunks, with: .zero)
  }
}

/// The jet that has one lane of another in all its lanes.
@inline(__always)
func broadcast<J: Jet>(_ jet: UnsafePointer<J>, lane: Int) -> J {
  let numbers = UnsafeRawPointer(jet).assumingMemoryBound(to: J.Scalar.self)
  var result = J.zero
  for component in 0..<J.componentCount {
    result[component: component] = J.L(repeating: numbers[component &* J.L.width &+ lane])
  }
  return result
}

/// Adds the sum over the lanes of a jet to one lane of another.
@inline(__always)
func addSum<J: Jet>(of jet: J, to target: UnsafeMutablePointer<J>, lane: Int) {
  let numbers = UnsafeMutableRawPointer(target).assumingMemoryBound(to: J.Scalar.self)
  for component in 0..<J.componentCount {
    numbers[component &* J.L.width &+ lane] += jet[component: component].sum()
  }
}
