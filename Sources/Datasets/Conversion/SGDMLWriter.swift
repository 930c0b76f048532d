import Atomistics

/// Writes sGDML's NumPy archive: frames of one molecule, in Å and eV.
///
/// http://docs.sgdml.org/datasets.html; `hessian`, `hessian_frames`, `weights`, `names` and `splits` are
/// additions that sGDML passes over.
final class SGDMLWriter: FrameWriter {
  private let output: AtomicOutput
  var temporaryPath: String { output.temporaryPath }

  private var first: Configuration?
  private var positions: NumPyRows?
  private var forces: NumPyRows?
  private var hessians: NumPyRows?
  private var energies: [Double] = []
  private var hessianFrames: [Int] = []
  private var weights: [Double] = []
  private var names: [String] = []
  private var splits: [String] = []

  init(path: String, replacesExisting: Bool) throws {
    output = try AtomicOutput(path: path, replacesExisting: replacesExisting)
  }

  func append(_ frames: [LabeledConfiguration]) throws {
    for frame in frames {
      try begin(frame)
      // Frames without forces or energy are left out before they come here.
      try positions?.append(frame.configuration.positions.flatMap(\.components))
      try forces?.append((frame.labels.forces ?? []).flatMap(\.components))
      energies.append(frame.labels.energy ?? .nan)
      if let hessian = frame.labels.hessian {
        let size = 3 * frame.configuration.count
        hessians = try hessians ?? rows([size, size])
        try hessians?.append(hessian)
        hessianFrames.append(energies.count - 1)
      }
      weights.append(frame.weight)
      names.append(frame.identifier)
      splits.append(frame.split)
    }
  }

  /// Makes the arrays for the first frame, and checks that another one goes with it.
  private func begin(_ frame: LabeledConfiguration) throws {
    guard let first else {
      first = frame.configuration
      positions = try rows([frame.configuration.count, 3])
      forces = try rows([frame.configuration.count, 3])
      return
    }
    guard frame.configuration.elements == first.elements, frame.configuration.cell == first.cell else {
      throw DatasetError.inconsistentFrame(
        frame: "\(output.path), frame \(energies.count)",
        problem: "an sGDML archive holds one molecule in one cell, with its atoms in one order; choose "
          + "another format")
    }
  }

  private func rows(_ shape: [Int]) throws -> NumPyRows {
    try NumPyRows(rowShape: shape, in: output.folder, name: output.path)
  }

  func complete() throws {
    guard let first, let positions, let forces else { return }
    var archive = ZipWriter(output)
    for (name, text) in [("type", "d"), ("code_version", "0"), ("name", first.formula), ("theory", "unknown")] {
      try archive.add(name + ".npy", NumPyEncoder.text(text))
    }
    try archive.add("z.npy", NumPyEncoder.bytes(first.elements.map { UInt8($0.atomicNumber) }))
    try archive.add("R.npy", positions.contents())
    try archive.add("E.npy", NumPyEncoder.doubles(energies, shape: [energies.count]))
    try archive.add("F.npy", forces.contents())
    try archive.add("r_unit.npy", NumPyEncoder.text("Ang"))
    try archive.add("e_unit.npy", NumPyEncoder.text("eV"))
    if let cell = first.cell {
      let columns = cell.vectors.transpose.elements
      try archive.add("lattice.npy", NumPyEncoder.doubles(columns, shape: [3, 3]))
    }
    if let hessians {
      try archive.add("hessian.npy", hessians.contents())
      try archive.add("hessian_frames.npy", NumPyEncoder.integers(hessianFrames))
    }
    if weights.contains(where: { $0 != 1 }) {
      try archive.add("weights.npy", NumPyEncoder.doubles(weights, shape: [weights.count]))
    }
    for (name, texts) in [("names", names), ("splits", splits)] where texts.contains(where: { !$0.isEmpty }) {
      try archive.add(name + ".npy", NumPyEncoder.texts(texts))
    }
    try archive.finish()
    try output.complete()
  }

  func commit() throws { try output.commit() }
}
