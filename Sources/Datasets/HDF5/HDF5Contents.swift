import Atomistics
import HDF5

/// What a layout finds in a file.
struct HDF5Contents: Sendable {
  /// The places of frames, in the order in which frames are counted.
  var parts: [HDF5Part]
  var isolatedAtomEnergies: [Element: Double] = [:]
  /// The level of theory that was chosen, in a layout that names several.
  var level: String?
  var notes: [String] = []
  /// Opens a part.
  var open: @Sendable (HDF5Part) throws -> any FrameRows

  init(parts: [HDF5Part], open: @escaping @Sendable (HDF5Part) throws -> any FrameRows) {
    self.parts = parts
    self.open = open
  }

  /// Groups of stacked frames that are all called by the same names.
  ///
  /// Cost: opens the coordinates of each group.
  ///
  /// - Parameter paths: The groups, relative to `root`.
  /// - Throws: `DatasetError.missingDataset` or `wrongShape` for a group without coordinates.
  init(of paths: [String], in root: HDF5Group, names: FrameNames) throws {
    self.init(
      parts: try paths.map { path in
        let group = try root.group(path)
        return HDF5Part(path: group.path, frameCount: try names.frameCount(in: group))
      },
      open: { part in try FrameGroup(root.descendant(part.path), names: names) })
  }
}

extension FrameNames {
  /// The number of frames in a group.
  fileprivate func frameCount(in group: HDF5Group) throws -> Int {
    let finder = try ColumnFinder(group, names: self)
    let dataset = try finder.required(coordinates)
    let shape = try dataset.shape()
    guard shape.count == 2, shape[1] == 3 else { return shape.first ?? 0 }
    // (frames, 3) for a single atom each, or one frame of many atoms.
    let species = try finder.optional(species)?.shape() ?? []
    return FrameGroup.sizes(coordinates: shape, species: species)?.frames ?? 1
  }
}

/// A place in a file with frames of one size.
struct HDF5Part: Sendable {
  /// The path inside the file, for example `/064`.
  var path: String
  var frameCount: Int
  /// Whether the part is one frame by nature, so that its path names the frame.
  var isSingle = false
  /// What the part is listed under; its path by default. Neighbors of one listing are one group.
  var group: String

  init(path: String, frameCount: Int, isSingle: Bool = false, group: String? = nil) {
    self.path = path
    self.frameCount = frameCount
    self.isSingle = isSingle
    self.group = group ?? path
  }
}


extension HDF5Group {
  /// The group at a path inside the file, at or below this one.
  func descendant(_ path: String) throws -> HDF5Group {
    let inside = path.dropFirst(self.path.count).drop { $0 == "/" }
    return inside.isEmpty ? self : try group(String(inside))
  }
}
