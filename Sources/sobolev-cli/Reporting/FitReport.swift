import Sobolev

/// The results of a fit: `metrics.json`, the plain summary, and the errors that the potential file records.
struct FitReport: Encodable {
  let potential: String
  let log: String
  let configuration: String
  let epochs: Int
  let bestEpoch: Int
  let seconds: Double
  private(set) var training: ErrorReport?
  private(set) var validation: ErrorReport?
  private(set) var test: ErrorReport?
  private(set) var records: [RecordedErrors] = []

  enum CodingKeys: String, CodingKey {
    case potential, log, configuration, epochs, seconds, training, validation, test
    case bestEpoch = "best_epoch"
  }

  init(folder: RunFolder, state: TrainingState) {
    potential = folder.potential
    log = folder.log
    configuration = folder.configuration
    epochs = state.epoch
    bestEpoch = state.bestEpoch
    seconds = state.elapsedSeconds
  }

  mutating func add(_ metrics: ErrorMetrics, as role: Provenance.DataFile.Role) {
    let report = ErrorReport(metrics, listingWorst: false)
    switch role {
    case .training: training = report
    case .validation: validation = report
    case .test: test = report
    }
    records.append(
      RecordedErrors(
        role: role, structures: metrics.structures, atoms: metrics.atoms,
        energyPerAtom: metrics.energyPerAtom.figures, force: metrics.force.figures,
        virialPerAtom: metrics.virialPerAtom.figures, hessian: metrics.hessian.figures,
        wavenumber: metrics.spectrum.wavenumber.figures))
  }

  /// The lines of a plain report.
  var lines: [String] {
    let sets = [("training", training), ("validation", validation), ("test", test)]
    let table = ErrorTable(
      rows: sets.compactMap { name, report in
        report.map {
          ErrorTable.Row(
            set: name, structures: $0.structures, energy: $0.energyMAEPerAtom, force: $0.forceMAE,
            virial: $0.virialMAE, hessian: $0.hessianMAE, frequency: $0.frequencyMAE)
        }
      })
    return ["Done: \(epochs.grouped) epochs in \(spoken(seconds: seconds)), the best was epoch \(bestEpoch)"]
      + table.lines + ["Potential: \(potential)"]
  }
}

extension ErrorStatistics {
  /// The figures that a potential file records; `nil` when nothing was compared.
  fileprivate var figures: RecordedErrors.Figures? {
    guard let mean = meanAbsolute, let root = rootMeanSquare else { return nil }
    return RecordedErrors.Figures(meanAbsolute: mean, rootMeanSquare: root)
  }
}
