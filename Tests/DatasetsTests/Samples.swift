import Atomistics
import Datasets
import HDF5

/// Small made-up frames and files.
enum Samples {
  static func elements(_ symbols: String...) -> [Element] { symbols.compactMap { Element(symbol: $0) } }

  /// Water, a little different for each index, with an energy and forces that fit together.
  static func water(_ index: Int) -> LabeledConfiguration {
    let shift = 0.01 * Double(index)
    var frame = PairModel.labeled(
      Configuration(
        elements: elements("O", "H", "H"),
        positions: [[0, 0, 0.1], [0.76 + shift, 0.59, 0], [-0.76, 0.59 + shift / 2, 0]]), name: "")
    frame.labels.hessian = nil
    return frame
  }

  /// Rock salt with a virial.
  static func salt(_ index: Int) -> LabeledConfiguration {
    let length = 5.6 + 0.01 * Double(index)
    let cell = Matrix3(
      [0, length / 2, length / 2], [length / 2, 0, length / 2], [length / 2, length / 2, 0])
    return LabeledConfiguration(
      Configuration(
        elements: elements("Na", "Cl"), positions: [.zero, [length / 2, 0, 0]],
        cell: Cell(cell, periodicity: [true, true, index % 2 == 0])),
      Labels(energy: -3.4, forces: [.zero, .zero], virial: Matrix3([1, 0.2, 0], [0.2, 2, 0], [0, 0, 3])))
  }

  /// Writes a file in TorchANI's layout with two frames of three atoms, after a change.
  static func writeTorchANI(
    _ path: String, grouping: String = "by_num_atoms", skipping skipped: Set<String> = [],
    change: (HDF5Group) throws -> Void = { _ in }
  ) throws {
    let file = try HDF5File(creating: path)
    try file.root.setAttribute("grouping", grouping)
    let group = try file.root.createGroup("003")
    if !skipped.contains("species") { try group.write([8, 1, 1, 8, 1, -1], to: "species", shape: [2, 3]) }
    if !skipped.contains("coordinates") {
      let coordinates = [0.0, 0, 0.1, 0.76, 0.59, 0, -0.76, 0.59, 0, 0, 0, 0, 0, 0, 0.97, 0, 0, 0]
      try group.write(coordinates, to: "coordinates", shape: [2, 3, 3], as: .float32)
    }
    if !skipped.contains("energies") { try group.write([-76.4, Double.nan], to: "energies") }
    if !skipped.contains("forces") {
      let forces = (0..<9).map { 0.01 * Double($0) } + [0, 0, -0.02, 0, 0, 0.02, 0, 0, 0]
      try group.write(forces, to: "forces", shape: [2, 3, 3])
    }
    try change(group)
    try file.flush()
  }
}
