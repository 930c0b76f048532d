package import Atomistics

/// What a training step and the sweeps of a potential tell each other: values and derivatives of some
/// structures, and the coefficients of the functional whose parameter gradient is wanted.
///
/// Atoms of all structures stand one after another; arrays of atoms have one entry more, for the site that
/// stands for none.
package final class StepExchange<Scalar: MatrixScalar> {
  /// Where the atoms of each structure begin, and at the end the number of atoms.
  package private(set) var structureOffsets: [Int] = [0]

  /// Whether any strain coefficient has been set.
  package private(set) var hasStrains = false

  // Found by the sweeps, in Float64.
  private let energies = Scratch<Double>()
  private let virials = Scratch<Matrix3>()
  private let atomForces = Scratch<SIMD4<Double>>()
  private let negativeProducts = Scratch<SIMD4<Double>>()

  // Read by the sweeps.
  private let structures = Scratch<Int32>()
  private let seeds = Scratch<Scalar>()
  private let displacements = Scratch<Scalar>()
  private let strains = Scratch<Scalar>()
  private let probes = Scratch<Scalar>()
  private let productCoefficients = Scratch<Scalar>()

  package init() {}

  /// The number of atoms of all structures.
  package var atomCount: Int { structureOffsets[structureOffsets.count - 1] }

  /// The number of structures.
  package var structureCount: Int { structureOffsets.count - 1 }

  /// The atoms of a structure.
  package func atoms(of structure: Int) -> Range<Int> {
    structureOffsets[structure]..<structureOffsets[structure + 1]
  }

  /// Starts a step with structures of the given numbers of atoms; everything is zero.
  package func begin(atomCounts: some Sequence<Int>) {
    structureOffsets.removeAll(keepingCapacity: true)
    var atoms = 0
    for count in atomCounts {
      structureOffsets.append(atoms)
      atoms += count
    }
    structureOffsets.append(atoms)
    structures.reserve(atoms + 1)
    for structure in 0..<structureCount {
      for atom in self.atoms(of: structure) { structures.base[atom] = Int32(structure) }
    }
    clearFindings()
    clearCoefficients()
    probes.fill(3 * (atoms + 1), with: 0)
  }

  /// Sets all coefficients but the probes to zero.
  package func clearCoefficients() {
    hasStrains = false
    seeds.fill(structureCount, with: 0)
    displacements.fill(3 * (atomCount + 1), with: 0)
    strains.fill(9 * structureCount, with: 0)
    productCoefficients.fill(3 * (atomCount + 1), with: 0)
  }
}

// MARK: What training reads

extension StepExchange {
  /// The energy of a structure in eV, without reference energies.
  package func energy(_ structure: Int) -> Double { energies.base[structure] }

  /// The virial −∂E/∂strain of a structure in eV.
  package func virial(_ structure: Int) -> Matrix3 { virials.base[structure] }

  /// The force on an atom in eV/Å.
  package func force(_ atom: Int) -> SIMD3<Double> {
    let force = atomForces.base[atom]
    return SIMD3(force.x, force.y, force.z)
  }

  /// The product H u at an atom, in eV/Å² times the unit of the probe.
  package func product(_ atom: Int) -> SIMD3<Double> {
    let product = negativeProducts.base[atom]
    return -SIMD3(product.x, product.y, product.z)
  }
}

// MARK: What training sets

extension StepExchange {
  /// Sets the coefficient a of a structure's energy.
  package func setEnergyCoefficient(_ value: Double, structure: Int) {
    seeds.base[structure] = Scalar(value)
  }

  /// Sets the coefficients v of ∂E/∂R of an atom.
  package func setDisplacement(_ value: SIMD3<Double>, atom: Int) {
    set(value, displacements, atom)
  }

  /// Sets the coefficients S of ∂E/∂strain of a structure.
  package func setStrain(_ value: Matrix3, structure: Int) {
    hasStrains = true
    let (x, y, z) = value.rows
    for axis in 0..<3 {
      strains.base[9 * structure + axis] = Scalar(x[axis])
      strains.base[9 * structure + 3 + axis] = Scalar(y[axis])
      strains.base[9 * structure + 6 + axis] = Scalar(z[axis])
    }
  }

  /// Sets the direction u of an atom in Hessian-vector products.
  package func setProbe(_ value: SIMD3<Double>, atom: Int) { set(value, probes, atom) }

  /// Sets the coefficients w of H u of an atom.
  package func setProductCoefficient(_ value: SIMD3<Double>, atom: Int) {
    set(value, productCoefficients, atom)
  }

  private func set(_ value: SIMD3<Double>, _ target: Scratch<Scalar>, _ atom: Int) {
    for axis in 0..<3 { target.base[3 * atom + axis] = Scalar(value[axis]) }
  }
}

// MARK: What the sweeps use

extension StepExchange {
  /// The coefficient a of each structure's energy.
  package var energyCoefficients: UnsafePointer<Scalar> { UnsafePointer(seeds.base) }

  /// The structure of each atom.
  package var structureOfAtom: UnsafePointer<Int32> { UnsafePointer(structures.base) }

  /// ε u.
  package var probeDirections: JetDirections<Scalar> {
    JetDirections(displacements: [UnsafePointer(probes.base)], strains: [nil], structures: nil)
  }

  /// ε v and the strain ε S.
  package var gradientDirections: JetDirections<Scalar> {
    JetDirections(
      displacements: [UnsafePointer(displacements.base)], strains: [strainCoefficients],
      structures: structureOfAtom)
  }

  /// ε₁ u + ε₂ w + ε₁ε₂ v and the strain ε₁ε₂ S.
  package var curvatureDirections: JetDirections<Scalar> {
    JetDirections(
      displacements: [
        UnsafePointer(probes.base), UnsafePointer(productCoefficients.base),
        UnsafePointer(displacements.base),
      ],
      strains: [nil, nil, strainCoefficients], structures: structureOfAtom)
  }

  private var strainCoefficients: UnsafePointer<Scalar>? {
    hasStrains ? UnsafePointer(strains.base) : nil
  }

  /// Where sweeps add up the forces on the atoms.
  package var forces: UnsafeMutablePointer<SIMD4<Double>> { atomForces.base }

  /// Where sweeps add up the derivative −H u of the forces along the probes.
  package var forceDerivatives: UnsafeMutablePointer<SIMD4<Double>> { negativeProducts.base }

  /// Sets what the sweeps find to zero, before they add to it.
  package func clearFindings() {
    energies.fill(structureCount, with: 0)
    virials.fill(structureCount, with: .zero)
    atomForces.fill(atomCount + 1, with: .zero)
    negativeProducts.fill(atomCount + 1, with: .zero)
  }

  /// Adds the energy and virial of a central atom to its structure.
  @inline(__always)
  package func add(energy: Double, virial: Matrix3, atom: Int) {
    let structure = Int(structures.base[atom])
    energies.base[structure] += energy
    virials.base[structure] = virials.base[structure] + virial
  }
}
