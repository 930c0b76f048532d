/// Frames of one size in one group of arrays: its members, opened, with their shapes and units checked.
struct FrameGroup: Sendable {
  /// The path inside the file, for example `/064`.
  let path: String
  let frameCount: Int
  /// The number of atoms of each frame, padding included.
  let atomCount: Int

  let species: SpeciesColumn
  let coordinates: FrameColumn
  let cell: FrameColumn?
  let hasColumnVectors: Bool
  let periodicity: PlainColumn?
  let energies: FrameColumn?
  let forces: FrameColumn?
  let virials: FrameColumn?
  let stresses: FrameColumn?
  let hessians: FrameColumn?
  let hessianForms: [HessianForm]
  /// The frames that the rows of `hessians` belong to, increasing.
  let hessianFrames: [Int]
  let identifiers: PlainColumn?
  let weights: PlainColumn?
  let splits: PlainColumn?

  /// Opens the datasets of a group.
  ///
  /// - Throws: `DatasetError.missingDataset`, `ambiguous`, `wrongShape`, `unknownUnit`, `missingUnit`,
  ///   `badIndex`.
  init(_ group: any ArrayGroup, names: FrameNames) throws {
    let members = try Set(group.memberNames())
    path = group.path
    let positions = try ColumnFinder(group, names: names, frameCount: 1, members: members)
      .required(names.coordinates)
    let shape = try positions.shape()
    guard [2, 3].contains(shape.count), shape.last == 3 else {
      throw DatasetError.wrongShape(
        file: group.file, object: positions.path, shape: shape, expected: "[frames, atoms, 3]")
    }
    let (frames, atoms) = (shape.count == 3 ? shape[0] : 1, shape[shape.count - 2])
    (frameCount, atomCount) = (frames, atoms)
    let finder = ColumnFinder(group, names: names, frameCount: frames, members: members)
    guard let coordinates = try finder.column(names.coordinates, .length, forms: [[atoms, 3]]) else {
      throw DatasetError.missingDataset(file: group.file, group: path, names: names.coordinates)
    }
    self.coordinates = coordinates

    let numbers = try finder.required(names.species)
    let numberShape = try numbers.shape()
    guard numberShape == [frames, atoms] || numberShape == [atoms] else {
      throw finder.wrongShape(numbers, numberShape, "\([frames, atoms])")
    }
    species = SpeciesColumn(
      dataset: numbers, isShared: numberShape.count == 1, atomCount: atoms, types: names.types,
      paddings: names.paddings)

    hasColumnVectors = names.hasColumnVectors
    cell = try finder.column(names.cell, .length, forms: [[3, 3]], isShareable: true)
    periodicity = try finder.plain(names.periodicity, form: [3], isShareable: true)
    energies = try finder.column(names.energies, .energy, forms: [[], [1]])
    let gradients = try finder.column(
      names.gradients, .force, forms: [[atoms, 3]], isGradient: true)
    let givenForces = try finder.column(names.forces, .force, forms: [[atoms, 3]])
    forces = givenForces ?? gradients
    virials = try finder.column(names.virials, .virial, forms: [[3, 3], [9]])
    stresses = try finder.column(names.stresses, .stress, forms: [[3, 3], [9], [6]])
    identifiers = try finder.plain(names.identifiers, form: [])
    weights = try finder.plain(names.weights, form: [])
    splits = try finder.plain(names.splits, form: [])

    if let index = try finder.optional(names.hessianFrames) {
      hessianFrames = try index.integers(rows: nil)
      let isIncreasing = zip(hessianFrames, hessianFrames.dropFirst()).allSatisfy { $0 < $1 }
      guard isIncreasing, hessianFrames.first ?? 0 >= 0, hessianFrames.last ?? -1 < frames else {
        throw DatasetError.badIndex(file: group.file, object: index.path)
      }
    } else {
      hessianFrames = Array(0..<frames)
    }
    (hessians, hessianForms) = try finder.hessians(count: hessianFrames.count, atoms: atoms)

    for case (let first?, let second?) in [(virials, stresses), (givenForces, gradients)] {
      throw DatasetError.ambiguous(
        file: group.file, group: path, names: [first.dataset.path, second.dataset.path])
    }
  }
}

extension ColumnFinder {
  /// The Hessians and the forms that they may be of.
  fileprivate func hessians(count: Int, atoms: Int) throws -> (FrameColumn?, [HessianForm]) {
    guard let dataset = try optional(names.hessians), try !dataset.isNone() else { return (nil, []) }
    let shape = try dataset.shape()
    var forms = HessianForm.candidates(shape: Array(shape.dropFirst()), atoms: atoms)
    let hasFrameAxis = !forms.isEmpty && shape.first == count
    if !hasFrameAxis { forms = count == 1 ? HessianForm.candidates(shape: shape, atoms: atoms) : [] }
    guard !forms.isEmpty else {
      throw wrongShape(dataset, shape, "\(count) times \(HessianForm.expectation(atoms: atoms))")
    }
    let (unit, basis, factor) = try names.unit(of: .hessian, dataset)
    let column = FrameColumn(
      dataset: dataset,
      convention: UnitConvention(.hessian, unit: unit, basis: basis, name: dataset.name),
      factor: factor, form: hasFrameAxis ? Array(shape.dropFirst()) : shape, hasFrameAxis: hasFrameAxis)
    return (column, forms)
  }
}
