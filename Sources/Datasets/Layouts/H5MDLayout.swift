import Atomistics
import HDF5

/// H5MD trajectories (doi:10.1016/j.cpc.2014.01.018), among them those of ZnH5MD.
///
/// `/particles/GROUP` has `position`, `species`, `force` and `box/edges`; each is a dataset, or a group with a
/// `value` for each step. `/observables/GROUP/potential_energy` and `stress` (six components, in ASE's order)
/// belong to it. Units are in the attribute `unit`. Frames of different sizes are padded with NaN.
struct H5MDLayout: HDF5Layout {
  let identifier = "h5md"
  let name = "H5MD"

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.has("h5md") && root.group("h5md").attribute("version") != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let groups = try root.has("particles") ? root.group("particles").groupNames() : []
    var parts: [HDF5Part] = []
    for name in groups {
      let names = try H5MDLayout.names(in: root, name, options)
      guard let frames = try root.dataset(names.coordinates[0]).shape().first else { continue }
      try H5MDLayout.refuseTypes(root.dataset(names.species[0]), root, options)
      parts.append(HDF5Part(path: "/particles/" + name, frameCount: frames))
    }
    return HDF5Contents(parts: parts) { part in
      let name = String(part.path.split(separator: "/")[1])
      return try FrameGroup(root, names: H5MDLayout.names(in: root, name, options))
    }
  }

  /// Where the quantities of a group of particles are.
  private static func names(
    in root: HDF5Group, _ name: String, _ options: DatasetOptions
  ) throws -> FrameNames {
    let particles = "particles/\(name)"
    func element(_ path: String) throws -> [String] {
      guard try root.contains(path) else { return [] }
      return [try root.kind(of: path) == .group ? path + "/value" : path]
    }
    var names = FrameNames(
      species: try element("\(particles)/species"), types: options.types?.map(\.atomicNumber),
      coordinates: try element("\(particles)/position"), cell: try element("\(particles)/box/edges"),
      periodicity: try element("\(particles)/box/pbc"),
      energies: try element("observables/\(name)/potential_energy"),
      forces: try element("\(particles)/force"), virials: [],
      stresses: try element("observables/\(name)/stress"), hessians: []
    ).choosing(options)
    for (quantity, found) in [("species", names.species), ("position", names.coordinates)]
    where found.isEmpty {
      throw DatasetError.missingDataset(file: root.file, group: "/" + particles, names: [quantity])
    }
    if let edges = names.cell.first {
      let shape = try root.dataset(edges).shape()
      // Matrices for all frames (T, 3, 3) or one for all (3, 3); lengths likewise (T, 3) or (3).
      let isMatrix = shape.count == (edges.hasSuffix("/value") ? 3 : 2)
      names.cellForms = isMatrix ? [[3, 3]] : [[3]]
      let boundary = try root.group("\(particles)/box").attribute("boundary")
      if names.periodicity.isEmpty, let boundary, boundary.isText {
        let words = try boundary.readStrings()
        guard [1, 3].contains(words.count) else {
          throw DatasetError.malformed(
            place: "\(root.file):/\(particles)/box", problem: "boundary has \(words.count) words, not one for each direction")
        }
        names.fixedPeriodicity = (0..<3).map { words[words.count == 3 ? $0 : 0] == "periodic" }
      }
    }
    return names
  }

  /// Refuses species 1, 2, …, which molecular-dynamics programs count as types: they would pass for hydrogen
  /// and helium.
  private static func refuseTypes(
    _ species: HDF5Dataset, _ root: HDF5Group, _ options: DatasetOptions
  ) throws {
    guard options.types == nil, try creator(root)?.lowercased() != "znh5md", species.isInteger else { return }
    let numbers = Set(try species.read(Int.self, rows: 0..<min(species.shape().first ?? 0, 1000)))
    if numbers == Set(1...max(numbers.count, 1)) || numbers.contains(0) {
      throw DatasetError.typesNeeded(file: root.file, object: species.path)
    }
  }

  private static func creator(_ root: HDF5Group) throws -> String? {
    try root.has("h5md") && root.group("h5md").has("creator")
      ? root.group("h5md").group("creator").text("name") : nil
  }
}
