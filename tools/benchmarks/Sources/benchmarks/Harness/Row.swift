/// One line of the report: the time of one subject.
struct Row: Codable {
  var name: String
  var threads: Int
  /// The number of atoms of one call; 0 where there are none.
  var atoms: Int
  /// Microseconds of wall-clock time an atom, where there are atoms.
  var microseconds: Spread?
  /// Microseconds of processor time an atom, all threads together.
  var processorMicroseconds: Spread?
  /// Billions of multiply-adds a second of processor time, where they are counted.
  var gigaMultiplyAdds: Spread?
  /// The median part of the wanted processor time that the rounds got.
  var processorShare: Double
  /// Whether other processes took so much time that the wall-clock figure means little.
  var isDisturbed: Bool

  init(_ timing: Timing) {
    name = timing.subject.name
    threads = timing.subject.threads
    atoms = timing.subject.atoms
    if timing.subject.atoms > 0 {
      let scale = 1e6 / Double(timing.subject.atoms)
      microseconds = Spread(timing.seconds.map { scale * $0 })
      processorMicroseconds = Spread(timing.processorSeconds.map { scale * $0 })
    }
    gigaMultiplyAdds = timing.rates.map { Spread($0.map { $0 * 1e-9 }) }
    processorShare = Spread(timing.shares).median
    let times = Spread(timing.seconds)
    isDisturbed = processorShare < 0.97 || times.median > 1.1 * times.minimum
  }
}
