/// The energy of one block of atoms and its reverse sweep, for any jet.
///
/// `forward` leaves everything that the reverse sweep needs in scratch memory; `reverse` goes back to the
/// radial functions; from there `pairGradient` goes on to the pair vectors and `accumulate` to the
/// parameters. One instance belongs to one thread.
package final class DensitySweep<J: Jet> {
  package typealias Pairs = PairBlocks<J.L>

  package let tables: DensityTables<J.Scalar>
  private let shape: DensityShape
  private let basis: RadialBasis<J>
  private let harmonics: SphericalHarmonics<J>
  private let projection: DensityProjection<J>
  private let invariants: DensityInvariants<J>
  private let network: NetworkSweep<J>

  /// The short-range repulsion of each ordered pair of elements, where there is one.
  let repulsions: [NuclearRepulsion?]
  /// What single atoms of each element get beyond their networks.
  let limits: [SingleAtomLimit]
  let elementCount: Int
  /// The cutoff function, where it is not the one of the basis.
  private let cutoffFunction: CutoffFunction?

  // One entry a slot.
  let displacements = Scratch<J>()
  let unitVectors = Scratch<J>()
  let inverseDistances = Scratch<J>()
  let radialPoints = Scratch<RadialBasis<J>.Point>()
  private let basisValues = Scratch<J>()
  private let radialValues = Scratch<J>()
  private let radialAdjoints = Scratch<J>()
  private let harmonicValues = Scratch<J>()

  // One of each a block.
  private let isotropic: Scratch<J>
  private let angular: Scratch<J>
  private let isotropicAdjoint: Scratch<J>
  private let angularAdjoint: Scratch<J>
  private let featureAdjoint: Scratch<J>
  private let harmonicAdjoints: Scratch<J>
  private let basisAdjoint: Scratch<J>

  package init(_ potential: DensityPotential, tables: DensityTables<J.Scalar>) {
    self.tables = tables
    shape = tables.shape
    let hyperparameters = potential.hyperparameters
    basis = RadialBasis(
      count: hyperparameters.radialBasisSize, cutoff: hyperparameters.cutoff,
      scale: hyperparameters.radialScale)
    harmonics = SphericalHarmonics(degree: hyperparameters.maximumDegree)
    projection = DensityProjection(shape: shape)
    invariants = DensityInvariants(potential.catalog, stride: shape.angularStride)
    network = NetworkSweep(widths: tables.layout.widths, activation: hyperparameters.activation)
    cutoffFunction = hyperparameters.cutoffFunction.function
    elementCount = shape.elements
    repulsions = potential.repulsions
    limits = potential.singleAtomLimits
    isotropic = Scratch(capacity: shape.radial)
    isotropicAdjoint = Scratch(capacity: shape.radial)
    isotropicAdjoint.fill(shape.radial, with: .zero)
    angular = Scratch(capacity: shape.harmonicStride * shape.angularStride)
    angularAdjoint = Scratch(capacity: shape.harmonicStride * shape.angularStride)
    featureAdjoint = Scratch(capacity: shape.features)
    harmonicAdjoints = Scratch(capacity: 4 * shape.harmonicStride)
    basisAdjoint = Scratch(capacity: shape.basis)
  }

  /// Computes the energy of each central atom of a block, without reference energies.
  package func forward(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>
  ) -> J {
    let slots = block.slots.count
    reserve(slots)
    pairs.displace(block, index: index, directions: directions, into: displacements.base)
    measure(slots)
    for group in pairs.groups[block.groups] {
      let coefficients = tables.radialForward(block.element, group.element)
      let first = block.slots.lowerBound
      for slot in group.slots.lowerBound - first..<group.slots.upperBound - first {
        describe(slot, coefficients)
      }
    }
    isotropic.fill(shape.radial, with: .zero)
    angular.fill(shape.harmonicStride * shape.angularStride, with: .zero)
    let (g, y) = (radialValues.base, harmonicValues.base)
    let (a0, a) = (isotropic.base, angular.base)
    for slot in stride(from: 0, to: slots, by: 4) {
      projection.accumulate(
        radial: g + slot * shape.radial, harmonics: y + slot * shape.harmonicStride, isotropic: a0,
        angular: a)
    }
    let features = network.features
    invariants.evaluate(isotropic: a0, angular: a, into: features)
    let (means, scales) = (tables.means(block.element), tables.scales(block.element))
    for feature in 0..<shape.features {
      features[feature] = scales[feature] * (features[feature] - J(constant: means[feature]))
    }
    return tables.energyScale * network.forward(tables, element: block.element)
  }

  /// The standardized features of the block of the last forward sweep.
  package var features: UnsafePointer<J> { UnsafePointer(network.features) }

  /// Goes back from an adjoint of the energies to the radial functions of every pair.
  package func reverse(_ block: Pairs.Block, seed: J) {
    let adjoint = featureAdjoint.base
    network.reverse(tables, element: block.element, seed: tables.energyScale * seed, into: adjoint)
    let scales = tables.scales(block.element)
    for feature in 0..<shape.features { adjoint[feature] = scales[feature] * adjoint[feature] }
    angularAdjoint.fill(shape.harmonicStride * shape.angularStride, with: .zero)
    invariants.reverse(
      angular: angular.base, adjoint: adjoint, isotropicAdjoint: isotropicAdjoint.base,
      angularAdjoint: angularAdjoint.base)
    for slot in stride(from: 0, to: block.slots.count, by: 4) {
      projection.radialAdjoint(
        isotropic: isotropicAdjoint.base, angular: angularAdjoint.base,
        harmonics: harmonicValues.base + slot * shape.harmonicStride,
        into: radialAdjoints.base + slot * shape.radial)
    }
  }

  /// Goes on to the pair vectors: writes ∂E/∂r_ij of each slot, three jets a slot.
  package func pairGradient(_ block: Pairs.Block, of pairs: Pairs, into gradient: UnsafeMutablePointer<J>) {
    let first = block.slots.lowerBound
    let (rs, hs) = (shape.radial, shape.harmonicStride)
    let harmonicAdjoints = harmonicAdjoints.base
    let basisAdjoint = basisAdjoint.base
    var groups = pairs.groups[block.groups].makeIterator()
    guard var group = groups.next() else { return }
    for start in stride(from: 0, to: block.slots.count, by: 4) {
      projection.harmonicAdjoint(
        angular: angularAdjoint.base, radial: radialValues.base + start * rs, into: harmonicAdjoints)
      for slot in start..<start + 4 {
        while slot + first >= group.slots.upperBound, let next = groups.next() { group = next }
        Contraction.apply(
          tables.radialReverse(block.element, group.element), inputs: rs, outputs: shape.basis,
          to: radialAdjoints.base + slot * rs, into: basisAdjoint)
        let alongSquare = basis.reverse(radialPoints.base[slot], adjoint: basisAdjoint)
        finish(
          slot, harmonicAdjoints + (slot - start) * hs, alongSquare, gradient + 3 * slot)
      }
    }
  }

  /// Adds the parameter gradient, the top component of the adjoints, of the last two sweeps.
  package func accumulate(
    _ block: Pairs.Block, of pairs: Pairs, seed: J, into gradient: DensityGradient<J.L>
  ) {
    network.accumulate(element: block.element, seed: tables.energyScale * seed, into: gradient)
    let first = block.slots.lowerBound
    for group in pairs.groups[block.groups] {
      accumulateRadial(
        group.slots.lowerBound - first..<group.slots.upperBound - first,
        into: gradient.radial(block.element, group.element))
    }
  }

  // MARK: One slot

  private func reserve(_ slots: Int) {
    displacements.reserve(3 * slots)
    unitVectors.reserve(3 * slots)
    inverseDistances.reserve(slots)
    radialPoints.reserve(slots)
    basisValues.reserve(slots * shape.basis)
    radialValues.reserve(slots * shape.radial)
    radialAdjoints.reserve(slots * shape.radial)
    if harmonicValues.capacity < slots * shape.harmonicStride {
      // The padding between the rows of harmonics stays zero from here on.
      harmonicValues.reserve(slots * shape.harmonicStride)
      harmonicValues.fill(harmonicValues.capacity, with: .zero)
    }
  }

  /// Computes distances, directions and the points of the radial basis of all slots.
  private func measure(_ slots: Int) {
    let (d, u, inverses, points) = (
      displacements.base, unitVectors.base, inverseDistances.base, radialPoints.base
    )
    for slot in 0..<slots {
      let (x, y, z) = (d[3 &* slot], d[3 &* slot &+ 1], d[3 &* slot &+ 2])
      var square = x * x
      square.add(y, times: y)
      square.add(z, times: z)
      let inverse = square.reciprocalSquareRoot()
      inverses[slot] = inverse
      u[3 &* slot] = inverse * x
      u[3 &* slot &+ 1] = inverse * y
      u[3 &* slot &+ 2] = inverse * z
      points[slot] = basis.point(squaredDistance: square)
    }
    guard let cutoffFunction else { return }
    for slot in 0..<slots {
      basis.replaceCutoff(
        &points[slot], by: cutoffFunction, distance: inverses[slot].reciprocal(), inverse: inverses[slot])
    }
  }

  /// Computes radial functions and harmonics of one slot.
  @inline(__always)
  private func describe(_ slot: Int, _ coefficients: UnsafePointer<J.Scalar>) {
    let u = unitVectors.base + 3 &* slot
    let f = basisValues.base + slot &* shape.basis
    basis.evaluate(radialPoints.base[slot], into: f)
    let g = radialValues.base + slot &* shape.radial
    Contraction.apply(coefficients, inputs: shape.basis, outputs: shape.radial, to: f, into: g)
    harmonics.evaluate(u[0], u[1], u[2], into: harmonicValues.base + slot &* shape.harmonicStride)
  }

  /// Combines the adjoints of direction and squared distance: d̄ = (ū − u (u·ū))/r + 2 d s̄.
  @inline(__always)
  private func finish(
    _ slot: Int, _ harmonicAdjoint: UnsafePointer<J>, _ alongSquare: J,
    _ target: UnsafeMutablePointer<J>
  ) {
    let u = unitVectors.base + 3 &* slot
    let d = displacements.base + 3 &* slot
    let gradient = harmonics.reverse(u[0], u[1], u[2], adjoint: harmonicAdjoint)
    var along = u[0] * gradient.x
    along.add(u[1], times: gradient.y)
    along.add(u[2], times: gradient.z)
    let inverse = inverseDistances.base[slot]
    let twice = alongSquare + alongSquare
    target[0] = inverse * (gradient.x - u[0] * along) + twice * d[0]
    target[1] = inverse * (gradient.y - u[1] * along) + twice * d[1]
    target[2] = inverse * (gradient.z - u[2] * along) + twice * d[2]
  }

  /// Adds Σ_j top(f_k ḡ_n) over some slots to c̄_kn.
  @inline(__always)
  private func accumulateRadial(_ slots: Range<Int>, into sums: UnsafeMutablePointer<J.L>) {
    let (rs, bs) = (shape.radial, shape.basis)
    for n in stride(from: 0, to: rs, by: 2) {
      var k = 0
      while k &+ 4 <= bs {
        let target = sums + (k &* rs &+ n)
        var s00 = target[0], s01 = target[1], s10 = target[rs], s11 = target[rs &+ 1]
        var s20 = target[2 &* rs], s21 = target[2 &* rs &+ 1]
        var s30 = target[3 &* rs], s31 = target[3 &* rs &+ 1]
        for slot in slots {
          let f = basisValues.base + (slot &* bs &+ k)
          let g = radialAdjoints.base + (slot &* rs &+ n)
          J.addTop(of: f[0], times: g[0], to: &s00)
          J.addTop(of: f[0], times: g[1], to: &s01)
          J.addTop(of: f[1], times: g[0], to: &s10)
          J.addTop(of: f[1], times: g[1], to: &s11)
          J.addTop(of: f[2], times: g[0], to: &s20)
          J.addTop(of: f[2], times: g[1], to: &s21)
          J.addTop(of: f[3], times: g[0], to: &s30)
          J.addTop(of: f[3], times: g[1], to: &s31)
        }
        (target[0], target[1], target[rs], target[rs &+ 1]) = (s00, s01, s10, s11)
        (target[2 &* rs], target[2 &* rs &+ 1]) = (s20, s21)
        (target[3 &* rs], target[3 &* rs &+ 1]) = (s30, s31)
        k &+= 4
      }
      while k < bs {
        let target = sums + (k &* rs &+ n)
        var s0 = target[0], s1 = target[1]
        for slot in slots {
          let f = basisValues.base[slot &* bs &+ k]
          let g = radialAdjoints.base + (slot &* rs &+ n)
          J.addTop(of: f, times: g[0], to: &s0)
          J.addTop(of: f, times: g[1], to: &s1)
        }
        (target[0], target[1]) = (s0, s1)
        k &+= 1
      }
    }
  }
}
