/// A choice that makes no neuroevolution potential.
public enum NEPError: Error, Equatable, CustomStringConvertible {
  /// A value is outside its allowed range.
  case outOfRange(name: String, value: String, allowed: String)

  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let allowed):
      "\(name) is \(value), but must be \(allowed)"
    }
  }
}

extension NEPHyperparameters {
  /// Checks every value against the range that the form allows, for a number of elements.
  ///
  /// The largest sizes are those that evaluators of the format provide for; `NEPDialect` knows narrower ones.
  ///
  /// - Throws: `NEPError.outOfRange` for the first value outside.
  public func validate(elementCount: Int) throws {
    func require(_ condition: Bool, _ name: String, _ value: some Any, _ allowed: String) throws {
      guard condition else {
        throw NEPError.outOfRange(name: name, value: "\(value)", allowed: allowed)
      }
    }
    let radial = radialCutoffs.count == elementCount
    try require(radial, "radial_cutoffs", radialCutoffs, "one number for each of \(elementCount) elements")
    let angular = angularCutoffs.count == elementCount
    try require(angular, "angular_cutoffs", angularCutoffs, "one number for each of \(elementCount) elements")
    for (outer, inner) in zip(radialCutoffs, angularCutoffs) {
      try require(outer > 0.5 && outer <= 20, "radial_cutoff", outer, "above 0.5 and at most 20 Å")
      try require(
        inner > 0.5 && inner <= outer, "angular_cutoff", inner,
        "above 0.5 Å and at most the radial cutoff (\(outer) Å)")
    }
    try require((1...20).contains(radialChannels), "radial_channels", radialChannels, "1 to 20")
    try require((1...20).contains(angularChannels), "angular_channels", angularChannels, "1 to 20")
    try require((1...20).contains(radialBasisSize), "radial_basis_size", radialBasisSize, "1 to 20")
    try require((1...20).contains(angularBasisSize), "angular_basis_size", angularBasisSize, "1 to 20")
    try require((1...8).contains(maximumDegree), "maximum_degree", maximumDegree, "1 to 8")
    try require(
      manyBodyTerms == Set(manyBodyTerms).sorted(), "many_body_terms", manyBodyTerms,
      "different terms in the order of the file")
    for term in manyBodyTerms {
      try require(
        term.highestDegree <= maximumDegree, "maximum_degree", maximumDegree,
        "at least \(term.highestDegree) for the term \(term)")
    }
    try require((1...200).contains(neurons), "neurons", neurons, "1 to 200")
  }
}
