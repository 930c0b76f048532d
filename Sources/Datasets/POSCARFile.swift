import Atomistics
import Foundation

/// Crystals in VASP's POSCAR form, as phonopy writes its supercells.
enum POSCARFile {
  /// Reads the cell and the atoms.
  ///
  /// The lines are a title, a scale (negative: the volume in Å³), three lattice vectors, symbols, counts,
  /// perhaps `Selective dynamics`, `Direct` or `Cartesian`, and the positions.
  ///
  /// - Throws: `DatasetError.malformed` naming the line; `storage` for a file that cannot be read or is no text.
  static func read(_ path: String) throws -> Configuration {
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8) else {
      throw DatasetError.storage("\(path): cannot be read as text")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
    }
    func problem(_ line: Int, _ expected: String) -> DatasetError {
      .malformed(place: "\(path):\(line + 1)", problem: "expected \(expected)")
    }
    func words(_ line: Int, _ expected: String) throws -> [String] {
      guard lines.indices.contains(line), !lines[line].isEmpty else { throw problem(line, expected) }
      return lines[line]
    }
    func vector(_ line: Int) throws -> SIMD3<Double> {
      let numbers = try words(line, "three numbers").prefix(3).compactMap(Double.init)
      guard numbers.count == 3, numbers.allSatisfy(\.isFinite) else { throw problem(line, "three numbers") }
      return SIMD3(numbers[0], numbers[1], numbers[2])
    }

    guard let scale = Double(try words(1, "a scale")[0]), scale != 0 else { throw problem(1, "a scale") }
    var cell = Cell(Matrix3(try vector(2), try vector(3), try vector(4)))
    let factor = scale > 0 ? scale : cbrt(-scale / cell.volume)
    cell.vectors = factor * cell.vectors

    let symbols = try words(5, "symbols of elements")
    let counts = try words(6, "the number of atoms of each element").compactMap(Int.init)
    guard counts.count == symbols.count, counts.allSatisfy({ (0...1_000_000).contains($0) }) else {
      throw problem(6, "the number of atoms of each element")
    }
    let elements = try zip(symbols, counts).flatMap { symbol, count in
      guard let element = Element(symbol: symbol) else { throw problem(5, "symbols of elements") }
      return Array(repeating: element, count: count)
    }
    var line = 7
    if try words(line, "Direct or Cartesian")[0].lowercased().hasPrefix("s") { line += 1 }
    let mode = try words(line, "Direct or Cartesian")[0].lowercased()
    let isCartesian = mode.hasPrefix("c") || mode.hasPrefix("k")
    let positions = try elements.indices.map { atom in
      let vector = try vector(line + 1 + atom)
      return isCartesian ? factor * vector : vector * cell.vectors
    }
    return Configuration(elements: elements, positions: positions, cell: cell)
  }
}
