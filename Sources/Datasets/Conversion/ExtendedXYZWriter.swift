import Atomistics

/// Writes extended XYZ as ASE and GPUMD read it.
///
/// Labels are `energy`, `virial` and the columns `forces` and `hessian` (three rows of the Hessian an atom);
/// beside them stand `config_weight`, `name` and `split`. Numbers have the shortest form that gives the same
/// Float64 again. Energies of isolated atoms are frames of the type `IsolatedAtom`.
final class ExtendedXYZWriter: FrameWriter {
  private let output: AtomicOutput
  var temporaryPath: String { output.temporaryPath }

  init(path: String, isolatedAtomEnergies: [Element: Double], replacesExisting: Bool) throws {
    output = try AtomicOutput(path: path, replacesExisting: replacesExisting)
    for (element, energy) in isolatedAtomEnergies.sorted(by: { $0.key < $1.key }) {
      try output.write(
        Array(
          "1\nProperties=species:S:1:pos:R:3 energy=\(energy) config_type=IsolatedAtom pbc=\"F F F\"\n\(element) 0 0 0\n"
            .utf8))
    }
  }

  func append(_ frames: [LabeledConfiguration]) throws {
    for frame in frames { try output.write(Array(ExtendedXYZWriter.text(of: frame).utf8)) }
  }

  func complete() throws { try output.complete() }
  func commit() throws { try output.commit() }

  /// A frame as text.
  static func text(of frame: LabeledConfiguration) throws(DatasetError) -> String {
    let (configuration, labels) = (frame.configuration, frame.labels)
    var fields: [String] = []
    if let cell = configuration.cell {
      fields.append("Lattice=\"\(list(cell.vectors.elements))\"")
    }
    let periodicity = configuration.cell?.periodicity ?? [false, false, false]
    fields.append("pbc=\"\(periodicity.map { $0 ? "T" : "F" }.joined(separator: " "))\"")
    fields.append(
      "Properties=species:S:1:pos:R:3" + (labels.forces == nil ? "" : ":forces:R:3")
        + (labels.hessian == nil ? "" : ":hessian:R:\(9 * configuration.count)"))
    if let energy = labels.energy { fields.append("energy=\(energy)") }
    if let virial = labels.virial { fields.append("virial=\"\(list(virial.elements))\"") }
    if frame.weight != 1 { fields.append("config_weight=\(frame.weight)") }
    for (key, text) in [("name", frame.identifier), ("split", frame.split)] where !text.isEmpty {
      guard !text.contains(where: { $0 == "\"" || $0.isNewline }) else {
        throw .inconsistentFrame(
          frame: frame.identifier, problem: "quotes and line ends cannot stand in extended XYZ; change its \(key)")
      }
      fields.append("\(key)=\"\(text)\"")
    }
    var text = "\(configuration.count)\n\(fields.joined(separator: " "))\n"
    for atom in 0..<configuration.count {
      text += "\(configuration.elements[atom]) \(list(configuration.positions[atom].components))"
      if let forces = labels.forces { text += " " + list(forces[atom].components) }
      if let hessian = labels.hessian {
        let width = 9 * configuration.count
        text += " " + list(hessian[atom * width..<(atom + 1) * width])
      }
      text += "\n"
    }
    return text
  }

  private static func list(_ numbers: some Sequence<Double>) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}

extension SIMD3<Double> {
  /// The three numbers.
  var components: [Double] { [x, y, z] }
}
