/// A configuration with its reference values and the place that it came from.
public struct LabeledConfiguration: Hashable, Sendable {
  /// The atoms.
  public var configuration: Configuration

  /// What is known about them.
  public var labels: Labels

  /// Where it was read, as a user would look it up: `train.h5:/064[12]`.
  public var name: String

  /// How much it counts in a fit, relative to 1.
  public var weight: Double

  /// What its file calls it, for example `300 K, step 80`; empty when the file gives no name.
  public var identifier: String

  /// The split that its file puts it in, such as `train`; empty when there is none.
  public var split: String

  /// Creates a labeled configuration.
  public init(
    _ configuration: Configuration, _ labels: Labels, name: String = "", weight: Double = 1,
    identifier: String = "", split: String = ""
  ) {
    self.configuration = configuration
    self.labels = labels
    self.name = name
    self.weight = weight
    self.identifier = identifier
    self.split = split
  }
}
