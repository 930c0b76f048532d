import Foundation
import Sobolev

/// The structures of one data file of a fit, checked, with the record of where they come from.
struct FitData {
  /// All structures; of a streamed file, a sample of them.
  let frames: [LabeledConfiguration]
  /// The whole file, where it does not fit in memory.
  let stream: StreamedSet?
  /// The elements of all structures in order.
  let elements: [Element]
  let record: Provenance.DataFile
  let isolatedAtomEnergies: [Element: Double]
  /// What the file holds, in words.
  let census: String
  /// What somebody should look at.
  let warnings: [String]

  /// Reads a file whole and refuses what a fit cannot use; training data larger than memory are left where
  /// they are.
  ///
  /// - Parameter memory: How many bytes the structures may take.
  /// - Throws: `DatasetError`, `DataCheckError` or `FitDataError`, naming the file and structure.
  init(
    path: String, role: Provenance.DataFile.Role, options: DatasetOptions = DatasetOptions(), memory: Int = .max
  ) throws {
    let file = try DatasetFile(path: path, options: options)
    let census = try file.census()
    let purpose: DataPurpose = options.correction == .none ? .trustedFit : .fit
    if role == .training, census.residentBytes > memory {
      let stream = StreamedSet(file, memory: memory)
      warnings =
        file.notes + (try DataCheck.refuse(file, for: purpose)) + [
          "read anew in every epoch; training errors are those of a sample of structures"
        ]
      if !census.hasFirstDerivativeLabels { try stream.forEachBlock(FitData.requireLabels) }
      self.stream = stream
      frames = try stream.sample()
    } else {
      stream = nil
      frames = try file.readAll()
      warnings = file.notes + (try DataCheck.refuse(frames, of: path, for: purpose))
      try FitData.requireLabels(of: frames)
    }
    elements = census.elements.keys.sorted()
    record = Provenance.DataFile(
      role: role, path: path, checksum: try FileChecksum.sha256(ofFileAt: path),
      structures: census.frames, atoms: census.atoms)
    isolatedAtomEnergies = file.isolatedAtomEnergies
    self.census = census.summary
  }

  /// Refuses structures that say nothing about first derivatives.
  private static func requireLabels(of frames: [LabeledConfiguration]) throws {
    if let frame = frames.first(where: { !$0.hasFirstDerivativeLabels }) {
      throw FitDataError.noLabels(structure: frame.name)
    }
  }
}

extension LabeledConfiguration {
  fileprivate var hasFirstDerivativeLabels: Bool {
    labels.energy != nil || labels.forces != nil || labels.virial != nil
  }
}

extension DatasetCensus {
  /// Whether the counts tell that every structure has an energy, forces or a virial.
  fileprivate var hasFirstDerivativeLabels: Bool {
    [.energy, .forces, .virial].contains { labels[$0] == frames }
  }

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
