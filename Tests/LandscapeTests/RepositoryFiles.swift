import Foundation

/// Files that tests read: those of the repository, and third-party data beside it where there are any.
enum RepositoryFiles {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// The folder of the shipped data sets.
  static let datasets = tests.appendingPathComponent("../../datasets").standardized.path

  /// The folder `shared/data` in any folder above this file, or `nil` where it is absent.
  static let sharedData: String? = {
    var folder = tests
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}
