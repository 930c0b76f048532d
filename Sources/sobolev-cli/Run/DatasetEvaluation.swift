import Sobolev

/// Streams a data file through a potential.
enum DatasetEvaluation {
  /// The number of structures in memory at a time: enough to fill the processor, few enough for any machine.
  private static let batchSize = 64

  /// The errors of a potential on all frames of a file.
  static func run(
    _ potential: some TwiceDifferentiable, on data: DatasetFile, worst: Int, spectrumWidth: Double,
    threads: Int, title: String
  ) throws -> ErrorMetrics {
    var metrics = ErrorMetrics(worst: worst, spectrumBinWidth: spectrumWidth)
    var progress = ProgressBar(title)
    var batches = data.batches(of: batchSize)
    let options = EvaluationOptions(threads: threads, precision: .double)
    while let frames = try batches.next() {
      try DataCheck.refuse(frames)
      try metrics.add(frames, predictedBy: potential, options: options)
      progress.update(
        Double(metrics.structures) / Double(data.count), "\(metrics.structures.grouped) structures")
    }
    progress.finish()
    return metrics
  }

  /// The errors of a potential on structures in memory.
  static func run(
    _ potential: some TwiceDifferentiable, on frames: [LabeledConfiguration], threads: Int
  ) throws -> ErrorMetrics {
    var metrics = ErrorMetrics(worst: 0)
    let options = EvaluationOptions(threads: threads, precision: .double)
    for start in stride(from: 0, to: frames.count, by: batchSize) {
      let batch = frames[start..<min(start + batchSize, frames.count)].map { frame in
        // Full Hessians take 3N Hessian-vector products each, too many for a summary.
        var copy = frame
        copy.labels.hessian = nil
        return copy
      }
      try metrics.add(batch, predictedBy: potential, options: options)
    }
    return metrics
  }
}
