import Foundation

/// Files that tests read: those of the repository, and third-party data beside it where there are any.
enum RepositoryFiles {
  /// The path of a folder found by walking up from this file.
  private static func ancestor(containing name: String) -> String? {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  /// The folder of third-party data, or `nil` where it is absent.
  static let sharedData = ancestor(containing: "shared/data")

  /// The folder of the shipped data sets.
  static let datasets = ancestor(containing: "datasets/ethanol-gfn2").map {
    URL(fileURLWithPath: $0).deletingLastPathComponent().path
  }
}
