import HDF5

/// A data file of two water-like frames, written number by number so that any of them can be wrong.
struct RawDataFile {
  var numbers = [8, 1, 1, 8, 1, 1]
  var coordinates: [Double] = [
    0, 0, 0, 0.96, 0, 0, 0, 0.96, 0,
    0, 0, 0, 0.98, 0, 0, 0, 0.94, 0,
  ]
  var energies: [Double] = [-14, -13.9]
  var energyUnit = "eV"
  var forces: [Double] = [
    0, 0, 0, 0.1, 0, 0, 0, 0.1, 0,
    0, 0, 0, 0.2, 0, 0, 0, -0.3, 0,
  ]
  var forceShape = [2, 3, 3]

  func write(to path: String) throws {
    let file = try HDF5File(creating: path)
    try file.root.setAttribute("format", "sobolev-dataset")
    try file.root.setAttribute("version", 1)
    let group = try file.root.createGroup("water")
    try group.write(numbers, to: "atomic_numbers", shape: [2, 3])
    try group.write(coordinates, to: "coordinates", shape: [2, 3, 3])
      .setAttribute("units", "angstrom")
    try group.write(energies, to: "energies").setAttribute("units", energyUnit)
    try group.write(forces, to: "forces", shape: forceShape).setAttribute("units", "eV/angstrom")
    try file.flush()
  }
}
