import HDF5

extension Provenance {
  func write(to group: HDF5Group) throws {
    try group.setAttribute("tool", tool)
    try group.setAttribute("command", command)
    try group.setAttribute("date", date)
    // Text, because HDF5 readers differ on the largest unsigned numbers.
    try group.setAttribute("seed", String(seed))
    try group.setAttribute("threads", threads)
    try group.setAttribute("processor", processor)
    for (index, data) in dataFiles.enumerated() {
      let entry = try group.createGroup("data_file_\(index)")
      try entry.setAttribute("role", data.role.rawValue)
      try entry.setAttribute("path", data.path)
      try entry.setAttribute("sha256", data.checksum)
      try entry.setAttribute("structures", data.structures)
      try entry.setAttribute("atoms", data.atoms)
    }
  }

  init(from group: HDF5Group) throws {
    let reader = FieldReader(group: group)
    try self.init(
      tool: reader.text("tool"), command: reader.text("command"), date: reader.text("date"),
      seed: reader.value("seed") { UInt64($0) }, threads: reader.count("threads"),
      processor: reader.text("processor"), dataFiles: [])
    while try group.kind(of: "data_file_\(dataFiles.count)") == .group {
      let entry = FieldReader(group: try group.group("data_file_\(dataFiles.count)"))
      try dataFiles.append(
        DataFile(
          role: entry.value("role", DataFile.Role.init(rawValue:)), path: entry.text("path"),
          checksum: entry.text("sha256"), structures: entry.count("structures"),
          atoms: entry.count("atoms")))
    }
  }
}
