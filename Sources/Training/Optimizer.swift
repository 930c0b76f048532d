internal import Potentials

/// The optimizer of a fit: SOAP for parameters that form a matrix, AdamW for all others.
///
/// Matching forces with small networks is badly conditioned: on silicon (mlearn) SOAP came to a test force error
/// of 62 meV/Å in 60 epochs, AdamW to 64 in 800.
public struct Optimizer: Sendable, Codable, Hashable {
  private struct Matrix: Sendable, Codable, Hashable {
    var start: Int
    var rule: SOAP
  }

  private var matrices: [Matrix] = []
  private var others: [Int] = []
  private var adam: AdamW

  /// The number of steps done.
  public var stepCount: Int { adam.stepCount }

  /// Starts without memory for a parameter vector with the given parts.
  init(_ blocks: [ParameterBlock]) {
    for block in blocks {
      if block.isMatrix {
        let columns = block.shape[block.shape.count - 1]
        let rule = SOAP(rows: block.range.count / columns, columns: columns)
        matrices.append(Matrix(start: block.range.lowerBound, rule: rule))
      } else {
        others += block.range
      }
    }
    adam = AdamW(count: others.count)
  }

  /// Does one step; the weight decay λ acts as θ ← θ − η λ θ.
  ///
  /// Matrices are independent of each other, so their number of threads does not change a bit.
  mutating func step(
    _ parameters: inout [Double], gradient: [Double], rate: Double, decay: [Double], threads: ThreadTeam
  ) {
    var steps = [[Double]](repeating: [], count: matrices.count)
    matrices.withUnsafeMutableBufferPointer { matrices in
      steps.withUnsafeMutableBufferPointer { steps in
        nonisolated(unsafe) let (matrices, steps) = (matrices, steps)
        threads.run { thread in
          for index in stride(from: thread, to: matrices.count, by: threads.count) {
            steps[index] = matrices[index].rule.direction(gradient[matrices[index].start...])
          }
        }
      }
    }
    for index in matrices.indices {
      let start = matrices[index].start
      for (offset, value) in steps[index].enumerated() {
        parameters[start + offset] -= rate * (value + decay[start + offset] * parameters[start + offset])
      }
    }
    var rest = others.map { parameters[$0] }
    adam.step(&rest, gradient: others.map { gradient[$0] }, rate: rate, decay: others.map { decay[$0] })
    for (index, value) in zip(others, rest) { parameters[index] = value }
  }
}
