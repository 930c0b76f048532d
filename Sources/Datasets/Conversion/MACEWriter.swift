import Atomistics
import HDF5

/// Writes what MACE's `mace_prepare_data` writes: a group for each frame in `config_batch_0`, in Å and eV.
///
/// https://github.com/ACEsuit/mace, mace/data/utils.py. A stress beside the virial is what MACE trains on by
/// default; what is missing is the text "None" and has the weight 0.
final class MACEWriter: FrameWriter {
  private let output: AtomicFile
  private var file: HDF5File?
  private var batch: HDF5Group?
  private var count = 0
  var temporaryPath: String { output.temporaryPath }

  init(path: String, replacesExisting: Bool) throws {
    output = try AtomicFile(path: path, replacesExisting: replacesExisting)
    let file = try HDF5File(creating: output.temporaryPath)
    try file.root.setAttribute("drop_last", 0)
    batch = try file.root.createGroup("config_batch_0")
    self.file = file
  }

  func append(_ frames: [LabeledConfiguration]) throws {
    for frame in frames {
      guard let group = try batch?.createGroup("config_\(count)") else { return }
      count += 1
      try write(frame, to: group)
    }
  }

  private func write(_ frame: LabeledConfiguration, to group: HDF5Group) throws {
    let (configuration, labels) = (frame.configuration, frame.labels)
    let atoms = configuration.count
    try group.write(configuration.elements.map(\.atomicNumber), to: "atomic_numbers")
    try group.write(configuration.positions.flatMap(\.components), to: "positions", shape: [atoms, 3])
    try group.write(
      configuration.cell?.vectors.elements ?? [Double](repeating: 0, count: 9), to: "cell", shape: [3, 3])
    try group.createDataset("pbc", type: .boolean, shape: [3])
      .write(configuration.cell?.periodicity ?? [false, false, false])
    try group.write([frame.weight], to: "weight", shape: [])
    try group.createDataset("config_type", type: .string, shape: []).write([frame.identifier])

    let properties = try group.createGroup("properties")
    let weights = try group.createGroup("property_weights")
    let stress = labels.virial.flatMap { virial in
      configuration.cell.map { (-1 / $0.volume) * virial }
    }
    let values: [(String, [Double]?, [Int])] = [
      ("energy", labels.energy.map { [$0] }, []),
      ("forces", labels.forces.map { $0.flatMap(\.components) }, [atoms, 3]),
      ("virials", labels.virial?.elements, [3, 3]), ("stress", stress?.elements, [3, 3]),
      ("hessian", labels.hessian, [9 * atoms * atoms]),
    ]
    for (name, value, shape) in values {
      if let value {
        try properties.write(value, to: name, shape: shape)
      } else {
        try properties.createDataset(name, type: .string, shape: []).write(["None"])
      }
      try weights.write([value == nil ? 0.0 : 1], to: name, shape: [])
    }
  }

  func complete() throws {
    batch = nil
    try file?.flush()
    file = nil
  }

  func commit() throws { try output.commit() }

  deinit {
    batch = nil
    file = nil
    output.discard()
  }
}
