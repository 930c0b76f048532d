extension Lane {
  /// A function of the C library number by number, in Float64: for what is too rare to be worth a vector form.
  @inline(__always)
  package func lanewise(_ function: (Double) -> Double) -> Self {
    var result = self
    for index in 0..<Self.width { result[index] = Scalar(function(Double(self[index]))) }
    return result
  }
}
