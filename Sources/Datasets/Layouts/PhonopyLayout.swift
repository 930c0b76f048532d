import Atomistics
import Foundation
import HDF5

/// Force constants of phonopy and phono3py (doi:10.7566/JPSJ.92.012001): the Hessian of a supercell, whose
/// geometry is in another file.
///
/// `force_constants` or `fc2` is (N, N, 3, 3), in the unit that `physical_unit` states, or eV/Å². The supercell is
/// read from `SPOSCAR` beside the file, as phonopy writes it. Compact force constants, of the atoms of the primitive
/// cell only, must be written in full first.
struct PhonopyLayout: HDF5Layout {
  let identifier = "phonopy"
  let name = "phonopy force constants"

  private static let names = ["force_constants", "fc2"]

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try PhonopyLayout.names.contains { try root.kind(of: $0) == .dataset }
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    HDF5Contents(parts: [HDF5Part(path: root.path, frameCount: 1, isSingle: true)]) { _ in
      try PhonopyFrame(root, names: PhonopyLayout.names, options)
    }
  }
}

/// The supercell and its Hessian.
private struct PhonopyFrame: FrameRows {
  let frameCount = 1
  let conventions: [UnitConvention]
  private let content: FrameBlock

  func block(_ rows: Range<Int>) throws -> FrameBlock { content }

  init(_ root: HDF5Group, names: [String], _ options: DatasetOptions) throws {
    let constants = try ColumnFinder(root, names: FrameNames(species: [])).required(names)
    let shape = try constants.shape()
    guard shape.count == 4, shape[2] == 3, shape[3] == 3, shape[0] == shape[1] else {
      throw DatasetError.wrongShape(
        file: root.file, object: constants.path, shape: shape,
        expected: "[N, N, 3, 3] (phonopy writes it in full with --full-fc)")
    }
    let path = URL(fileURLWithPath: root.file).deletingLastPathComponent()
      .appendingPathComponent("SPOSCAR").path
    guard FileManager.default.fileExists(atPath: path) else {
      throw DatasetError.missingGeometry(file: root.file, companion: path)
    }
    let supercell = try POSCARFile.read(path)
    guard supercell.count == shape[0] else {
      throw DatasetError.wrongShape(
        file: root.file, object: constants.path, shape: shape,
        expected: "force constants of the \(supercell.count) atoms in \(path)")
    }
    var known: [Quantity: String] = [.hessian: "eV/angstrom^2"]
    if try root.has("physical_unit"),
      let unit = try root.dataset("physical_unit").readStrings().first
    {
      known[.hessian] = unit
    }
    let finder = try ColumnFinder(
      root, names: FrameNames(species: [], knownUnits: known).choosing(options))
    let column = try finder.column(constants, .hessian, forms: [shape])
    conventions = [column.convention]
    var block = FrameBlock(
      frameCount: 1, atomCount: supercell.count, atomicNumbers: supercell.elements.map(\.atomicNumber),
      coordinates: supercell.positions.flatMap { [$0.x, $0.y, $0.z] })
    block.cells = supercell.cell?.vectors.elements
    block.hessians = HessianForm.atomPairs.squared(try column.read(0..<1)[...], atoms: supercell.count)
    content = block
  }
}
