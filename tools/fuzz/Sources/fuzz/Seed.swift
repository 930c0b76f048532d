import CWorker
import Foundation

/// An undamaged file, or a folder of files that are read together.
struct Seed {
  /// The names of the files, relative to the folder, and their contents.
  let files: [(name: String, bytes: [UInt8])]
  /// What a reader is given, relative to where the files are put.
  let entry: String

  /// A file or folder.
  ///
  /// - Parameter entry: The file of a folder that a reader is given; `nil` where it takes the folder.
  init(_ url: URL, entry: String?) throws {
    let name = url.lastPathComponent
    guard (try url.resourceValues(forKeys: [.isDirectoryKey])).isDirectory == true else {
      files = [(name, [UInt8](try Data(contentsOf: url)))]
      self.entry = name
      return
    }
    files = try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted().compactMap { path in
      let file = url.appendingPathComponent(path)
      guard (try file.resourceValues(forKeys: [.isRegularFileKey])).isRegularFile == true else { return nil }
      return ("\(name)/\(path)", [UInt8](try Data(contentsOf: file)))
    }
    self.entry = entry.map { "\(name)/\($0)" } ?? name
  }

  /// The words by which an error can say which file it is about.
  var names: [String] {
    ([entry] + files.map(\.name)).map { URL(fileURLWithPath: $0).lastPathComponent }
  }

  /// Puts the files into a folder, anew where they are there, and returns the path that a reader is given.
  func write(into folder: URL) throws -> String {
    for (name, bytes) in files {
      let place = folder.path + "/" + name
      guard fuzz_replace(place, bytes, Int64(bytes.count)) != 0 else { continue }
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
      guard fuzz_replace(place, bytes, Int64(bytes.count)) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
    return folder.path + "/" + entry
  }

  private init(files: [(name: String, bytes: [UInt8])], entry: String) {
    self.files = files
    self.entry = entry
  }

  /// The seed with one of its files damaged.
  func damaged(by mutation: inout Mutation) -> Seed {
    var copies = files
    let place = mutation.choose(Array(files.indices))
    // Texts have no zero bytes; damage to words is done beside damage to bytes.
    let isText = !files[place].bytes.prefix(512).contains(0)
    mutation.damage(&copies[place].bytes, isText: isText)
    return Seed(files: copies, entry: entry)
  }
}
