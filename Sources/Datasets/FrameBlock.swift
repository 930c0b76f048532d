import Atomistics
import HDF5

/// Some rows of a group of frames as they lie in the file, in eV and Å, still to be split into frames.
struct FrameBlock {
  private let group: FrameGroup
  private let rows: Range<Int>
  private let numbers: [Int]
  private let coordinates: [Double]
  private let cell: [Double]?
  private let periodicity: [Bool]?
  private let energies: [Double]?
  private let forces: [Double]?
  private let virials: [Double]?
  private let stresses: [Double]?
  private let hessians: [Double]?
  /// The frames that have rows in `hessians`.
  private let hessianFrames: ArraySlice<Int>
  private let remarks: [String]?
  private let weights: [Double]?
  private let splits: [String]?

  /// Reads rows; memory for those rows only.
  init(_ group: FrameGroup, rows: Range<Int>) throws {
    self.group = group
    self.rows = rows
    numbers = try group.atomicNumbers.read(rows: group.sharesAtomicNumbers ? nil : rows)
    coordinates = try group.coordinates.read(rows)
    cell = try group.cell?.read(rows)
    periodicity = try group.periodicity?.readBooleans(rows: rows)
    energies = try group.energies?.read(rows)
    forces = try group.forces?.read(rows)
    virials = try group.virials?.read(rows)
    stresses = try group.stresses?.read(rows)
    let first = group.hessianFrames.partitioningIndex { $0 >= rows.lowerBound }
    let end = group.hessianFrames.partitioningIndex { $0 >= rows.upperBound }
    hessianFrames = group.hessianFrames[first..<end]
    hessians = try group.hessians?.read(first..<end)
    remarks = try group.remarks.flatMap { $0.isText ? try $0.readStrings(rows: rows) : nil }
    weights = try group.weights?.read(rows: rows)
    splits = try group.splits.flatMap { $0.isText ? try $0.readStrings(rows: rows) : nil }
  }

  /// The frame in row `row` of the group.
  ///
  /// - Throws: `DatasetError.unknownElement`, `notFinite` or `missingCell`.
  func frame(_ row: Int, fileName: String) throws(DatasetError) -> LabeledConfiguration {
    let index = row - rows.lowerBound
    var name = "\(fileName):\(group.path)[\(row)]"
    let identifier = remarks?[index] ?? ""
    if !identifier.isEmpty { name += " (\(identifier))" }

    let ownNumbers = numbers.slice(group.sharesAtomicNumbers ? 0 : index, group.atomCount)
    let atoms = (0..<group.atomCount).filter { ownNumbers[ownNumbers.startIndex + $0] != -1 }
    var elements: [Element] = []
    for atom in atoms {
      let number = ownNumbers[ownNumbers.startIndex + atom]
      guard let element = Element(atomicNumber: number) else {
        throw .unknownElement(frame: name, atom: atom, number: number)
      }
      elements.append(element)
    }

    let positions = coordinates.vectors(index, group.atomCount, atoms)
    guard positions.allSatisfy(\.isFinite) else {
      throw .notFinite(frame: name, quantity: "a coordinate")
    }
    let configuration = Configuration(
      elements: elements, positions: positions, cell: try cell(index, name))
    let labels = try labels(index, row: row, atoms: atoms, configuration, name)
    return LabeledConfiguration(
      configuration, labels, name: name, weight: try weight(index, name), identifier: identifier,
      split: splits?[index] ?? "")
  }

  private func weight(_ index: Int, _ name: String) throws(DatasetError) -> Double {
    let weight = weights?[index] ?? 1
    guard weight.isFinite, weight >= 0 else { throw .notFinite(frame: name, quantity: "the weight") }
    return weight
  }

  /// The cell of a frame: none where no direction repeats, or where it is NaN or zero and nothing says that
  /// it repeats.
  private func cell(_ index: Int, _ name: String) throws(DatasetError) -> Cell? {
    let vectors = cell.map { $0.slice(index, 9) }
    let isThere = vectors.map { $0.allSatisfy(\.isFinite) && $0.contains { $0 != 0 } } ?? false
    let repeats = periodicity.map { Array($0.slice(index, 3)) }
    guard repeats?.contains(true) ?? isThere else { return nil }
    guard isThere, let vectors else { throw .missingCell(frame: name) }
    return Cell(Matrix3(vectors), periodicity: repeats ?? [true, true, true]).completed
  }

