/// The density Σ_j g_n(r_ij) Y_lm(r̂_ij) of one block, its reverse sweep and the gradient of its coefficients.
///
/// Works on rows: the slots at the beginning of each segment that reach the angular cutoff, four at a time.
final class NEPAngularSweep<J: Jet> {
  /// Σ_j g_n Y_lm, harmonics × channels, of the last forward sweep.
  let density: Scratch<J>
  /// The adjoint of the density, which `reverse` reads.
  let densityAdjoint: Scratch<J>

  private let tables: NEPTables<J.Scalar>
  private let slots: NEPSlots<J>
  private let harmonics: SphericalHarmonics<J>
  private let basis: Int
  private let channels: Int
  private let harmonicCount: Int

  // One entry a row.
  private let points = Scratch<NEPBasis<J>.Point>()
  private let basisValues = Scratch<J>()
  private let channelValues = Scratch<J>()
  private let harmonicValues = Scratch<J>()
  private let channelAdjoints = Scratch<J>()

  // Of four rows.
  private let basisAdjoint: Scratch<J>
  private let harmonicAdjoint: Scratch<J>

  init(_ tables: NEPTables<J.Scalar>, slots: NEPSlots<J>, maximumDegree: Int) {
    self.tables = tables
    self.slots = slots
    harmonics = SphericalHarmonics(degree: maximumDegree)
    (basis, channels) = (tables.shape.angularBasis, tables.shape.angular)
    harmonicCount = tables.shape.harmonics
    density = Scratch(capacity: harmonicCount * channels)
    densityAdjoint = Scratch(capacity: harmonicCount * channels)
    basisAdjoint = Scratch(capacity: 4 * basis)
    harmonicAdjoint = Scratch(capacity: 4 * harmonicCount)
  }

  // MARK: Forward

  /// Computes the density about the atoms of an element.
  func forward(_ element: Int) {
    let rows = slots.rowCount
    points.reserve(rows)
    basisValues.reserve(rows * basis)
    channelValues.reserve(rows * channels)
    channelAdjoints.reserve(rows * channels)
    harmonicValues.reserve(rows * harmonicCount)
    density.fill(harmonicCount * channels, with: .zero)
    for segment in slots.segments {
      let coefficients = tables.angularForward(element, segment.element)
      for offset in stride(from: 0, to: segment.rows.count, by: 4) {
        let row = segment.rows.lowerBound + offset
        for place in 0..<4 { describe(segment, offset + place, element) }
        let channelRow = channelValues.base + row * channels
        QuadContraction.apply(
          coefficients, inputs: basis, outputs: channels, to: basisValues.base + row * basis, into: channelRow)
        QuadContraction.accumulate(
          harmonicValues.base + row * harmonicCount, rows: harmonicCount, channelRow, columns: channels,
          to: density.base)
      }
    }
  }

  /// Computes Chebyshev functions and harmonics of one row; those beyond the segment's slots are zero.
  @inline(__always)
  private func describe(_ segment: NEPSlots<J>.Segment, _ offset: Int, _ element: Int) {
    let row = segment.rows.lowerBound &+ offset
    let f = basisValues.base + row &* basis
    let y = harmonicValues.base + row &* harmonicCount
    guard offset < segment.angularCount else {
      points.base[row] = .outside
      f.update(repeating: .zero, count: basis)
      y.update(repeating: .zero, count: harmonicCount)
      return
    }
    let slot = segment.slots.lowerBound &+ offset
    let scale = tables.inverseAngularCutoff(element, segment.element)
    let point = NEPBasis<J>.point(scale * slots.inverseDistances.base[slot].reciprocal())
    points.base[row] = point
    NEPBasis.evaluate(point, count: basis, into: f)
    let u = slots.unitVectors.base + 3 &* slot
    harmonics.evaluate(u[0], u[1], u[2], into: y)
  }

  // MARK: Reverse

  /// Goes back from `densityAdjoint` to the radial functions of each row.
  func reverse() {
    for row in stride(from: 0, to: slots.rowCount, by: 4) {
      QuadContraction.apply(
        densityAdjoint.base, inputs: harmonicCount, inputStride: channels, outputs: channels,
        outputStride: 1, to: harmonicValues.base + row * harmonicCount,
        into: channelAdjoints.base + row * channels)
    }
  }

  /// Adds the gradient of each slot.
  func addPairGradient(_ element: Int, to gradient: UnsafeMutablePointer<J>) {
    let (harmonicAdjoint, basisAdjoint) = (harmonicAdjoint.base, basisAdjoint.base)
    for segment in slots.segments {
      let coefficients = tables.angularReverse(element, segment.element)
      let scale = -tables.inverseAngularCutoff(element, segment.element)
      for offset in stride(from: 0, to: segment.rows.count, by: 4) {
        let row = segment.rows.lowerBound + offset
        QuadContraction.apply(
          densityAdjoint.base, inputs: channels, inputStride: 1, outputs: harmonicCount,
          outputStride: channels, to: channelValues.base + row * channels, into: harmonicAdjoint)
        QuadContraction.apply(
          coefficients, inputs: channels, outputs: basis, to: channelAdjoints.base + row * channels,
          into: basisAdjoint)
        for place in 0..<min(4, segment.angularCount - offset) {
          let slope = NEPBasis.reverse(
            points.base[row &+ place], adjoint: basisAdjoint + place &* basis, count: basis)
          addSlotGradient(
            segment.slots.lowerBound &+ offset &+ place, along: scale * slope,
            harmonicAdjoint + place &* harmonicCount, to: gradient)
        }
      }
    }
  }

  /// Adds the gradient along the pair and that of its direction: (ū − u (u·ū))/r.
  @inline(__always)
  private func addSlotGradient(
    _ slot: Int, along: J, _ harmonicAdjoint: UnsafePointer<J>, to gradient: UnsafeMutablePointer<J>
  ) {
    let u = slots.unitVectors.base + 3 &* slot
    let turn = harmonics.reverse(u[0], u[1], u[2], adjoint: harmonicAdjoint)
    var projection = u[0] * turn.x
    projection.add(u[1], times: turn.y)
    projection.add(u[2], times: turn.z)
    let inverse = slots.inverseDistances.base[slot]
    let radial = along - inverse * projection
    let target = gradient + 3 &* slot
    target[0] += inverse * turn.x + radial * u[0]
    target[1] += inverse * turn.y + radial * u[1]
    target[2] += inverse * turn.z + radial * u[2]
  }

  // MARK: Parameters

  /// Adds Σ_j top(ḡ_n f_k) over the rows of each segment to the gradient of its coefficients c_nk.
  func accumulate(_ element: Int, into gradient: NEPGradient<J.L>) {
    for segment in slots.segments {
      let sums = gradient.angular(element, segment.element)
      for row in stride(from: segment.rows.lowerBound, to: segment.rows.upperBound, by: 4) {
        let g = channelAdjoints.base + row &* channels
        let f = basisValues.base + row &* basis
        for n in 0..<channels {
          for k in 0..<basis {
            var sum = sums[n &* basis &+ k]
            for place in 0..<4 {
              J.addTop(of: g[place &* channels &+ n], times: f[place &* basis &+ k], to: &sum)
            }
            sums[n &* basis &+ k] = sum
          }
        }
      }
    }
  }
}
