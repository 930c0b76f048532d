import HDF5

/// Frames of one size in one HDF5 group: its datasets, opened, with their shapes and units checked.
struct FrameGroup: Sendable {
  /// A dataset and the value of its unit in eV and Å.
  struct Column: Sendable {
    let dataset: HDF5Dataset
    let factor: Double
  }

  /// The path inside the file, for example `/064`.
  let path: String
  let frameCount: Int
  /// The number of atoms of each frame, padding included.
  let atomCount: Int

  let atomicNumbers: HDF5Dataset
  /// Whether all frames share one row of atomic numbers.
  let sharesAtomicNumbers: Bool
  let coordinates: Column
  let cell: Column?
  let periodicity: HDF5Dataset?
  let energies: Column?
  let forces: Column?
  let virials: Column?
  let stresses: Column?
  let hessians: Column?
  /// The frames that the rows of `hessians` belong to, increasing.
  let hessianFrames: [Int]
  let remarks: HDF5Dataset?
  let weights: HDF5Dataset?
  let splits: HDF5Dataset?

  /// Opens the datasets of a group.
  ///
  /// - Throws: `DatasetError.missingDataset`, `ambiguous`, `wrongShape`, `unknownUnit`, `missingUnit`,
  ///   `badIndex`.
  init(_ group: HDF5Group, names: FrameNames) throws {
    let opener = ColumnOpener(group: group, names: names)
    path = group.path

    let positions = try opener.required(names.coordinates)
    let shape = try positions.shape()
    guard shape.count == 3, shape[2] == 3 else {
      throw opener.wrongShape(positions, shape, "[frames, atoms, 3]")
    }
    let (frames, atoms) = (shape[0], shape[1])
    (frameCount, atomCount) = (frames, atoms)
    coordinates = Column(dataset: positions, factor: try names.factor(of: .length, positions))

    atomicNumbers = try opener.required(names.atomicNumbers)
    let numberShape = try atomicNumbers.shape()
    guard numberShape == [frames, atoms] || numberShape == [atoms] else {
      throw opener.wrongShape(atomicNumbers, numberShape, "\([frames, atoms])")
    }
    sharesAtomicNumbers = numberShape.count == 1

    cell = try opener.column(names.cell, .length, shape: [frames, 3, 3])
    periodicity = try opener.optional(names.periodicity, shape: [frames, 3])
    energies = try opener.column(names.energies, .energy, shape: [frames])
    forces = try opener.column(names.forces, .force, shape: [frames, atoms, 3])
    virials = try opener.column(names.virials, .virial, shape: [frames, 3, 3])
    stresses = try opener.column(names.stresses, .stress, shape: [frames, 3, 3])
    remarks = try opener.optional(names.remarks, shape: [frames])
    weights = try opener.optional(names.weights, shape: [frames])
    splits = try opener.optional(names.splits, shape: [frames])

    if let index = try opener.optional(names.hessianFrames, shape: nil) {
      hessianFrames = try index.read(Int.self)
      let isIncreasing = zip(hessianFrames, hessianFrames.dropFirst()).allSatisfy { $0 < $1 }
      guard isIncreasing, hessianFrames.first ?? 0 >= 0, hessianFrames.last ?? -1 < frames else {
        throw DatasetError.badIndex(file: group.file, object: index.path)
      }
    } else {
      hessianFrames = Array(0..<frames)
    }
    hessians = try opener.column(
      names.hessians, .hessian, shape: [hessianFrames.count, 3 * atoms, 3 * atoms])

    if let virials, let stresses {
      throw DatasetError.ambiguous(
        file: group.file, group: path, names: [virials.dataset.path, stresses.dataset.path])
    }
  }
}

/// Finds the datasets of a group by their names in a layout.
private struct ColumnOpener {
  let group: HDF5Group
  let names: FrameNames

  /// The one dataset that is there under these names, or `nil`; its shape is checked.
  func optional(_ names: [String], shape expected: [Int]?) throws -> HDF5Dataset? {
    let present = try names.filter { try group.kind(of: $0) != nil }
    guard let name = present.first else { return nil }
    guard present.count == 1 else {
      throw DatasetError.ambiguous(file: group.file, group: group.path, names: present)
    }
    let dataset = try group.dataset(name)
    let shape = try dataset.shape()
    if let expected, shape != expected { throw wrongShape(dataset, shape, "\(expected)") }
    return dataset
  }

  func required(_ names: [String]) throws -> HDF5Dataset {
    guard let dataset = try optional(names, shape: nil) else {
      throw DatasetError.missingDataset(file: group.file, group: group.path, names: names)
    }
    return dataset
  }

  func column(
    _ candidates: [String], _ quantity: Quantity, shape: [Int]
  ) throws -> FrameGroup.Column? {
    guard let dataset = try optional(candidates, shape: shape) else { return nil }
    return FrameGroup.Column(dataset: dataset, factor: try names.factor(of: quantity, dataset))
  }

  func wrongShape(_ dataset: HDF5Dataset, _ shape: [Int], _ expected: String) -> DatasetError {
    .wrongShape(file: dataset.file, object: dataset.path, shape: shape, expected: expected)
  }
}
