import Atomistics
import Foundation
import Testing

/// A potential with a structure and what NEP_CPU, compiled, found for it.
struct GoldenNEP: Sendable, CustomTestStringConvertible {
  var name: String
  var configuration: Configuration
  var atomEnergies: [Double]
  var forces: [SIMD3<Double>]
  var virial: Matrix3

  var testDescription: String { name }

  /// The folder `Tests/Golden/nep`.
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/nep")

  /// The path of the potential.
  var path: String { GoldenNEP.folder.appendingPathComponent(name + ".nep.txt").path }

  static let names = [
    "nep3_l4_2_1", "nep4_l4_0_0", "nep4_l4_1_0_1_1_1_1", "nep4_l4_2_0", "nep4_l4_2_1_typewise_zbl",
    "nep5_l4_2_0",
  ]

  /// Reads the structure: species, position, two atomic energies (of an independent evaluator and of
  /// NEP_CPU), force.
  init(_ name: String) throws {
    self.name = name
    let url = GoldenNEP.folder.appendingPathComponent(name + ".xyz")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    func numbers(_ key: String) throws -> [Double] {
      let start = try #require(lines[1].range(of: key + "=\"")).upperBound
      let end = try #require(lines[1][start...].firstIndex(of: "\""))
      return lines[1][start..<end].split(separator: " ").compactMap { Double($0) }
    }
    let rows = lines.dropFirst(2).map { $0.split(separator: " ") }
    func vector(_ row: [Substring], _ column: Int) throws -> SIMD3<Double> {
      SIMD3(try (0..<3).map { try #require(Double(row[column + $0])) })
    }
    configuration = Configuration(
      elements: try rows.map { try #require(Element(symbol: String($0[0]))) },
      positions: try rows.map { try vector($0, 1) }, cell: Cell(Matrix3(try numbers("lattice"))))
    atomEnergies = try rows.map { try #require(Double($0[5])) }
    forces = try rows.map { try vector($0, 6) }
    virial = Matrix3(try numbers("nepcpu_virial"))
  }
}
