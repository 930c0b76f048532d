/// A choice of hyperparameters that makes no potential.
public enum DensityError: Error, Equatable, CustomStringConvertible {
  /// A value is outside its allowed range.
  case outOfRange(name: String, value: String, allowed: String)

  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let allowed):
      "\(name) is \(value), but must be \(allowed)"
    }
  }
}

extension DensityHyperparameters {
  /// Checks every value against its range.
  ///
  /// - Throws: `DensityError.outOfRange` for the first value outside.
  public func validate() throws {
    func require(_ condition: Bool, _ name: String, _ value: some Any, _ allowed: String) throws {
      guard condition else {
        throw DensityError.outOfRange(name: name, value: "\(value)", allowed: allowed)
      }
    }
    try require(cutoff > 0.5 && cutoff <= 20, "cutoff", cutoff, "above 0.5 and at most 20 Å")
    try require(
      radialScale >= 0.1 && radialScale <= 20, "radial_scale", radialScale, "0.1 to 20 Å")
    try require(
      (2...32).contains(radialBasisSize), "radial_basis_size", radialBasisSize, "2 to 32")
    try require((1...64).contains(radialChannels), "radial_channels", radialChannels, "1 to 64")
    try require(
      (1...radialChannels).contains(angularChannels), "angular_channels", angularChannels,
      "1 to radial_channels (\(radialChannels))")
    try require((1...8).contains(maximumDegree), "maximum_degree", maximumDegree, "1 to 8")
    try require(
      (0...maximumDegree).contains(tripleDegree), "triple_degree", tripleDegree,
      "0 to maximum_degree (\(maximumDegree))")
    try require(
      (0...angularChannels).contains(tripleChannels), "triple_channels", tripleChannels,
      "0 to angular_channels (\(angularChannels))")
    try require(
      (1...4).contains(hiddenLayers.count) && hiddenLayers.allSatisfy { (1...512).contains($0) },
      "hidden_layers", hiddenLayers, "one to four widths of 1 to 512")
  }
}
