public import Atomistics
internal import Foundation
public import Potentials

extension N2P2Set {
  /// Writes a potential as a set of files: into a new folder beside its place, which is read back, compared on
  /// structures and only then given its name.
  ///
  /// The unit of energy becomes part of the last layer, so the files need no normalization keywords.
  ///
  /// - Parameters:
  ///   - folder: A folder that does not exist yet.
  ///   - units: The units of the files; CP2K's are always bohr and hartree.
  ///   - structures: What is compared, in addition to all parameters.
  /// - Throws: `N2P2Error` when the dialect cannot hold the potential, the folder exists or cannot be written, or the
  ///   files do not read back as the same potential; nothing is left behind then.
  public static func write(
    _ potential: ACSFPotential, to folder: String, dialect: N2P2Dialect, units: N2P2Units = .atomic,
    comparingOn structures: [Configuration]
  ) throws {
    try dialect.check(potential, units: units)
    let manager = FileManager.default
    guard !manager.fileExists(atPath: folder) else {
      throw N2P2Error.unwritable(file: folder, cause: "it exists already; choose another folder or remove it")
    }
    let place = URL(fileURLWithPath: folder)
    let temporary = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).tmp-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? manager.removeItem(at: temporary) }
    do {
      try manager.createDirectory(at: temporary, withIntermediateDirectories: false)
    } catch {
      throw N2P2Error.unwritable(file: folder, cause: error.systemReason)
    }
    try writeFiles(of: potential, into: temporary.path, dialect: dialect, units: units)
    try compare(potential, with: try read(temporary.path), on: structures, folder: folder)
    do {
      try manager.moveItem(at: temporary, to: place)
    } catch {
      throw N2P2Error.unwritable(file: folder, cause: error.systemReason)
    }
  }

  /// Writes the files of a set, with a README of how to run it, into a folder that is there.
  ///
  /// - Throws: `N2P2Error` when the dialect cannot hold the potential, or a file cannot be written.
  public static func writeFiles(
    of potential: ACSFPotential, into folder: String, dialect: N2P2Dialect, units: N2P2Units = .atomic
  ) throws {
    try dialect.check(potential, units: units)
    for (name, text) in N2P2Text(potential, dialect: dialect, units: units).files {
      let file = path(name, in: folder)
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      } catch {
        throw N2P2Error.unwritable(file: file, cause: error.systemReason)
      }
    }
  }

  /// Expects equal energies and forces, up to the rounding of the conversion of units.
  private static func compare(
    _ potential: ACSFPotential, with copy: ACSFPotential, on structures: [Configuration], folder: String
  ) throws {
    func differs(_ problem: String) -> N2P2Error { .differsWhenReadBack(folder: folder, problem: problem) }
    guard copy.elements == potential.elements, copy.parameters.count == potential.parameters.count else {
      throw differs("other elements or another number of parameters")
    }
    guard !structures.isEmpty else { return }
    let options = EvaluationOptions(precision: .double)
    let results = try [potential, copy].map { potential in
      var evaluator = try potential.makeEvaluator(for: structures, options: options)
      try evaluator.evaluate(positions: structures.flatMap(\.positions))
      return evaluator.evaluation
    }
    // Some hundred ulp of an energy with its reference energies; forces have none.
    for (index, pair) in zip(results[0].energies, results[1].energies).enumerated() {
      guard abs(pair.0 - pair.1) <= 1e-12 * max(1, abs(pair.0)) else {
        throw differs("the energy of structure \(index + 1) is \(pair.1) eV instead of \(pair.0) eV")
      }
    }
    for (a, b) in zip(results[0].forces, results[1].forces) {
      let difference = a - b
      let size = (difference * difference).sum().squareRoot()
      guard size <= 1e-9 else { throw differs("a force differs by \(size) eV/Å") }
    }
  }
}
