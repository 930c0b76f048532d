import Sobolev

extension PotentialFamily {
  /// As in "an acsf potential".
  var withArticle: String { "\(self == .acsf ? "an" : "a") \(rawValue) potential" }
}
