import Atomistics
import HDF5

/// A file of no known layout: groups at any depth, whose datasets are called as the user says.
struct CustomLayout: HDF5Layout {
  let identifier = "custom"
  let name = "custom names"

  func recognizes(_ root: HDF5Group) throws -> Bool { false }

  /// - Throws: `DatasetError.badOption` without names; `missingUnit` where neither the file nor the user says
  ///   the unit.
  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    guard let keys = options.keys else {
      throw DatasetError.badOption(
        "the layout `custom` needs the names of the datasets: species=z,coordinates=pos,energies=E")
    }
    let names = FrameNames(
      species: [keys.species], types: options.types?.map(\.atomicNumber), coordinates: [keys.coordinates],
      cell: keys.cell.map { [$0] } ?? [], energies: keys.energies.map { [$0] } ?? [],
      forces: keys.forces.map { [$0] } ?? [], gradients: keys.gradients.map { [$0] } ?? [],
      virials: keys.virials.map { [$0] } ?? [], stresses: keys.stresses.map { [$0] } ?? [],
      hessians: keys.hessians.map { [$0] } ?? [])
    let leaves = try root.leaves(with: [keys.species, keys.coordinates])
    return try HDF5Contents(of: leaves, in: root, names: names.choosing(options))
  }
}
