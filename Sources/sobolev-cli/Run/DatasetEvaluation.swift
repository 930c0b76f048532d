import Sobolev

/// Streams a data file through a potential.
enum DatasetEvaluation {
  /// The number of structures in memory at a time: enough to fill the processor, few enough for any machine.
  private static let batchSize = 64

  /// The errors of a potential on all frames of a file.
  static func run(
    _ potential: some Potential, on data: DatasetFile, worst: Int, threads: Int, title: String
  ) throws -> ErrorMetrics {
    var metrics = ErrorMetrics(worst: worst)
    var progress = ProgressBar(title)
    var batches = data.batches(of: batchSize)
    let options = EvaluationOptions(threads: threads, precision: .double)
    while let frames = try batches.next() {
      try AtomOverlap.refuse(in: frames)
      try metrics.add(frames, predictedBy: potential, options: options)
      progress.update(
        Double(metrics.structures) / Double(data.count), "\(metrics.structures.grouped) structures")
    }
    progress.finish()
    return metrics
  }
}
