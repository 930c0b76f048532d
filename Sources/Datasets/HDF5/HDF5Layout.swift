import Atomistics
import HDF5

/// A way to lay frames out in an HDF5 file: how it is recognized, and where its frames are.
///
/// A new layout is a new file with a type of this protocol, and an entry in ``HDF5Layouts``.
protocol HDF5Layout: Sendable {
  /// The word that chooses it.
  var identifier: String { get }

  /// The name in messages and listings.
  var name: String { get }

  /// The attributes of the top group that describe the layout, not the data.
  var ownAttributes: Set<String> { get }

  /// Whether a file has this layout, judged by its top groups alone.
  func recognizes(_ root: HDF5Group) throws -> Bool

  /// Finds the frames, as far as needed to count them.
  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents
}

extension HDF5Layout {
  var ownAttributes: Set<String> { [] }
}

/// The layouts that files are tried for, the surest first.
enum HDF5Layouts {
  static let all: [any HDF5Layout] = [
    SobolevLayout(), QMGenLayout(), AceLayout(), H5MDLayout(), PysisyphusLayout(), PhonopyLayout(),
    MACELayout(), TorchANILayout(), DeePMDLayout(), Transition1xLayout(), SPICELayout(), QM7XLayout(),
    ANI1xLayout(), AIMNet2Layout(), TorchMDNetLayout(), OpenREACTLayout(), ANI1Layout(),
    HippynnLayout(), CustomLayout(),
  ]

  /// The layout of a file: the one that is chosen, or the first that recognizes it. Names of datasets choose
  /// `custom`.
  ///
  /// - Throws: `DatasetError.unknownLayout` with what the top group has.
  static func layout(of root: HDF5Group, options: DatasetOptions) throws -> any HDF5Layout {
    let chosen = options.layout ?? (options.keys == nil ? nil : CustomLayout().identifier)
    for layout in all {
      if try chosen.map({ $0 == layout.identifier }) ?? layout.recognizes(root) { return layout }
    }
    func list(_ words: String, _ names: [String]) -> String {
      names.isEmpty
        ? "no \(words)"
        : "\(words) " + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
    throw DatasetError.unknownLayout(
      file: root.file,
      found: "it has \(list("members", try root.memberNames())) and "
        + list("attributes", try root.attributeNames()))
  }
}
