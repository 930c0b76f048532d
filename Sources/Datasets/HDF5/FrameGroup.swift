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
  let fixedPeriodicity: [Bool]?
  let energies: FrameColumn?
  let forces: FrameColumn?
  let virials: FrameColumn?
  let stresses: FrameColumn?
  let hessians: FrameColumn?
  let hessianForms: [HessianForm]
  /// The frames that the rows of `hessians` belong to, increasing.
  let hessianFrames: [Int]
  let directions: PlainColumn?
  let identifiers: PlainColumn?
  let weights: PlainColumn?
  let splits: PlainColumn?

  /// Opens the datasets of a group.
  ///
  /// - Parameter speciesGroup: The group with the elements, where it is another one.
  /// - Throws: `DatasetError.missingDataset`, `ambiguous`, `wrongShape`, `unknownUnit`, `missingUnit`,
  ///   `badIndex`.
  init(_ group: any ArrayGroup, names: FrameNames, speciesGroup: (any ArrayGroup)? = nil) throws {
    path = group.path
    var finder = try ColumnFinder(group, names: names)
    let numbers = try (speciesGroup.map { try ColumnFinder($0, names: names) } ?? finder)
      .required(names.species)
    let numberShape = try numbers.shape()
    let positions = try finder.required(names.coordinates)
    let shape = try positions.shape()
    guard let (frames, atoms) = FrameGroup.sizes(coordinates: shape, species: numberShape) else {
      throw DatasetError.wrongShape(
        file: group.file, object: positions.path, shape: shape, expected: "[frames, atoms, 3]")
    }
    (frameCount, atomCount) = (frames, atoms)
    finder.frameCount = frames
    guard numberShape == [frames, atoms] || numberShape == [atoms] else {
      throw finder.wrongShape(numbers, numberShape, "\([frames, atoms])")
    }
    species = SpeciesColumn(
      dataset: numbers, isShared: numberShape.count == 1, atomCount: atoms, types: names.types,
      paddings: names.paddings)

    let vectors = [[atoms, 3], [3 * atoms]]
    let tensors = [[3, 3], [9]]
    coordinates = try finder.column(positions, .length, forms: vectors)
    hasColumnVectors = names.hasColumnVectors
    cell = try finder.column(names.cell, .length, forms: names.cellForms, isShareable: true)
    periodicity = try finder.plain(names.periodicity, form: [3], isShareable: true)
    fixedPeriodicity = names.fixedPeriodicity
    energies = try finder.column(names.energies, .energy, forms: [[], [1]])
    let gradients = try finder.column(names.gradients, .force, forms: vectors, isGradient: true)
    let givenForces = try finder.column(names.forces, .force, forms: vectors)
    forces = givenForces ?? gradients
    virials = try finder.column(names.virials, .virial, forms: tensors)
    stresses = try finder.column(names.stresses, .stress, forms: tensors + [[6]])
    directions = try finder.plain(names.directions, form: [atoms, 3])
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

extension FrameGroup {
  /// The numbers of frames and atoms by the shape of the coordinates: (frames, atoms, 3), (frames, 3 atoms),
  /// or (atoms, 3) for a single frame; `nil` for other shapes, and for sizes that only damage can claim.
  static func sizes(coordinates shape: [Int], species: [Int]) -> (frames: Int, atoms: Int)? {
    let sizes: (frames: Int, atoms: Int)? =
      switch shape.count {
      case 3 where shape[2] == 3: (shape[0], shape[1])
      case 2 where shape[1] % 3 == 0 && species.last == shape[1] / 3: (shape[0], shape[1] / 3)
      case 2 where shape[1] == 3: (1, shape[0])
      default: nil
      }
    // With these no size of a Hessian and no sum over groups overflows.
    guard let sizes, sizes.atoms <= 1 << 28, sizes.frames <= 1 << 40 else { return nil }
    let (count, overflow) = sizes.frames.multipliedReportingOverflow(by: sizes.atoms)
    return overflow || count > 1 << 50 ? nil : sizes
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
