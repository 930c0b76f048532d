/// The displacements that make pair vectors jets: one direction for each component above the real part.
///
/// Component c of the pair vector is d_c(j) − d_c(i), plus S_c r_ij where a strain S_c is given.
package struct JetDirections<Scalar: MatrixScalar> {
  /// Three numbers a site, and three more (zero) for the site that stands for none; `nil` is zero.
  package var displacements: [UnsafePointer<Scalar>?]

  /// Nine numbers (row order) a structure; `nil` is zero.
  package var strains: [UnsafePointer<Scalar>?]

  /// The structure of each site, read only where there are strains.
  package var structures: UnsafePointer<Int32>?

  /// Atoms that are displaced instead, another one in every lane; `displacements` is then empty.
  package var movedAtoms: MovedAtoms? = nil

  /// No displacement: for the real jet.
  package static var none: JetDirections {
    JetDirections(displacements: [], strains: [], structures: nil)
  }
}

extension PairBlocks {
  /// Writes the pair vectors of a block as jets into `output`, three a slot.
  package func displace<J: Jet>(
    _ block: Block, index: Int, directions: JetDirections<L.Scalar>, into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    let vectors = vectors.base
    for slot in block.slots {
      let target = output + 3 &* (slot &- block.slots.lowerBound)
      let source = vectors + 3 &* slot
      for axis in 0..<3 { target[axis] = J(source[axis]) }
    }
    let centers = centers.base + index * L.width
    if let moved = directions.movedAtoms {
      move(block, index: index, moved, into: output)
      return
    }
    for component in 1..<J.componentCount {
      if let displacement = directions.displacements[component - 1] {
        gather(block, component: component, displacement, centers: centers, into: output)
      }
      if let strain = directions.strains[component - 1], let structures = directions.structures {
        addStrain(
          block, component: component, strain, structures, centers: centers, into: output)
      }
    }
  }

  private func gather<J: Jet>(
    _ block: Block, component: Int, _ displacement: UnsafePointer<L.Scalar>,
    centers: UnsafePointer<Int32>, into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    let width = L.width
    let jetLength = J.componentCount * width
    let target = UnsafeMutableRawPointer(output).assumingMemoryBound(to: L.Scalar.self)
      + component * width
    let sites = neighbors.base + block.slots.lowerBound * width
    for lane in 0..<width where centers[lane] != Int32(siteCount) {
      let center = displacement + 3 &* Int(centers[lane])
      let (x, y, z) = (center[0], center[1], center[2])
      for slot in 0..<block.slots.count {
        let neighbor = displacement + 3 &* Int(sites[slot &* width &+ lane])
        let place = target + (3 &* slot &* jetLength &+ lane)
        place[0] = neighbor[0] - x
        place[jetLength] = neighbor[1] - y
        place[2 &* jetLength] = neighbor[2] - z
      }
    }
  }

  private func addStrain<J: Jet>(
    _ block: Block, component: Int, _ strains: UnsafePointer<L.Scalar>,
    _ structures: UnsafePointer<Int32>, centers: UnsafePointer<Int32>,
    into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    withUnsafeTemporaryAllocation(of: L.self, capacity: 9) { strain in
      for entry in 0..<9 {
        strain[entry] = .zero
        for lane in 0..<L.width where centers[lane] != Int32(siteCount) {
          strain[entry][lane] = strains[9 * Int(structures[Int(centers[lane])]) + entry]
        }
      }
      for slot in 0..<block.slots.count {
        let jets = output + 3 * slot
        let (x, y, z) = (jets[0].real, jets[1].real, jets[2].real)
        for axis in 0..<3 {
          jets[axis][component: component] = jets[axis][component: component]
            .addingProduct(strain[3 * axis], x).addingProduct(strain[3 * axis + 1], y)
            .addingProduct(strain[3 * axis + 2], z)
        }
      }
    }
  }
}
