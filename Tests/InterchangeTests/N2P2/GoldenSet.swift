import Atomistics
import Foundation
import Interchange
import Testing

/// A set of n2p2 files with a structure and the results of n2p2 itself (libnnp 61daa0d), in `Tests/Golden/n2p2`.
struct GoldenSet: Sendable, CustomTestStringConvertible {
  var name: String

  var testDescription: String { name }

  static let all = [
    "acsf_ct2_tanh_scalecenter", "acsf_ct6a_softplus_sigma_norm", "compact_p_e_molecule", "cp2k_bohr_ct2",
  ].map(GoldenSet.init)

  /// The folder of the set.
  var folder: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Golden/n2p2/\(name)").standardizedFileURL.path
  }

  /// The structure of `input.data`, its numbers taken as Å, with its energy and forces.
  func structure() throws -> LabeledConfiguration {
    var (elements, positions, forces, rows) = ([Element](), [SIMD3<Double>](), [SIMD3<Double>](), [SIMD3<Double>]())
    var energy: Double?
    let text = try String(contentsOfFile: folder + "/input.data", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      func vector(_ start: Int) throws -> SIMD3<Double> {
        SIMD3(
          try #require(Double(words[start])), try #require(Double(words[start + 1])),
          try #require(Double(words[start + 2])))
      }
      switch words[0] {
      case "lattice": rows.append(try vector(1))
      case "atom":
        positions.append(try vector(1))
        elements.append(try #require(Element(symbol: words[4])))
        forces.append(try vector(7))
      case "energy": energy = Double(words[1])
      default: break
      }
    }
    let cell = rows.isEmpty ? nil : Cell(Matrix3(rows[0], rows[1], rows[2]))
    return LabeledConfiguration(
      Configuration(elements: elements, positions: positions, cell: cell),
      Labels(energy: energy, forces: forces))
  }

  /// The values of the symmetry functions of the first atom of each element, in the order of n2p2.
  func featureValues() throws -> [String: [Double]] {
    let text = try String(contentsOfFile: folder + "/sf_order_and_values.txt", encoding: .utf8)
    var values: [String: [Double]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      values[String(words[0]), default: []].append(try #require(Double(words[words.count - 1])))
    }
    return values
  }
}
