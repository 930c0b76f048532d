import Atomistics

extension DatasetFile {
  /// Counts what is in the file.
  ///
  /// Cost: for HDF5 files, reads the atomic numbers, and one number of each label of each frame; bounded
  /// memory.
  ///
  /// - Throws: `DatasetError.unknownElement` or `storage`.
  public func census() throws(DatasetError) -> DatasetCensus {
    var census = DatasetCensus()
    census.layout = layout
    census.isolatedAtomEnergies = isolatedAtomEnergies
    census.attributes = attributes
    var total = FrameCounts()
    for group in groups {
      let counts = try translatingStorageErrors { try source.counts(group.frames) }
      total += counts
      census.groups.append(
        DatasetCensus.Group(
          path: group.name, frames: counts.frames, atoms: counts.largestFrame, labels: counts.labels))
    }
    census.frames = total.frames
    census.atoms = total.atoms
    census.elements = total.elements
    census.labels = total.labels
    census.periodicFrames = total.periodicFrames
    census.splits = total.splits
    return census
  }
}
