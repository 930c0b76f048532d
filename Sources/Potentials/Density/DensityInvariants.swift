/// The invariants of one atom's density and their reverse sweep.
package struct DensityInvariants<J: Jet> {
  package let catalog: InvariantCatalog
  private let stride: Int
  /// One a coupling of the catalog, and the shorter ones for pairs of a channel with itself.
  private let tables: [CouplingTable<J.Scalar>]
  private let symmetricTables: [CouplingTable<J.Scalar>]
  /// Where the coupled pairs of each coupling begin in `products`.
  private let productStarts: [Int]
  /// The coupled channels D_m3 of all pairs, as the forward sweep leaves them for the reverse sweep.
  private let products: Scratch<J>
  private let productAdjoint: Scratch<J>

  /// Prepares for coefficients stored harmonics × radial functions with the given row length.
  package init(_ catalog: InvariantCatalog, stride: Int) {
    self.catalog = catalog
    self.stride = stride
    tables = catalog.couplings.map { CouplingTable($0.terms, stride: stride) }
    symmetricTables = catalog.couplings.map { coupling in
      CouplingTable(
        coupling.terms, stride: stride, isSymmetric: coupling.degrees.0 == coupling.degrees.1)
    }
    var starts = [0]
    for coupling in catalog.couplings {
      starts.append(starts[starts.count - 1] + coupling.pairs.count * (2 * coupling.degrees.2 + 1))
    }
    productStarts = starts
    products = Scratch(capacity: starts[starts.count - 1])
    productAdjoint = Scratch(capacity: 2 * catalog.degree + 1)
  }

  /// Computes all features from A_n and A_mn.
  @inline(__always)
  package func evaluate(
    isotropic: UnsafePointer<J>, angular: UnsafePointer<J>, into features: UnsafeMutablePointer<J>
  ) {
    for n in 0..<catalog.radialChannels { features[n] = isotropic[n] }
    var feature = catalog.powerStart
    for l in 1...catalog.degree {
      let start = angular + (l &* l &- 1) &* stride
      for first in 0..<catalog.angularChannels {
        for second in first..<catalog.angularChannels {
          var sum = J.zero
          var row = start
          for _ in 0..<(2 &* l &+ 1) {
            sum.add(row[first], times: row[second])
            row += stride
          }
          features[feature] = sum
          feature &+= 1
        }
      }
    }
    for index in tables.indices { evaluate(index, angular: angular, into: features) }
  }

  @inline(__always)
  private func rows(
    _ coupling: InvariantCatalog.Coupling, _ angular: UnsafePointer<J>
  ) -> (UnsafePointer<J>, UnsafePointer<J>, UnsafePointer<J>) {
    let (l1, l2, l3) = coupling.degrees
    return (
      angular + (l1 &* l1 &- 1) &* stride, angular + (l2 &* l2 &- 1) &* stride,
      angular + (l3 &* l3 &- 1) &* stride
    )
  }

  /// Couples the pair's two channels to the third degree: D_m3 = Σ G A_n1 A_n2.
  @inline(__always)
  private func couple(
    _ table: CouplingTable<J.Scalar>, _ first: UnsafePointer<J>, _ second: UnsafePointer<J>,
    into product: UnsafeMutablePointer<J>
  ) {
    let (rows, entries) = (table.rows.base, table.products.base)
    for index in 0..<table.rowCount {
      let row = rows[index]
      let a = first[row.first]
      for position in row.start..<row.end {
        let entry = entries[position]
        let value = a * second[entry.second]
        product[entry.thirds.0].add(entry.values.0, times: value)
        product[entry.thirds.1].add(entry.values.1, times: value)
      }
    }
  }

  @inline(__always)
  private func evaluate(
    _ index: Int, angular: UnsafePointer<J>, into features: UnsafeMutablePointer<J>
  ) {
    let coupling = catalog.couplings[index]
    let (first, second, third) = rows(coupling, angular)
    let (table, symmetricTable) = (tables[index], symmetricTables[index])
    let count = 2 &* coupling.degrees.2 &+ 1
    var product = products.base + productStarts[index]
    for pair in coupling.pairs {
      for m in 0..<count { product[m] = .zero }
      couple(
        pair.first == pair.second ? symmetricTable : table, first + pair.first, second + pair.second, into: product)
      var feature = pair.firstFeature
      for channel in pair.thirds {
        var sum = J.zero
        for m in 0..<count { sum.add(product[m], times: third[m &* stride &+ channel]) }
        features[feature] = sum
        feature &+= 1
      }
      product += count
    }
  }

  /// The reverse sweep: sets the adjoints of A_n and A_mn from those of the features.
  @inline(__always)
  package func reverse(
    angular: UnsafePointer<J>, adjoint: UnsafePointer<J>,
    isotropicAdjoint: UnsafeMutablePointer<J>, angularAdjoint: UnsafeMutablePointer<J>
  ) {
    for n in 0..<catalog.radialChannels { isotropicAdjoint[n] = adjoint[n] }
    var feature = catalog.powerStart
    for l in 1...catalog.degree {
      let start = (l &* l &- 1) &* stride
      for first in 0..<catalog.angularChannels {
        for second in first..<catalog.angularChannels {
          let a = adjoint[feature]
          var row = start
          for _ in 0..<(2 &* l &+ 1) {
            angularAdjoint[row &+ first].add(a, times: angular[row &+ second])
            angularAdjoint[row &+ second].add(a, times: angular[row &+ first])
            row &+= stride
          }
          feature &+= 1
        }
      }
    }
    for index in tables.indices {
      reverse(index, angular: angular, adjoint: adjoint, angularAdjoint: angularAdjoint)
    }
  }

  @inline(__always)
  private func reverse(
    _ index: Int, angular: UnsafePointer<J>, adjoint: UnsafePointer<J>,
    angularAdjoint: UnsafeMutablePointer<J>
  ) {
    let coupling = catalog.couplings[index]
    let (first, second, third) = rows(coupling, angular)
    let firstAdjoint = angularAdjoint + (first - angular)
    let secondAdjoint = angularAdjoint + (second - angular)
    let thirdAdjoint = angularAdjoint + (third - angular)
    let count = 2 &* coupling.degrees.2 &+ 1
    let (table, symmetricTable) = (tables[index], symmetricTables[index])
    let productAdjoint = productAdjoint.base
    var product = products.base + productStarts[index]
    for pair in coupling.pairs {
      for m in 0..<count {
        var sum = J.zero
        var feature = pair.firstFeature
        for channel in pair.thirds {
          let a = adjoint[feature]
          sum.add(a, times: third[m &* stride &+ channel])
          thirdAdjoint[m &* stride &+ channel].add(a, times: product[m])
          feature &+= 1
        }
        productAdjoint[m] = sum
      }
      uncouple(
        pair.first == pair.second ? symmetricTable : table, first + pair.first, second + pair.second,
        adjoint: productAdjoint, firstAdjoint + pair.first, secondAdjoint + pair.second)
      product += count
    }
  }

  /// The reverse of `couple`: adds to the adjoints of both channels.
  ///
  /// Where both factors are one channel their adjoints stand in the same place, so the first one is added
  /// only after its row is done.
  @inline(__always)
  private func uncouple(
    _ table: CouplingTable<J.Scalar>, _ first: UnsafePointer<J>, _ second: UnsafePointer<J>,
    adjoint: UnsafePointer<J>, _ firstAdjoint: UnsafeMutablePointer<J>,
    _ secondAdjoint: UnsafeMutablePointer<J>
  ) {
    let (rows, entries) = (table.rows.base, table.products.base)
    for index in 0..<table.rowCount {
      let row = rows[index]
      let a = first[row.first]
      var sum = J.zero
      for position in row.start..<row.end {
        let entry = entries[position]
        var value = entry.values.0 * adjoint[entry.thirds.0]
        value.add(entry.values.1, times: adjoint[entry.thirds.1])
        sum.add(value, times: second[entry.second])
        secondAdjoint[entry.second].add(value, times: a)
      }
      firstAdjoint[row.first] += sum
    }
  }
}
