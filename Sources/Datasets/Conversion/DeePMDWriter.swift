import Atomistics
import Foundation
import HDF5

/// Writes DeePMD-kit's systems, as a folder of NumPy arrays or as an HDF5 file, in Å and eV.
///
/// A system has one order of atoms and one set of labels, so that frames of the same formula may become
/// several systems. https://docs.deepmodeling.com/projects/deepmd/en/stable/data/system.html
final class DeePMDWriter: FrameWriter {
  private let store: any DeePMDStore
  private var systems: [DeePMDSystem: String] = [:]
  var temporaryPath: String { store.temporaryPath }

  init(path: String, replacesExisting: Bool) throws {
    store =
      path.hasSuffix(".h5") || path.hasSuffix(".hdf5")
      ? try DeePMDFileStore(path: path, replacesExisting: replacesExisting)
      : try DeePMDFolderStore(path: path, replacesExisting: replacesExisting)
  }

  func append(_ frames: [LabeledConfiguration]) throws {
    // In the order of their first frames, so that the same data make the same files.
    let systems = Dictionary(grouping: frames.indices) { DeePMDSystem(frames[$0]) }
    for (system, places) in systems.sorted(by: { $0.value[0] < $1.value[0] }) {
      let own = places.map { frames[$0] }
      let name = try name(of: system, own[0].configuration)
      let atoms = system.elements.count
      let arrays: [(String, Int, [Double])] = [
        ("coord", 3 * atoms, own.flatMap { $0.configuration.positions.flatMap(\.components) }),
        ("box", 9, own.flatMap { $0.configuration.cell?.vectors.elements ?? [] }),
        ("energy", 1, own.compactMap(\.labels.energy)),
        ("force", 3 * atoms, own.flatMap { ($0.labels.forces ?? []).flatMap(\.components) }),
        ("virial", 9, own.flatMap { $0.labels.virial?.elements ?? [] }),
        ("hessian", 9 * atoms * atoms, own.flatMap { $0.labels.hessian ?? [] }),
      ]
      for (array, width, numbers) in arrays where !numbers.isEmpty {
        try store.append(numbers, rowLength: width, to: "\(array).npy", of: name)
      }
    }
  }

  /// The name of a system, which is made on its first use.
  private func name(of system: DeePMDSystem, _ configuration: Configuration) throws -> String {
    if let known = systems[system] { return known }
    let taken = Set(systems.values)
    let formula = configuration.formula
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? formula : "\(formula)-\($0)" }
    let name = names.first { !taken.contains($0) } ?? formula
    systems[system] = name
    let elements = Set(system.elements).sorted()
    try store.begin(
      name, types: system.elements.compactMap { elements.firstIndex(of: $0) }, elements: elements,
      isPeriodic: system.isPeriodic)
    return name
  }

  func complete() throws { try store.complete() }
  func commit() throws { try store.commit() }
}

/// What the frames of a system share.
private struct DeePMDSystem: Hashable {
  let elements: [Element]
  let isPeriodic: Bool
  let labels: Set<LabelKind>

  init(_ frame: LabeledConfiguration) {
    elements = frame.configuration.elements
    isPeriodic = frame.configuration.cell != nil
    labels = Set(LabelKind.allCases.filter { frame.labels.has($0) })
  }
}
