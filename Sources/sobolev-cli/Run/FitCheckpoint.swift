import Sobolev

/// What is saved of a running fit: its settings, which data it belongs to, and the state of the trainer.
struct FitCheckpoint: Codable {
  let family: PotentialFamily
  let model: DensityHyperparameters
  let nep: NEPSettings
  let acsf: ACSFSettings
  let start: String?
  let training: TrainingOptions
  /// The SHA-256 of each data file by its role.
  let checksums: [String: String]
  let state: TrainingState

  init(settings: FitSettings, records: [Provenance.DataFile], state: TrainingState) {
    family = settings.family
    model = settings.model
    nep = settings.nep
    acsf = settings.acsf
    start = settings.start
    training = settings.training
    checksums = FitCheckpoint.checksums(of: records)
    self.state = state
  }

  var settings: FitSettings {
    var settings = FitSettings()
    settings.family = family
    settings.model = model
    settings.nep = nep
    settings.acsf = acsf
    settings.start = start
    settings.training = training
    return settings
  }

  /// Refuses other data than the interrupted fit had, with which a resumed fit would be something else.
  ///
  /// - Throws: `FitDataError.changed` or `differentFiles`.
  func requireSameData(_ records: [Provenance.DataFile]) throws {
    let present = FitCheckpoint.checksums(of: records)
    guard Set(present.keys) == Set(checksums.keys) else {
      throw FitDataError.differentFiles(expected: checksums.keys.sorted())
    }
    if let changed = records.first(where: { checksums[$0.role.rawValue] != $0.checksum }) {
      throw FitDataError.changed(file: changed.path, role: changed.role.rawValue)
    }
  }

  private static func checksums(of records: [Provenance.DataFile]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: records.map { ($0.role.rawValue, $0.checksum) })
  }
}
