/// Something to be timed.
struct Subject {
  /// What it is called in its contest.
  var name: String

  /// How many atoms one call works on; 0 where there are none.
  var atoms: Int

  /// The number of threads that it may use.
  var threads: Int

  /// The multiply-adds of one call, where they are counted.
  var multiplyAdds: Double?

  /// One call.
  var body: () throws -> Void

  init(
    _ name: String, atoms: Int, threads: Int = 1, multiplyAdds: Double? = nil,
    body: @escaping () throws -> Void
  ) {
    self.name = name
    self.atoms = atoms
    self.threads = threads
    self.multiplyAdds = multiplyAdds
    self.body = body
  }
}

/// The floating-point type of some work.
enum Precision: String, CaseIterable {
  case single = "Float32"
  case double = "Float64"
}
