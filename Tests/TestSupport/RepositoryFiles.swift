internal import Foundation

/// Files that tests read: those of the repository, and third-party data beside it where there are any.
package enum RepositoryFiles {
  /// The folder of the repository.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of the shipped data sets.
  package static let datasets = root + "/datasets"

  /// The folder `shared/data` in any folder above the repository, or `nil` where it is absent.
  package static let sharedData: String? = {
    var folder = URL(fileURLWithPath: root)
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}
