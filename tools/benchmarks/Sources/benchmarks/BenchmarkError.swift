/// Why a benchmark cannot run.
enum BenchmarkError: Error, CustomStringConvertible {
  /// The library does not know an element.
  case elementUnknown(String)
  /// No cutoff below 8 Å gives as many neighbors.
  case tooFewNeighbors(Int)
  /// Two ways to compute the same numbers disagree, so that their times mean nothing.
  case disagreement(what: String, difference: Double, tolerance: Double)
  /// Another program ended with an error.
  case peerFailed(String, output: String)

  var description: String {
    switch self {
    case .elementUnknown(let symbol): "element \(symbol) is not known"
    case .tooFewNeighbors(let mean): "no cutoff below 8 Å gives \(mean) neighbors an atom"
    case .disagreement(let what, let difference, let tolerance):
      "\(what) differ by \(difference), more than \(tolerance): one of the implementations is wrong"
    case .peerFailed(let program, let output): "\(program) failed:\n\(output)"
    }
  }
}
