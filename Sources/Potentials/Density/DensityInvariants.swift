/// The invariants of one atom's density and their reverse sweep.
package struct DensityInvariants<J: Jet> {
  package let catalog: InvariantCatalog
  private let stride: Int
  private let product: Scratch<J>
  private let productAdjoint: Scratch<J>

  /// Prepares for coefficients stored harmonics × radial functions with the given row length.
  package init(_ catalog: InvariantCatalog, stride: Int) {
    self.catalog = catalog
    self.stride = stride
    product = Scratch(capacity: 2 * catalog.degree + 1)
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
    for coupling in catalog.couplings {
      evaluate(coupling, angular: angular, into: features)
    }
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
    _ coupling: InvariantCatalog.Coupling, _ first: UnsafePointer<J>, _ second: UnsafePointer<J>
  ) {
    let product = product.base
    for m in 0...2 &* coupling.degrees.2 { product[m] = .zero }
    for term in coupling.terms {
      let value = first[term.first &* stride] * second[term.second &* stride]
      product[term.third].add(J.Scalar(term.value), times: value)
    }
  }

  @inline(__always)
  private func evaluate(
    _ coupling: InvariantCatalog.Coupling, angular: UnsafePointer<J>,
    into features: UnsafeMutablePointer<J>
  ) {
    let (first, second, third) = rows(coupling, angular)
    let product = product.base
    for pair in coupling.pairs {
      couple(coupling, first + pair.first, second + pair.second)
      var feature = pair.firstFeature
      for channel in pair.thirds {
        var sum = J.zero
        for m in 0...2 &* coupling.degrees.2 { sum.add(product[m], times: third[m &* stride &+ channel]) }
        features[feature] = sum
        feature &+= 1
      }
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
    for coupling in catalog.couplings {
      reverse(coupling, angular: angular, adjoint: adjoint, angularAdjoint: angularAdjoint)
    }
  }

  @inline(__always)
  private func reverse(
    _ coupling: InvariantCatalog.Coupling, angular: UnsafePointer<J>, adjoint: UnsafePointer<J>,
    angularAdjoint: UnsafeMutablePointer<J>
  ) {
    let (first, second, third) = rows(coupling, angular)
    let firstAdjoint = angularAdjoint + (first - angular)
    let secondAdjoint = angularAdjoint + (second - angular)
    let thirdAdjoint = angularAdjoint + (third - angular)
    let product = product.base
    let productAdjoint = productAdjoint.base
    for pair in coupling.pairs {
      couple(coupling, first + pair.first, second + pair.second)
      for m in 0...2 &* coupling.degrees.2 {
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
      for term in coupling.terms {
        let a = J.Scalar(term.value) * productAdjoint[term.third]
        let (i, j) = (term.first &* stride &+ pair.first, term.second &* stride &+ pair.second)
        firstAdjoint[i].add(a, times: second[j])
        secondAdjoint[j].add(a, times: first[i])
      }
    }
  }
}
