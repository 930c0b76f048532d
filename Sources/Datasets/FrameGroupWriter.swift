import Atomistics
import HDF5

/// Appends frames of one composition to a group in our own layout.
///
/// A dataset is made when the first frame needs it; earlier rows, and rows of frames without that label,
/// are NaN. Hessians are stored only for the frames that have one.
final class FrameGroupWriter {
  private let group: HDF5Group
  private let atomCount: Int
  private var datasets: [String: HDF5Dataset] = [:]
  private var count = 0
  private var hessianCount = 0

  init(_ group: HDF5Group, atomCount: Int) {
    self.group = group
    self.atomCount = atomCount
  }

  func append(_ frames: [LabeledConfiguration], split: String?) throws {
    let rows = count..<count + frames.count
    count = rows.upperBound
    let configurations = frames.map(\.configuration)
    let labels = frames.map(\.labels)

    let numbers = try dataset("atomic_numbers", .int64, row: [atomCount])
    try numbers.extend(toRows: count)
    try numbers.write(configurations.flatMap { $0.elements.map(\.atomicNumber) }, rows: rows)
    try write("coordinates", .length, rows, [atomCount, 3], configurations.map { flatten($0.positions) })
    try write("energies", .energy, rows, [], labels.map { $0.energy.map { [$0] } })
    try write("forces", .force, rows, [atomCount, 3], labels.map { $0.forces.map(flatten) })
    try write("directions", nil, rows, [atomCount, 3], labels.map { $0.direction.map(flatten) })
    try write("virials", .virial, rows, [3, 3], labels.map { $0.virial?.elements })
    try write("cell", .length, rows, [3, 3], configurations.map { $0.cell?.vectors.elements })
    try writePeriodicity(configurations, rows)
    try writeHessians(labels, rows)
    if datasets["weights"] != nil || frames.contains(where: { $0.weight != 1 }) {
      try writeWeights(frames, rows)
    }
    try writeTexts("names", frames.map { $0.identifier.isEmpty ? $0.name : $0.identifier }, rows)
    try writeTexts("splits", frames.map { split ?? $0.split }, rows)
  }

  /// Writes rows of a label; rows without it stay NaN.
  private func write(
    _ name: String, _ quantity: Quantity?, _ rows: Range<Int>, _ row: [Int], _ values: [[Double]?]
  ) throws {
    guard datasets[name] != nil || values.contains(where: { $0 != nil }) else { return }
    let dataset = try dataset(name, .float64, row: row, unit: quantity)
    let missing = [Double](repeating: .nan, count: row.reduce(1, *))
    try dataset.extend(toRows: count)
    try dataset.write(values.flatMap { $0 ?? missing }, rows: rows)
  }

  private func writePeriodicity(_ configurations: [Configuration], _ rows: Range<Int>) throws {
    guard datasets["pbc"] != nil || configurations.contains(where: { $0.cell != nil }) else { return }
    let dataset = try dataset("pbc", .boolean, row: [3])
    try dataset.extend(toRows: count)
    try dataset.write(
      configurations.flatMap { $0.cell?.periodicity ?? [false, false, false] }, rows: rows)
  }

  private func writeHessians(_ labels: [Labels], _ rows: Range<Int>) throws {
    let present = zip(rows, labels).compactMap { row, labels in labels.hessian.map { (row, $0) } }
    guard !present.isEmpty else { return }
    let own = hessianCount..<hessianCount + present.count
    hessianCount = own.upperBound
    let size = 3 * atomCount
    let hessians = try dataset("hessians", .float64, row: [size, size], unit: .hessian)
    try hessians.extend(toRows: hessianCount)
    try hessians.write(present.flatMap { $0.1 }, rows: own)
    let frames = try dataset("hessian_frames", .int64, row: [])
    try frames.extend(toRows: hessianCount)
    try frames.write(present.map { $0.0 }, rows: own)
  }

  private func writeWeights(_ frames: [LabeledConfiguration], _ rows: Range<Int>) throws {
    let isNew = datasets["weights"] == nil
    let weights = try dataset("weights", .float64, row: [])
    try weights.extend(toRows: count)
    if isNew { try weights.write([Double](repeating: 1, count: rows.lowerBound), rows: 0..<rows.lowerBound) }
    try weights.write(frames.map(\.weight), rows: rows)
  }

  private func writeTexts(_ name: String, _ texts: [String], _ rows: Range<Int>) throws {
    guard datasets[name] != nil || texts.contains(where: { !$0.isEmpty }) else { return }
    let dataset = try dataset(name, .string, row: [])
    try dataset.extend(toRows: count)
    try dataset.write(texts, rows: rows)
  }

  /// The dataset of a name, made on its first use.
  private func dataset(
    _ name: String, _ type: HDF5StoredType, row: [Int], unit: Quantity? = nil
  ) throws -> HDF5Dataset {
    if let known = datasets[name] { return known }
    let new = try group.createDataset(
      name, type: type, shape: [0] + row, storage: HDF5Storage(compression: 4, isExtendible: true))
    if let unit { try new.setAttribute("units", unit.ownUnit) }
    datasets[name] = new
    return new
  }

  private func flatten(_ vectors: [SIMD3<Double>]) -> [Double] {
    vectors.flatMap { [$0.x, $0.y, $0.z] }
  }
}
