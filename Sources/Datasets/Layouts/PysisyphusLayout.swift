import Atomistics
import HDF5

/// A Hessian of pysisyphus (doi:10.1002/qua.26390): one frame without forces, in atomic units.
///
/// The top group has the attributes `atoms` (symbols) and `energy` in Ha, and the datasets `coords3d` (N, 3) in
/// bohr and `hessian` (3N, 3N) in Ha/bohr².
struct PysisyphusLayout: HDF5Layout {
  let identifier = "pysisyphus"
  let name = "pysisyphus"
  let ownAttributes: Set<String> = ["atoms", "energy"]

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.has("hessian", "coords3d") && root.attribute("atoms") != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    HDF5Contents(parts: [HDF5Part(path: root.path, frameCount: 1, isSingle: true)]) { _ in
      try PysisyphusFrame(root, options)
    }
  }
}

/// The frame of a pysisyphus file.
private struct PysisyphusFrame: FrameRows {
  let frameCount = 1
  let conventions: [UnitConvention]
  private let content: FrameBlock

  func block(_ rows: Range<Int>) throws -> FrameBlock { content }

  init(_ root: HDF5Group, _ options: DatasetOptions) throws {
    let names = FrameNames(
      species: [], coordinates: ["coords3d"], hessians: ["hessian"],
      knownUnits: [.length: "bohr", .energy: "hartree", .hessian: "hartree/bohr^2"]
    ).choosing(options)
    let symbols = try root.attribute("atoms")?.readStrings() ?? []
    let numbers = try symbols.enumerated().map { atom, symbol in
      guard let element = Element(symbol: symbol.capitalizedSymbol) else {
        throw DatasetError.wrongElements(
          file: root.file, object: "attribute atoms",
          problem: "atom \(atom) is called `\(symbol)`, which is no element")
      }
      return element.atomicNumber
    }
    let finder = try ColumnFinder(root, names: names)
    let size = 3 * numbers.count
    let coordinates = try finder.column(
      finder.required(names.coordinates), .length, forms: [[numbers.count, 3], [size]])
    let hessian = try finder.column(
      finder.required(names.hessians), .hessian, forms: [[size, size], [size * size]])
    var conventions = [coordinates.convention, hessian.convention]
    var block = FrameBlock(
      frameCount: 1, atomCount: numbers.count, atomicNumbers: numbers,
      coordinates: try coordinates.read(0..<1))
    block.hessians = try hessian.read(0..<1)
    if let energy = try root.attribute("energy")?.read(Double.self).first {
      let unit = options.units[.energy] ?? "hartree"
      conventions.append(
        UnitConvention(
          .energy, unit: unit, basis: options.units[.energy] == nil ? .known : .chosen, name: "energy"))
      block.energies = [energy * (UnitTable.factor(of: unit, as: .energy) ?? .nan)]
    }
    self.conventions = conventions
    content = block
  }
}
