import Atomistics

/// Writes n2p2's `input.data` in Å and eV, with charges and energies of atoms of zero.
final class N2P2Writer: FrameWriter {
  private let output: AtomicOutput
  var temporaryPath: String { output.temporaryPath }

  init(path: String, replacesExisting: Bool) throws {
    output = try AtomicOutput(path: path, replacesExisting: replacesExisting)
  }

  func append(_ frames: [LabeledConfiguration]) throws {
    for frame in frames { try output.write(Array(N2P2Writer.text(of: frame).utf8)) }
  }

  func complete() throws { try output.complete() }
  func commit() throws { try output.commit() }

  private static func text(of frame: LabeledConfiguration) -> String {
    func list(_ vector: SIMD3<Double>) -> String { "\(vector.x) \(vector.y) \(vector.z)" }
    var text = "begin\n"
    if !frame.identifier.isEmpty { text += "comment \(frame.identifier)\n" }
    if let cell = frame.configuration.cell {
      for row in 0..<3 { text += "lattice \(list(cell.vectors[row]))\n" }
    }
    // Frames without forces or energy are left out before they come here.
    for (atom, force) in (frame.labels.forces ?? []).enumerated() {
      let position = frame.configuration.positions[atom]
      text += "atom \(list(position)) \(frame.configuration.elements[atom]) 0 0 \(list(force))\n"
    }
    return text + "energy \(frame.labels.energy ?? 0)\ncharge 0\nend\n"
  }
}
