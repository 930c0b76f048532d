import Foundation
import Sobolev

/// The structures of one data file of a fit, checked, with the record of where they come from.
struct FitData {
  let frames: [LabeledConfiguration]
  let record: Provenance.DataFile
  let isolatedAtomEnergies: [Element: Double]
  /// What the file holds, in words.
  let census: String
  /// What somebody should look at.
  let warnings: [String]

  /// Reads a file whole and refuses what a fit cannot use.
  ///
  /// - Throws: `DatasetError`, `DataCheckError` or `FitDataError`, naming the file and structure.
  init(path: String, role: Provenance.DataFile.Role) throws {
    let file = try DatasetFile(path: path)
    frames = try file.readAll()
    warnings = try DataCheck.refuse(frames)
    if let frame = frames.first(where: { !$0.hasFirstDerivativeLabels }) {
      throw FitDataError.noLabels(structure: frame.name)
    }
    record = Provenance.DataFile(
      role: role, path: path, checksum: try FileChecksum.sha256(ofFileAt: path),
      structures: frames.count, atoms: frames.reduce(0) { $0 + $1.configuration.count })
    isolatedAtomEnergies = file.isolatedAtomEnergies
    census = try file.census().summary
  }
}

extension LabeledConfiguration {
  fileprivate var hasFirstDerivativeLabels: Bool {
    labels.energy != nil || labels.forces != nil || labels.virial != nil
  }
}

extension DatasetCensus {
  /// One line: counts, elements and labels.
  var summary: String {
    let symbols = elements.keys.sorted().map(\.symbol).joined(separator: ", ")
    let present = LabelKind.allCases.compactMap { kind -> String? in
      guard let count = labels[kind], count > 0 else { return nil }
      return count == frames ? "\(kind)" : "\(kind) (\(count.grouped))"
    }
    return "\(frames.grouped) structures, \(atoms.grouped) atoms of \(symbols); "
      + present.joined(separator: ", ")
  }
}

/// Why a data file cannot be used for a fit.
enum FitDataError: Error, Equatable, CustomStringConvertible {
  case noLabels(structure: String)
  case differentFiles(expected: [String])
  case changed(file: String, role: String)

  var description: String {
    switch self {
    case .noLabels(let structure):
      "\(structure): has neither energy nor forces nor virial; add a label or remove the structure"
    case .differentFiles(let expected):
      "the interrupted fit had \(expected.joined(separator: ", ")) data; give the same files to resume it"
    case .changed(let file, let role):
      "\(file): not the \(role) data of the interrupted fit; give the same file, or start anew with "
        + "--overwrite"
    }
  }
}
