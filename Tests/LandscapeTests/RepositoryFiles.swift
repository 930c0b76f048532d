import Foundation

/// Third-party data that tests read where there are any.
enum RepositoryFiles {
  /// The folder `shared/data` in any folder above this file, or `nil` where it is absent.
  static let sharedData: String? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}
