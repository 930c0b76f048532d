import Foundation
import HDF5
import TestSupport
import Testing

/// The same numbers in ten encodings, written by h5py.
@Suite(.enabled(if: RepositoryFiles.sharedData != nil, "needs third-party data in shared/data"))
struct EncodingTests {
  private func open(_ variant: String) throws -> HDF5File {
    try HDF5File(reading: #require(RepositoryFiles.sharedData) + "/qm/variants/ethanol_xtb_\(variant).h5")
  }

  @Test(arguments: [
    "bigendian", "fletcher", "float32", "gzip", "resizable", "userblock", "v110", "vlenstr",
  ])
  func readsTheSameNumbers(_ variant: String) throws {
    let (plain, file) = (try open("plain"), try open(variant))
    let (expected, group) = (try plain.root.group("ethanol"), try file.root.group("ethanol"))
    #expect(try group.memberNames() == expected.memberNames())
    for name in ["coordinates", "energies", "forces", "hessians"] {
      let (wanted, found) = (try expected.dataset(name), try group.dataset(name))
      #expect(try found.shape() == wanted.shape())
      let numbers = try wanted.read(Double.self)
      #expect(
        try found.read(Double.self) == (variant == "float32" ? numbers.map { Double(Float($0)) } : numbers))
      #expect(try found.read(Double.self, rows: 11..<13) == found.read(Double.self).rows(11..<13, of: 24))
      #expect(try found.attribute("units")?.readStrings() == wanted.attribute("units")?.readStrings())
    }
    #expect(try group.dataset("atomic_numbers").read(Int.self) == [6, 6, 8, 1, 1, 1, 1, 1, 1])
    #expect(try group.dataset("split").attribute("labels")?.readStrings() == ["train", "validation", "test"])
    #expect(try file.root.attribute("method")?.words() == "GFN2-xTB")
  }

  /// HDF5 2.0 with `libver="latest"` writes a layout message that libhdf5 1.10 cannot read; later versions
  /// can.
  @Test func aFileOfANewerLibraryIsReadOrExplained() throws {
    let group = try open("latest").root.group("ethanol")
    do throws(HDF5Error) {
      #expect(try group.dataset("energies").read(Double.self).count == 24)
    } catch {
      #expect(error.description.contains("cannot open /ethanol/energies: bad version number"))
      #expect(error.description.contains("a newer HDF5 wrote it"))
    }
  }
}

extension [Double] {
  /// Some of `count` rows of equal length.
  fileprivate func rows(_ rows: Range<Int>, of count: Int) -> [Double] {
    let width = self.count / count
    return Array(self[rows.lowerBound * width..<rows.upperBound * width])
  }
}