  private func labels(
    _ index: Int, row: Int, atoms: [Int], _ configuration: Configuration, _ name: String
  ) throws(DatasetError) -> Labels {
    var labels = Labels()
    if let energy = energies?[index], !energy.isNaN {
      guard energy.isFinite else { throw .notFinite(frame: name, quantity: "the energy") }
      labels.energy = energy
    }
    if let forces {
      let own = forces.vectors(index, group.atomCount, atoms)
      if try isLabel(own.map(\.isFinite), missing: own.allSatisfy(\.isNaN), name, "a force") {
        labels.forces = own
      }
    }
    if let values = virials?.slice(index, 9), try isLabel(values, name, "the virial") {
      labels.virial = Matrix3(values)
    }
    if let values = stresses?.slice(index, 9), try isLabel(values, name, "the stress") {
      guard let cell = configuration.cell else { throw .missingCell(frame: name) }
      labels.virial = -cell.volume * Matrix3(values)
    }
    if let hessians, let position = hessianFrames.firstIndex(of: row) {
      let size = 3 * group.atomCount
      let values = hessians.slice(position - hessianFrames.startIndex, size * size)
      if try isLabel(values, name, "the Hessian") {
        labels.hessian = atoms.count == group.atomCount ? Array(values) : reduced(values, to: atoms)
      }
    }
    return labels
  }

  /// The part of a padded Hessian that belongs to real atoms.
  private func reduced(_ values: ArraySlice<Double>, to atoms: [Int]) -> [Double] {
    let size = 3 * group.atomCount
    let axes = atoms.flatMap { [3 * $0, 3 * $0 + 1, 3 * $0 + 2] }
    return axes.flatMap { row in axes.map { values[values.startIndex + row * size + $0] } }
  }

  /// Whether a label is there: all finite. All NaN is missing, anything between is an error.
  private func isLabel(
    _ values: ArraySlice<Double>, _ name: String, _ quantity: String
  ) throws(DatasetError) -> Bool {
    if values.allSatisfy(\.isFinite) { return true }
    guard values.allSatisfy(\.isNaN) else { throw .notFinite(frame: name, quantity: quantity) }
    return false
  }

  private func isLabel(
    _ isFinite: [Bool], missing: Bool, _ name: String, _ quantity: String
  ) throws(DatasetError) -> Bool {
    if isFinite.allSatisfy({ $0 }) { return true }
    guard missing else { throw .notFinite(frame: name, quantity: quantity) }
    return false
  }
}

extension FrameGroup.Column {
  /// Reads rows and converts them to eV and Å.
  func read(_ rows: Range<Int>) throws -> [Double] {
    let values = try dataset.read(Double.self, rows: rows)
    return factor == 1 ? values : values.map { $0 * factor }
  }
}

extension Array {
  /// Entry `index` of rows of `width` elements.
  fileprivate func slice(_ index: Int, _ width: Int) -> ArraySlice<Element> {
    self[index * width..<(index + 1) * width]
  }

  /// The first index whose element fulfils a condition that, once true, stays true.
  fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension [Double] {
  /// The vectors of some atoms in frame `index` of frames of `width` atoms.
  fileprivate func vectors(_ index: Int, _ width: Int, _ atoms: [Int]) -> [SIMD3<Double>] {
    atoms.map { atom in
      let start = 3 * (index * width + atom)
      return SIMD3(self[start], self[start + 1], self[start + 2])
    }
  }
}

extension SIMD3<Double> {
  fileprivate var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
  fileprivate var isNaN: Bool { x.isNaN && y.isNaN && z.isNaN }
}

extension Cell {
  /// The cell with unit vectors, normal to the others, in place of zero vectors that do not repeat (as ASE
  /// writes them for slabs and wires).
  fileprivate var completed: Cell {
    var copy = self
    for axis in 0..<3 where !periodicity[axis] && vectors[axis] == .zero {
      let (a, b) = (copy.vectors[(axis + 1) % 3], copy.vectors[(axis + 2) % 3])
      // Where a second vector is zero as well, any direction that is not along the first one will do.
      let known = a == .zero ? b : a
      let other = a == .zero || b == .zero ? SIMD3(known.y, known.z, -known.x) : b
      let normal = known.cross(other)
      if normal.norm > 0 { copy.vectors[axis] = normal / normal.norm }
    }
    return copy
  }
}
