extension HDF5File {
  /// Writes a whole HDF5 file that appears under its name only when it is complete and on the disk.
  ///
  /// ```swift
  /// try HDF5File.write(to: "potential.h5", replacesExisting: true) { root in
  ///   try root.write(weights, to: "weights")
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - replacesExisting: Whether an older file of this name may be replaced; it stays until the new one
  ///     is ready.
  ///   - body: Fills the file, given its top group.
  /// - Throws: What the body throws, `HDF5Error.exists`, or `noSpace` on a full disk; nothing is left
  ///   behind then.
  @discardableResult
  public static func write<Result>(
    to path: String, replacesExisting: Bool = false, _ body: (_ root: HDF5Group) throws -> Result
  ) throws -> Result {
    try AtomicFile.write(to: path, replacesExisting: replacesExisting) { temporaryPath in
      let file = try HDF5File(creating: temporaryPath)
      let result = try body(file.root)
      try file.flush()
      return result
    }
  }
}
