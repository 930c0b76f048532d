/// A kind of file that data sets come in.
///
/// A new format is a type of this protocol and an entry in ``DatasetFormats``.
protocol DatasetFormat: Sendable {
  /// The layouts that it reads, with the words that choose them.
  var layouts: [LayoutName] { get }

  /// Whether a file is of this format, judged by its name and its first bytes.
  func recognizes(_ path: DatasetPath) -> Bool

  /// Opens a file; frames are read later.
  ///
  /// - Parameter options: `layout` is `nil` or the identifier of one of `layouts`.
  func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource
}

/// What a layout is called.
public struct LayoutName: Hashable, Sendable {
  /// The word that chooses it, for example `torchani`.
  public let identifier: String

  /// The name in messages and listings.
  public let name: String
}

/// The formats that files are tried for, the surest first.
enum DatasetFormats {
  static let all: [any DatasetFormat] = [
    HDF5Format(), NPZFormat(), DeePMDFolderFormat(), ExtendedXYZFormat(), N2P2Format(),
  ]

  /// Opens a file of any format.
  ///
  /// - Throws: `DatasetError.unknownLayoutName` for a layout that there is not; what the format throws. A
  ///   file of no format is opened as HDF5, which says what is wrong with it.
  static func open(_ path: DatasetPath, options: DatasetOptions) throws -> any FrameSource {
    if let layout = options.layout {
      guard let format = all.first(where: { $0.layouts.contains { $0.identifier == layout } }) else {
        throw DatasetError.unknownLayoutName(
          layout, known: all.flatMap(\.layouts).map(\.identifier))
      }
      return try format.open(path, options: options)
    }
    let format = all.first { $0.recognizes(path) } ?? HDF5Format()
    return try format.open(path, options: options)
  }
}
