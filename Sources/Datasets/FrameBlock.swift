import Atomistics

/// Frames of one size as stacked arrays in row order, in eV and Å, still to be split into frames.
///
/// What every format of stacked arrays reads a part of its file into. A label that is NaN throughout is
/// missing; NaN in part of a label is an error of that frame.
struct FrameBlock: Sendable {
  /// The number that stands for an atom which is not there, in a row that is shorter than the others.
  static let padding = -1

  let frameCount: Int
  /// The number of atoms of each frame, padding included.
  let atomCount: Int
  /// Atomic numbers, (frames, atoms).
  var atomicNumbers: [Int]
  /// (frames, atoms, 3).
  var coordinates: [Double]
  /// Lattice vectors as rows, (frames, 3, 3).
  var cells: [Double]?
  /// Which lattice vectors repeat, (frames, 3); all, where there is a cell but no periodicity.
  var periodicity: [Bool]?
  /// (frames).
  var energies: [Double]?
  /// −∂E/∂R, (frames, atoms, 3).
  var forces: [Double]?
  /// −∂E/∂strain, (frames, 3, 3).
  var virials: [Double]?
  /// Positive under tension, (frames, 3, 3).
  var stresses: [Double]?
  /// ∂²E/∂R∂R of the frames in `hessianRows`, (…, 3 atoms, 3 atoms).
  var hessians: [Double]?
  /// The rows of this block that have a Hessian, increasing; all of them by default.
  var hessianRows: [Int]
  /// Directions of interest, (frames, atoms, 3).
  var directions: [Double]?
  var weights: [Double]?
  /// What the file calls the frames; empty where it gives no name.
  var identifiers: [String]?
  /// The splits that the file puts the frames in; empty where there is none.
  var splits: [String]?

  init(frameCount: Int, atomCount: Int, atomicNumbers: [Int], coordinates: [Double]) {
    self.frameCount = frameCount
    self.atomCount = atomCount
    self.atomicNumbers = atomicNumbers
    self.coordinates = coordinates
    hessianRows = Array(0..<frameCount)
  }

  /// The frames of all rows, an error for each one that cannot be used.
  ///
  /// - Parameter place: Where the frame of a row is, as a user would look it up: `train.h5:/064[12]`.
  func frames(place: (Int) -> String) -> [Result<LabeledConfiguration, DatasetError>] {
    var known: FrameAtoms?
    return (0..<frameCount).map { row in
      Result { () throws(DatasetError) in try frame(row, place: place(row), &known) }
    }
  }

  /// The frame in a row of the block.
  ///
  /// - Throws: `DatasetError.unknownElement`, `notFinite` or `missingCell`, with the name of the frame.
  func frame(_ row: Int, place: String) throws(DatasetError) -> LabeledConfiguration {
    var none: FrameAtoms?
    return try frame(row, place: place, &none)
  }

  /// - Parameter known: The atoms of another row, which this one takes over where it has the same.
  private func frame(
    _ row: Int, place: String, _ known: inout FrameAtoms?
  ) throws(DatasetError) -> LabeledConfiguration {
    let identifier = identifiers?[row] ?? ""
    let name = identifier.isEmpty ? place : "\(place) (\(identifier))"
    let numbers = atomicNumbers.slice(row, atomCount)
    let atoms: FrameAtoms
    if let known, known.areThose(numbers) {
      atoms = known
    } else {
      atoms = try FrameAtoms(numbers, frame: name)
      known = atoms
    }
    let positions = atoms.vectors(coordinates.slice(row, 3 * atomCount))
    guard positions.areFinite else { throw .notFinite(frame: name, quantity: "a coordinate") }
    let configuration = Configuration(
      elements: atoms.elements, positions: positions, cell: try cell(row, name))
    let labels = try labels(row, atoms, configuration, name)
    return LabeledConfiguration(
      configuration, labels, name: name, weight: try weight(row, name), identifier: identifier,
      split: splits?[row] ?? "")
  }

  private func weight(_ row: Int, _ name: String) throws(DatasetError) -> Double {
    let weight = weights?[row] ?? 1
    guard weight.isFinite, weight >= 0 else { throw .notFinite(frame: name, quantity: "the weight") }
    return weight
  }

  /// The cell of a frame: none where no direction repeats, or where it is NaN or zero and nothing says that
  /// it repeats.
  private func cell(_ row: Int, _ name: String) throws(DatasetError) -> Cell? {
    let vectors = cells.map { $0.slice(row, 9) }
    let isThere = vectors.map { $0.allSatisfy(\.isFinite) && $0.contains { $0 != 0 } } ?? false
    let repeats = periodicity.map { Array($0.slice(row, 3)) }
    guard repeats?.contains(true) ?? isThere else { return nil }
    guard isThere, let vectors else { throw .missingCell(frame: name) }
    return Cell(Matrix3(vectors), periodicity: repeats ?? [true, true, true]).completed
  }

  private func labels(
    _ row: Int, _ atoms: FrameAtoms, _ configuration: Configuration, _ name: String
  ) throws(DatasetError) -> Labels {
    var labels = Labels()
    if let energy = energies?[row], !energy.isNaN {
      guard energy.isFinite else { throw .notFinite(frame: name, quantity: "the energy") }
      labels.energy = energy
    }
    if let forces {
      let own = atoms.vectors(forces.slice(row, 3 * atomCount))
      if try isLabel(own.areFinite, missing: own.allSatisfy(\.isNaN), name, "a force") { labels.forces = own }
    }
    if let values = virials?.slice(row, 9), try isLabel(values, name, "the virial") {
      labels.virial = Matrix3(values)
    }
    if labels.virial == nil, let values = stresses?.slice(row, 9),
      try isLabel(values, name, "the stress")
    {
      guard let cell = configuration.cell else { throw .missingCell(frame: name) }
      labels.virial = -cell.volume * Matrix3(values)
    }
    if let hessians, let position = hessianPosition(of: row) {
      let size = 3 * atomCount
      let own = atoms.hessian(hessians.slice(position, size * size))
      if try isLabel(own[...], name, "the Hessian") { labels.hessian = own }
    }
    if let directions {
      let own = atoms.vectors(directions.slice(row, 3 * atomCount))
      if try isLabel(own.areFinite, missing: own.allSatisfy(\.isNaN), name, "a direction") { labels.direction = own }
    }
    return labels
  }

  /// Where the Hessian of a row is among all Hessians; `nil` where it has none.
  private func hessianPosition(of row: Int) -> Int? {
    let position = hessianRows.partitioningIndex { $0 >= row }
    return position < hessianRows.count && hessianRows[position] == row ? position : nil
  }

  /// Whether a label is there: all finite. All NaN is missing, anything between is an error.
  private func isLabel(
    _ values: ArraySlice<Double>, _ name: String, _ quantity: String
  ) throws(DatasetError) -> Bool {
    try isLabel(values.areFinite, missing: values.allSatisfy(\.isNaN), name, quantity)
  }

  private func isLabel(
    _ isFinite: Bool, missing: @autoclosure () -> Bool, _ name: String, _ quantity: String
  ) throws(DatasetError) -> Bool {
    if isFinite { return true }
    guard missing() else { throw .notFinite(frame: name, quantity: quantity) }
    return false
  }
}

extension Array {
  /// Entry `index` of rows of `width` elements.
  fileprivate func slice(_ index: Int, _ width: Int) -> ArraySlice<Element> {
    self[index * width..<(index + 1) * width]
  }
}

extension SIMD3<Double> {
  fileprivate var isNaN: Bool { x.isNaN && y.isNaN && z.isNaN }
}
