internal import Atomistics
internal import Foundation
internal import HDF5
public import Potentials

/// Neuroevolution potentials as `nep.txt` files, which GPUMD, NEP_CPU, LAMMPS and calorine run.
public enum NEPFile {
  /// Reads a file of version 3 to 5 and checks every line and every count.
  ///
  /// A term is present where its flag after `l_max` is not zero; the count of the numbers tells whether the file was meant
  /// so.
  ///
  /// - Throws: `NEPFileError`.
  public static func read(_ path: String) throws -> NEPPotential {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      let reason = FileManager.default.fileExists(atPath: path) ? "it is not text" : "there is no such file"
      throw NEPFileError.unreadable(file: path, reason: reason)
    }
    var parser = NEPParser(text: text, file: path)
    return try parser.potential()
  }

  /// Whether a file looks like a `nep.txt`: its first word begins with `nep` and a digit.
  public static func isPotential(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path), let start = try? handle.read(upToCount: 4)
    else { return false }
    return start.count == 4 && start.starts(with: Array("nep".utf8)) && (48...57).contains(start[3])
  }

  /// Writes a potential so that reading the file gives the same numbers, bit for bit.
  ///
  /// The file is written beside its destination, read back and compared, and only then gets its name.
  ///
  /// - Throws: `NEPFileError` where the dialect cannot hold the potential, `HDF5Error` where the file cannot be written.
  public static func write(
    _ potential: NEPPotential, to path: String, dialect: NEPDialect, replacesExisting: Bool = false
  ) throws {
    let contents = try text(of: potential, dialect: dialect)
    try AtomicFile.write(to: path, replacesExisting: replacesExisting) { temporary in
      try contents.write(toFile: temporary, atomically: false, encoding: .utf8)
      let copy = try read(temporary)
      guard try text(of: copy, dialect: dialect) == contents, copy.parameters == potential.fileForm.parameters
      else { throw NEPFileError.differsWhenReadBack(file: path) }
    }
  }

  /// The text of a potential in a dialect.
  ///
  /// Reference energies go into the offsets of the fifth version.
  ///
  /// - Throws: `NEPFileError.notRepresentable`.
  public static func text(of potential: NEPPotential, dialect: NEPDialect) throws -> String {
    try dialect.requireRoom(for: potential)
    let folded = potential.fileForm
    let h = folded.hyperparameters
    var lines: [String] = []
    let kind = "nep\(h.version.rawValue)" + (folded.repulsion == .none ? "" : "_zbl")
    lines.append(([kind, "\(folded.elements.count)"] + folded.elements.map(\.symbol)).joined(separator: " "))
    switch folded.repulsion {
    case .none: break
    case .universal(let inner, let outer): lines.append("zbl \(number(inner)) \(number(outer))")
    case .typewise(let inner, let outer, let factor):
      lines.append("zbl \(number(inner)) \(number(outer)) \(number(factor))")
    case .flexible: lines.append("zbl 0 0")
    }
    let pairs = zip(h.radialCutoffs, h.angularCutoffs).map { "\(number($0)) \(number($1))" }
    let isCommon = Set(pairs).count == 1
    let capacity = folded.neighborCapacity
    lines.append(
      "cutoff \((isCommon ? Array(pairs.prefix(1)) : pairs).joined(separator: " ")) "
        + "\(capacity.radial) \(capacity.angular)")
    lines.append("n_max \(h.radialChannels - 1) \(h.angularChannels - 1)")
    lines.append("basis_size \(h.radialBasisSize - 1) \(h.angularBasisSize - 1)")
    let flags = dialect.flags(for: h.manyBodyTerms).map(String.init).joined(separator: " ")
    lines.append("l_max \(h.maximumDegree) \(flags)")
    lines.append("ANN \(h.neurons) 0")
    lines += NEPFileOrder.parameterIndices(folded).map { number(folded.parameters[$0]) }
    lines += folded.featureScales.map(number)
    if case .flexible(let screenings) = folded.repulsion {
      for pair in screenings {
        lines += [number(pair.inner), number(pair.outer)]
        for (weight, exponent) in zip(pair.weights, pair.exponents) {
          lines += [number(weight), number(exponent)]
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The shortest decimal number that reads back as the same bits.
  private static func number(_ value: Double) -> String { "\(value)" }
}
