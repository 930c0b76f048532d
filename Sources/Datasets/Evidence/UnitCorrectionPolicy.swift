/// Which units and signs are put right where the numbers leave no doubt.
public enum UnitCorrectionPolicy: String, CaseIterable, Sendable {
  /// None: units and signs are as the file or its layout has them.
  case none
  /// Those that nobody has stated, but that are only usual in the layout.
  case assumed
  /// Those that the file states or the layout documents as well; what the user chose is never touched.
  case all
}
