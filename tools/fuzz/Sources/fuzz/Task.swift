import ArgumentParser

/// What is done with a case.
enum Task: String, CaseIterable, ExpressibleByArgument {
  /// Looked through, as the product's child does, with its checking allocator.
  case probe
  /// Read, with the product's handler of signals.
  case read
  /// Both as in the product: a child process that it starts looks first.
  case product

  /// Its place on the board.
  var place: Int32 {
    switch self {
    case .probe: 0
    case .read: 1
    case .product: 2
    }
  }

  /// The tasks for a reader, in their order.
  static func all(for reader: any Reader) -> [Task] { reader.isProbed ? [.probe, .read, .product] : [.read] }

  /// Whether a case is met by it: starting processes takes some hundred times as long as reading.
  func meets(_ number: Int) -> Bool { self != .product || number % 1250 == 0 }

  /// What the environment has besides that of this program.
  var variables: [String: String] {
    let usual = [
      "SWIFT_BACKTRACE": "enable=no", "OPENBLAS_NUM_THREADS": "1",
      // Memory is not given back to the system after each case: asking for it anew takes a fifth of the time.
      "MALLOC_MMAP_THRESHOLD_": "\(32 << 20)", "MALLOC_TRIM_THRESHOLD_": "\(256 << 20)",
    ]
    guard self == .probe else { return usual }
    return usual.merging([
      "LD_PRELOAD": "libc_malloc_debug.so.0", "MALLOC_CHECK_": "3", "MALLOC_PERTURB_": "165",
    ]) { $1 }
  }
}
