public import Atomistics
import Foundation
import HDF5

/// Writes labeled configurations to a file in our own layout, a batch at a time.
///
/// The file appears under its name when `finish` returns; until then, and after any error, there is at most
/// a temporary file that goes with the writer. Frames are grouped by composition, so that they come back in
/// another order than they were written in; within a composition the order is kept.
///
/// ```swift
/// let writer = try DatasetWriter(path: "train.h5", attributes: ["title": "ethanol, GFN2-xTB"])
/// try writer.append(frames)
/// try writer.finish()
/// ```
public final class DatasetWriter {
  private let output: AtomicFile
  /// The open file, until it is finished.
  private var file: HDF5File?
  private var groups: [String: FrameGroupWriter] = [:]

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - attributes: Provenance in words: title, method, program, license.
  ///   - isolatedAtomEnergies: In eV.
  ///   - replacesExisting: Whether an older file of this name may be replaced.
  /// - Throws: `DatasetError.storage`, for example when the file exists.
  public init(
    path: String, attributes: [String: String] = [:], isolatedAtomEnergies: [Element: Double] = [:],
    replacesExisting: Bool = false
  ) throws(DatasetError) {
    (output, file) = try translatingStorageErrors {
      let output = try AtomicFile(path: path, replacesExisting: replacesExisting)
      let file = try HDF5File(creating: output.temporaryPath)
      for (name, text) in attributes.sorted(by: { $0.key < $1.key }) {
        try file.root.setAttribute(name, text)
      }
      try file.root.setAttribute("format", SobolevLayout.format)
      try file.root.setAttribute("version", SobolevLayout.version)
      if !isolatedAtomEnergies.isEmpty {
        let atoms = try file.root.createGroup(SobolevLayout.isolatedAtoms)
        let sorted = isolatedAtomEnergies.sorted { $0.key < $1.key }
        try atoms.write(sorted.map(\.key.atomicNumber), to: "atomic_numbers")
        try atoms.write(sorted.map(\.value), to: "energies")
          .setAttribute("units", Quantity.energy.ownUnit)
      }
      return (output, file)
    }
  }

  deinit { abandon() }

  /// Appends frames.
  ///
  /// Cost: one write of each dataset for each composition among the frames; gzip-compressed.
  ///
  /// A frame without an `identifier` is called by its `name`: where it was before.
  ///
  /// - Parameter split: A split that they all belong to, such as `train`; their own by default.
  /// - Throws: `DatasetError.inconsistentFrame` when forces or a Hessian do not fit the atoms; `storage`, for
  ///   example when the disk is full. The file is abandoned then.
  public func append(_ frames: [LabeledConfiguration], split: String? = nil) throws(DatasetError) {
    do throws(DatasetError) {
      for frame in frames { try frame.checkConsistency() }
      try translatingStorageErrors {
        let byFormula = Dictionary(grouping: frames, by: \.configuration.formula)
        for (formula, own) in byFormula.sorted(by: { $0.key < $1.key }) {
          try group(formula, atomCount: own[0].configuration.count).append(own, split: split)
        }
      }
    } catch {
      abandon()
      throw error
    }
  }

  /// Completes the file and gives it its name.
  ///
  /// - Throws: `DatasetError.storage`, for example when the disk is full; nothing is left behind then.
  public func finish() throws(DatasetError) {
    do throws(DatasetError) {
      try complete()
      try translatingStorageErrors { try output.commit() }
    } catch {
      abandon()
      throw error
    }
  }

  /// Writes everything to the disk under the temporary name.
  func complete() throws(DatasetError) {
    try translatingStorageErrors {
      // Before the datasets are closed: in the order that they were made, so that the same frames are the same bytes.
      try file?.flush()
      groups = [:]
      file = nil
    }
  }

  private func abandon() {
    groups = [:]
    file = nil
    output.discard()
  }

  private func group(_ formula: String, atomCount: Int) throws -> FrameGroupWriter {
    if let known = groups[formula] { return known }
    guard let file else {
      throw DatasetError.storage("\(output.path): frames cannot be appended to a finished file")
    }
    let new = FrameGroupWriter(try file.root.createGroup(formula), atomCount: atomCount)
    groups[formula] = new
    return new
  }
}

extension LabeledConfiguration {
  /// Checks that the labels fit the atoms.
  fileprivate func checkConsistency() throws(DatasetError) {
    let atoms = configuration.count
    func inconsistent(_ problem: String) -> DatasetError {
      .inconsistentFrame(frame: name, problem: problem)
    }
    guard atoms > 0 else { throw inconsistent("it has no atoms") }
    if let forces = labels.forces, forces.count != atoms {
      throw inconsistent("it has \(forces.count) forces for \(atoms) atoms")
    }
    if let hessian = labels.hessian, hessian.count != 9 * atoms * atoms {
      throw inconsistent("its Hessian has \(hessian.count) numbers where \(9 * atoms * atoms) belong")
    }
  }
}

extension DatasetWriter: FrameWriter {
  func append(_ frames: [LabeledConfiguration]) throws { try append(frames, split: nil) }

  var temporaryPath: String { output.temporaryPath }

  func commit() throws { try finish() }
}
