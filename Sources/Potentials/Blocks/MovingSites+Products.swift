internal import Atomistics

extension MovingSites {
  /// Adds up the Hessian-vector product of all atoms from −H u of the sites that each thread has found.
  ///
  /// - Parameter sums: One entry a site from each thread; what stands for images is added to their atoms.
  /// - Returns: H u, one vector an atom.
  /// - Throws: `PotentialError.resultNotFinite`.
  func product(_ sums: [UnsafeMutablePointer<SIMD4<Double>>]) throws -> [SIMD3<Double>] {
    sums.forEach(sites.fold)
    var product = [SIMD3<Double>](repeating: .zero, count: elements.count)
    for structure in 0..<structureCount {
      for atom in structureOffsets[structure]..<structureOffsets[structure + 1] {
        let sum = sums.reduce(SIMD4<Double>.zero) { $0 - $1[atom] }
        guard sum.x.isFinite, sum.y.isFinite, sum.z.isFinite else {
          throw PotentialError.resultNotFinite(structure: structure)
        }
        product[atom] = SIMD3(sum.x, sum.y, sum.z)
      }
    }
    return product
  }
}
