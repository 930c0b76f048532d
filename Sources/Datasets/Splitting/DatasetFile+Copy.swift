public import Atomistics

extension DatasetFile {
  /// Copies frames to new files in our own layout, in bounded memory.
  ///
  /// Attributes and energies of isolated atoms are kept. Either all files appear or none.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - attributes: Added to those of this file.
  ///   - replacesExisting: Whether older files of these names may be replaced.
  ///   - choose: The file that a frame goes to, by its place among `paths`, and the split that it is in there;
  ///     `nil` leaves the frame out. Unusable frames, for which it is not asked, are left out.
  /// - Throws: `DatasetError.storage`, for example when a file exists or the disk is full.
  public func copy(
    to paths: [String], adding attributes: [String: String] = [:], replacingExisting: Bool = false,
    choose: (Int, LabeledConfiguration) -> (file: Int, split: String)?
  ) throws(DatasetError) {
    let all = self.attributes.merging(attributes) { $1 }
    var writers: [DatasetWriter] = []
    for path in paths {
      writers.append(
        try DatasetWriter(
          path: path, attributes: all, isolatedAtomEnergies: isolatedAtomEnergies,
          replacesExisting: replacingExisting))
    }
    try translatingStorageErrors {
      try forEachFrame { index, result in
        guard case .success(var frame) = result, let target = choose(index, frame) else { return }
        frame.split = target.split
        try writers[target.file].append([frame])
      }
    }
    for writer in writers { try writer.finish() }
  }

  /// What a frame is called, usable or not.
  public func name(of index: Int) -> String {
    do {
      return try frames(index..<index + 1)[0].name
    } catch {
      return error.frame ?? "\(path): structure \(index)"
    }
  }
}
