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

  /// How many columns of Hessians a summary compares, each as dear as two evaluations of its structure: less than a
  /// second of work for molecules of ten atoms.
  private static let columnLimit = 5_000

  /// The errors of a potential on structures in memory; those of Hessians on an evenly spread part of them where
  /// there are many.
  static func run(
    _ potential: some TwiceDifferentiable, on frames: [LabeledConfiguration], threads: Int
  ) throws -> ErrorMetrics {
    var metrics = ErrorMetrics(worst: 0)
    let options = EvaluationOptions(threads: threads, precision: .double)
    let labeled = frames.indices.filter { frames[$0].labels.hessian != nil }
    let columns = labeled.reduce(0) { $0 + 3 * frames[$1].configuration.count }
    let interval = max(1, (columns + columnLimit - 1) / columnLimit)
    let compared = Set(stride(from: 0, to: labeled.count, by: interval).map { labeled[$0] })
    for start in stride(from: 0, to: frames.count, by: batchSize) {
      let batch = (start..<min(start + batchSize, frames.count)).map { index in
        var frame = frames[index]
        if !compared.contains(index) { frame.labels.hessian = nil }
        return frame
      }
      try metrics.add(batch, predictedBy: potential, options: options)
    }
    return metrics
  }
}
