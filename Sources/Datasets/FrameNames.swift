import HDF5

/// What the datasets of a group of frames are called in a layout, and what holds where a unit is missing.
struct FrameNames: Sendable {
  /// The atomic numbers, one of these names.
  var atomicNumbers: [String]
  var coordinates = ["coordinates"]
  var cell = ["cell"]
  var periodicity = ["pbc"]
  var energies = ["energies"]
  var forces = ["forces"]
  var virials = ["virials"]
  /// Stresses in the sense of tension: the virial is −volume × stress.
  var stresses: [String] = []
  var hessians = ["hessians"]
  /// The rows that the Hessians belong to; without it every row has one.
  var hessianFrames: [String] = []
  /// What is added to the names of frames.
  var remarks: [String] = []
  var weights: [String] = []
  var splits: [String] = []

  /// The units of datasets without the attribute `units`; `nil` where it is demanded.
  var assumedUnits: [Quantity: String]?

  /// The value in eV and Å of the unit of a dataset.
  ///
  /// - Throws: `DatasetError.unknownUnit` or `missingUnit`.
  func factor(of quantity: Quantity, _ dataset: HDF5Dataset) throws -> Double {
    let stated: String?
    if let attribute = try dataset.attribute("units"), attribute.isText {
      stated = try attribute.readStrings().first
    } else {
      stated = nil
    }
    guard let unit = stated ?? assumedUnits?[quantity] else {
      throw DatasetError.missingUnit(
        file: dataset.file, object: dataset.path, accepted: quantity.examples)
    }
    guard let factor = UnitTable.factor(of: unit, as: quantity) else {
      throw DatasetError.unknownUnit(
        file: dataset.file, object: dataset.path, unit: unit, accepted: quantity.examples)
    }
    return factor
  }
}
