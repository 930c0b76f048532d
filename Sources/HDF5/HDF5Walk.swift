import CHDF5

/// A walk through a file that touches what a reader could: objects, attributes, chunk indexes and values.
///
/// It goes through at most ``greatestCount`` objects and decodes at most ``greatestRead`` bytes of values: of every
/// dataset the leading rows and the last one. Errors are passed over; only whether it comes to its end is of
/// interest.
public struct HDF5Walk {
  /// The number of objects looked at.
  public static let greatestCount = 5000
  /// The number of bytes of values decoded.
  public static let greatestRead = 32 << 20
  /// The number of bytes of values decoded at the beginning of one dataset.
  private static let greatestReadOfOne = 4 << 20

  private var count = 0
  private var bytes = 0

  /// Walks through a file.
  public static func run(through path: String) {
    guard let file = try? HDF5File(reading: path) else { return }
    var walk = HDF5Walk()
    walk.visit(file.root)
  }

  private mutating func visit(_ group: HDF5Group) {
    visitAttributes(of: group)
    for name in (try? group.memberNames()) ?? [] {
      guard count < HDF5Walk.greatestCount else { return }
      count += 1
      // Opening takes most of the time, so that datasets, of which there are most, are opened once.
      do throws(HDF5Error) {
        visit(try group.dataset(name))
      } catch .wrongKind {
        if let member = try? group.group(name) { visit(member) }
      } catch {}
    }
  }

  private mutating func visit(_ dataset: HDF5Dataset) {
    visitAttributes(of: dataset)
    // Walks through the index of chunks.
    _ = dataset.handle.locked { H5Dget_storage_size($0) }
    guard let shape = try? dataset.shape(), let rows = shape.first else {
      read(dataset, rows: nil)
      return
    }
    let rowBytes = Array(shape.dropFirst()).elementCount?.multipliedReportingOverflow(by: 8)
    guard rows > 0, let rowBytes, !rowBytes.overflow, rowBytes.partialValue <= HDF5Walk.greatestReadOfOne else {
      return
    }
    let leading = min(rows, HDF5Walk.greatestReadOfOne / max(rowBytes.partialValue, 1))
    let cost = leading * rowBytes.partialValue
    if bytes + cost <= HDF5Walk.greatestRead {
      bytes += cost
      read(dataset, rows: 0..<leading)
    }
    read(dataset, rows: rows - 1..<rows)
  }

  private func read(_ dataset: HDF5Dataset, rows: Range<Int>?) {
    if dataset.isText {
      _ = try? dataset.readStrings(rows: rows)
    } else if dataset.isInteger {
      _ = try? dataset.read(Int.self, rows: rows)
    } else {
      _ = try? dataset.read(Double.self, rows: rows)
    }
  }

  private func visitAttributes(of object: some HDF5Object) {
    for name in (try? object.attributeNames()) ?? [] {
      _ = try? object.attribute(name)?.words()
    }
  }
}
