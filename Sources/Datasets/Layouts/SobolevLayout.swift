import Atomistics
import HDF5

/// Our own layout, described in the documentation page "Data layout".
struct SobolevLayout: HDF5Layout {
  let identifier = "sobolev"
  let name = "Sobolev data set"

  /// The value of the attribute `format` of the top group.
  static let format = "sobolev-dataset"
  /// The newest version of the layout, in the attribute `version`.
  static let version = 1
  /// The group with the energies of isolated atoms.
  static let isolatedAtoms = "isolated_atoms"
  /// The attributes of the top group that are not provenance.
  let ownAttributes: Set<String> = ["format", "version"]

  private static let names = FrameNames(
    species: ["atomic_numbers"], hessianFrames: ["hessian_frames"], directions: ["directions"],
    identifiers: ["names"], weights: ["weights"], splits: ["splits"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    guard let attribute = try root.attribute("format"), attribute.isText else { return false }
    return try attribute.readStrings() == [SobolevLayout.format]
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let version = try root.attribute("version")?.read(Int.self).first ?? 1
    guard version <= SobolevLayout.version else {
      throw DatasetError.unsupportedVersion(
        file: root.file, version: version, newest: SobolevLayout.version)
    }
    let names = SobolevLayout.names.choosing(options)
    let groups = try root.memberNames()
      .filter { try $0 != SobolevLayout.isolatedAtoms && root.kind(of: $0) == .group }
    var contents = try HDF5Contents(of: groups, in: root, names: names)
    contents.isolatedAtomEnergies = try isolatedAtomEnergies(in: root, names)
    return contents
  }

  private func isolatedAtomEnergies(
    in root: HDF5Group, _ names: FrameNames
  ) throws -> [Element: Double] {
    guard try root.kind(of: SobolevLayout.isolatedAtoms) == .group else { return [:] }
    let group = try root.group(SobolevLayout.isolatedAtoms)
    let numbers = try group.dataset("atomic_numbers").read(Int.self)
    let dataset = try group.dataset("energies")
    let factor = try names.unit(of: .energy, dataset).factor
    let energies = try dataset.read(Double.self)
    guard energies.count == numbers.count else {
      throw DatasetError.wrongShape(
        file: root.file, object: dataset.path, shape: [energies.count], expected: "\([numbers.count])")
    }
    return try Dictionary(
      zip(numbers, energies).enumerated().map { index, entry in
        guard let element = Element(atomicNumber: entry.0) else {
          throw DatasetError.unknownElement(
            frame: "\(root.file):\(group.path)", atom: index, number: entry.0)
        }
        guard entry.1.isFinite else {
          throw DatasetError.notFinite(
            frame: "\(root.file):\(group.path)", quantity: "the energy of \(element)")
        }
        return (element, entry.1 * factor)
      }, uniquingKeysWith: { first, _ in first })
  }
}
