extension NeighborLanes {
  /// Writes the pair vectors of a block as jets into `output`, three a chunk.
  package func displace<J: Jet>(
    _ block: Block, directions: JetDirections<L.Scalar>, into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    let first = block.chunks.lowerBound
    for chunk in block.chunks {
      for axis in 0..<3 { output[3 &* (chunk &- first) &+ axis] = J(vectors.base[3 &* chunk &+ axis]) }
    }
    for component in 1..<J.componentCount {
      for center in centers[block.centers] {
        if let displacement = directions.displacements[component - 1] {
          gather(center, component, displacement, into: output - 3 &* first)
        }
        if let strain = directions.strains[component - 1], let structures = directions.structures {
          addStrain(
            center, component, strain + 9 &* Int(structures[center.site]), into: output - 3 &* first)
        }
      }
    }
  }

  private func gather<J: Jet>(
    _ center: Center, _ component: Int, _ displacement: UnsafePointer<L.Scalar>,
    into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    let width = L.width
    let stride = J.componentCount &* width
    let none = Int32(siteCount)
    let own = displacement + 3 &* center.site
    let (x, y, z) = (own[0], own[1], own[2])
    for chunk in center.chunks {
      let target = UnsafeMutableRawPointer(output + 3 &* chunk).assumingMemoryBound(to: L.Scalar.self)
        + component &* width
      let sites = neighbors.base + chunk &* width
      for lane in 0..<width where sites[lane] != none {
        let other = displacement + 3 &* Int(sites[lane])
        target[lane] = other[0] - x
        target[stride &+ lane] = other[1] - y
        target[2 &* stride &+ lane] = other[2] - z
      }
    }
  }

  private func addStrain<J: Jet>(
    _ center: Center, _ component: Int, _ strain: UnsafePointer<L.Scalar>,
    into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    for chunk in center.chunks {
      let jets = output + 3 &* chunk
      let (x, y, z) = (jets[0].real, jets[1].real, jets[2].real)
      for axis in 0..<3 {
        jets[axis][component: component] = jets[axis][component: component]
          .addingProduct(L(repeating: strain[3 &* axis]), x)
          .addingProduct(L(repeating: strain[3 &* axis &+ 1]), y)
          .addingProduct(L(repeating: strain[3 &* axis &+ 2]), z)
      }
    }
  }

  /// Adds the forces of a block's pairs, from one component of ∂E/∂r_ij, to the sites.
  ///
  /// - Parameter gradient: Three jets a chunk of the block.
  package func scatter<J: Jet>(
    _ block: Block, gradient: UnsafePointer<J>, component: Int, to forces: UnsafeMutablePointer<SIMD4<Double>>
  ) where J.L == L {
    let width = L.width
    let stride = J.componentCount &* width
    let none = Int32(siteCount)
    for center in centers[block.centers] {
      var total = SIMD4<Double>.zero
      for chunk in center.chunks {
        let source = UnsafeRawPointer(gradient + 3 &* (chunk &- block.chunks.lowerBound))
          .assumingMemoryBound(to: L.Scalar.self) + component &* width
        let sites = neighbors.base + chunk &* width
        for lane in 0..<width where sites[lane] != none {
          let value = SIMD4<Double>(
            Double(source[lane]), Double(source[stride &+ lane]), Double(source[2 &* stride &+ lane]), 0)
          total += value
          forces[Int(sites[lane])] -= value
        }
      }
      forces[center.site] += total
    }
  }
}
