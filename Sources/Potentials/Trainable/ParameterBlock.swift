/// A named part of a potential's parameter vector.
public struct ParameterBlock: Sendable, Hashable {
  /// What the parameters are, with the elements concerned: `radial/Si-O`, `layer0/weights/Si`.
  public var name: String
  /// The shape of the block, row order.
  public var shape: [Int]
  /// Where it stands in the parameter vector.
  public var range: Range<Int>
  /// Whether weight decay applies to it (true for network weights only).
  public var isRegularized: Bool
  /// Whether the optimizer preconditions it as a matrix, its last axis being the columns: all that
  /// multiply the same inputs.
  public var isMatrix: Bool

  /// Which axis counts the neurons, where these are the weights between the features and the first hidden layer;
  /// `nil` for all else.
  public var neuronAxis: Int?

  /// Describes a part of a parameter vector.
  public init(
    name: String, shape: [Int], start: Int, isRegularized: Bool, isMatrix: Bool, neuronAxis: Int? = nil
  ) {
    self.name = name
    self.shape = shape
    range = start..<start + shape.reduce(1, *)
    self.isRegularized = isRegularized
    self.isMatrix = isMatrix
    self.neuronAxis = neuronAxis
  }
}
