/// What the datasets of a group of frames are called in a layout, and what their units are where the file
/// does not say.
struct FrameNames: Sendable {
  /// Atomic numbers or symbols; one of these names must be there.
  var species: [String]
  /// The atomic numbers that the numbers in `species` stand for, where they count types from zero.
  var types: [Int]?
  /// Numbers in `species` that stand for no atom.
  var paddings: Set<Int> = [-1]
  var coordinates = ["coordinates"]
  var cell = ["cell"]
  /// The shapes that the cell of a frame may have: a matrix of rows, or three lengths of a box.
  var cellForms = [[3, 3], [9]]
  /// Whether the lattice vectors are the columns of `cell`, not its rows.
  var hasColumnVectors = false
  var periodicity = ["pbc"]
  /// Which directions repeat, where the file says it once for all frames and not in a dataset.
  var fixedPeriodicity: [Bool]?
  var energies = ["energies"]
  /// −∂E/∂R.
  var forces = ["forces"]
  /// +∂E/∂R.
  var gradients: [String] = []
  /// −∂E/∂strain.
  var virials = ["virials"]
  /// Stresses in the sense of tension: the virial is −volume × stress. Six components are in the order of
  /// ASE: xx yy zz yz xz xy.
  var stresses: [String] = []
  var hessians = ["hessians"]
  /// The rows that the Hessians belong to; without it every row has one.
  var hessianFrames: [String] = []
  /// A direction of interest for each frame, without unit.
  var directions: [String] = []
  /// What the file calls its frames.
  var identifiers: [String] = []
  var weights: [String] = []
  var splits: [String] = []

  /// The units that the file states for all of its arrays.
  var statedUnits: [Quantity: String] = [:]
  /// The units that the documentation of the layout states.
  var knownUnits: [Quantity: String] = [:]
  /// The units that are usual in the layout, though files are known to differ.
  var assumedUnits: [Quantity: String] = [:]
  /// The units that the user chose.
  var chosenUnits: [Quantity: String] = [:]

  /// The unit of a dataset, and its value in eV and Å.
  ///
  /// - Throws: `DatasetError.unknownUnit` or `missingUnit`.
  func unit(
    of quantity: Quantity, _ dataset: any StoredArray
  ) throws -> (unit: String, basis: UnitConvention.Basis, factor: Double) {
    let found: (unit: String, basis: UnitConvention.Basis)
    if let unit = chosenUnits[quantity] {
      found = (unit, .chosen)
    } else if let unit = try dataset.statedUnit() ?? statedUnits[quantity] {
      found = (unit, .stated)
    } else if let unit = knownUnits[quantity] {
      found = (unit, .known)
    } else if let unit = assumedUnits[quantity] {
      found = (unit, .assumed)
    } else {
      throw DatasetError.missingUnit(
        file: dataset.file, object: dataset.path, accepted: quantity.examples)
    }
    guard let factor = UnitTable.factor(of: found.unit, as: quantity) else {
      throw DatasetError.unknownUnit(
        file: dataset.file, object: dataset.path, unit: found.unit, accepted: quantity.examples)
    }
    return (found.unit, found.basis, factor)
  }

  /// The names with the units that the user chose.
  func choosing(_ options: DatasetOptions) -> FrameNames {
    var copy = self
    copy.chosenUnits = options.units
    return copy
  }
}
