import HDF5

extension RecordedErrors {
  private static var figures: [(String, WritableKeyPath<RecordedErrors, Figures?>)] {
    [
      ("energy_per_atom", \.energyPerAtom), ("force", \.force), ("virial_per_atom", \.virialPerAtom),
      ("hessian", \.hessian), ("wavenumber", \.wavenumber),
    ]
  }

  func write(to group: HDF5Group) throws {
    try group.setAttribute("structures", structures)
    try group.setAttribute("atoms", atoms)
    for (name, path) in RecordedErrors.figures {
      guard let figures = self[keyPath: path] else { continue }
      try group.setAttribute(name + "_mae", figures.meanAbsolute)
      try group.setAttribute(name + "_rmse", figures.rootMeanSquare)
    }
  }

  init(role: Provenance.DataFile.Role, from group: HDF5Group) throws {
    let reader = FieldReader(group: group)
    try self.init(role: role, structures: reader.count("structures"), atoms: reader.count("atoms"))
    for (name, path) in RecordedErrors.figures where try reader.has(name + "_mae") {
      self[keyPath: path] = try Figures(
        meanAbsolute: reader.number(name + "_mae"), rootMeanSquare: reader.number(name + "_rmse"))
    }
  }
}
