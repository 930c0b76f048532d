import CHDF5
import Foundation
import HDF5
import TestSupport
import Testing

/// Things in a file that are refused, made with libhdf5 itself where our own writer has no words for them.
@Suite struct RefusedObjectTests {
  /// Makes a file and hands its identifier to a body.
  private func makeFile(_ path: String, _ body: (hid_t) -> Void) {
    let file = H5Fcreate(path, sobolev_h5_truncate(), sobolev_h5_default(), sobolev_h5_default())
    body(file)
    H5Fclose(file)
  }

  /// The description of the error of a body.
  private func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func aLinkToAnotherFileIsNotFollowed() throws {
    // Written by h5py: our own library no longer makes such links.
    let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/"
    #expect(try HDF5File(reading: samples + "plain.h5").root.dataset("x").read(Double.self) == [1])
    let root = try HDF5File(reading: samples + "external-link.h5").root
    #expect(try root.memberNames() == ["g", "x"])
    #expect(try root.kind(of: "x") == .other)
    #expect(refusal { _ = try root.dataset("x") }.contains("/x is a link to another file, which is not followed"))
    // Nor on the way to something else.
    #expect(throws: HDF5Error.self) { try root.dataset("g/x") }
  }

  @Test func aGroupInsideItselfIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    makeFile(path) { file in
      let group = H5Gcreate2(file, "g", sobolev_h5_default(), sobolev_h5_default(), sobolev_h5_default())
      H5Lcreate_hard(file, "/", group, "up", sobolev_h5_default(), sobolev_h5_default())
      H5Lcreate_soft("/g", group, "again", sobolev_h5_default(), sobolev_h5_default())
      H5Lcreate_soft("loop", file, "loop", sobolev_h5_default(), sobolev_h5_default())
      H5Gclose(group)
    }
    let group = try HDF5File(reading: path).root.group("g")
    for name in ["up", "again"] {
      #expect(refusal { _ = try group.group(name) }.contains("/g/\(name) leads back to a group that it is in"))
    }
    #expect(try HDF5File(reading: path).root.kind(of: "loop") == .other)
    HDF5Walk.run(through: path)
  }

  @Test func groupsAreFollowedToADepthOf64() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    makeFile(path) { file in
      var group = file
      for _ in 0..<70 {
        group = H5Gcreate2(group, "g", sobolev_h5_default(), sobolev_h5_default(), sobolev_h5_default())
      }
    }
    var group = try HDF5File(reading: path).root
    for _ in 1..<64 { group = try group.group("g") }
    #expect(refusal { _ = try group.group("g") }.contains("lies deeper than 64 groups"))
  }

  @Test func valuesInOtherFilesAreNotRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    let secret = folder.path("secret")
    try Data(repeating: 1, count: 8).write(to: URL(fileURLWithPath: secret))
    makeFile(path) { file in
      let properties = H5Pcreate(sobolev_h5_dataset_creation())
      H5Pset_external(properties, secret, 0, 8)
      let space = H5Screate_simple(1, [1], nil)
      let dataset = H5Dcreate2(
        file, "x", sobolev_h5_float64(), space, sobolev_h5_default(), properties, sobolev_h5_default())
      H5Dclose(dataset)
      H5Sclose(space)
      H5Pclose(properties)
    }
    let root = try HDF5File(reading: path).root
    #expect(refusal { _ = try root.dataset("x") }.contains("/x keeps its values in other files"))
  }

  /// These filters, which none of the layouts uses, take what their parameters or the packed bytes claim.
  @Test func filtersWhoseMemoryTheFileChoosesAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    makeFile(path) { file in
      for (name, setFilter) in [
        ("n-bit", { H5Pset_nbit($0) }), ("scale-offset", { H5Pset_scaleoffset($0, H5Z_SO_INT, 2) }),
        ("shuffle", { H5Pset_shuffle($0) }),
      ] as [(String, (hid_t) -> herr_t)] {
        let properties = H5Pcreate(sobolev_h5_dataset_creation())
        H5Pset_chunk(properties, 1, [4])
        #expect(setFilter(properties) >= 0)
        let space = H5Screate_simple(1, [4], nil)
        let dataset = H5Dcreate2(
          file, name, sobolev_h5_int64(), space, sobolev_h5_default(), properties, sobolev_h5_default())
        #expect(dataset >= 0)
        H5Dclose(dataset)
        H5Sclose(space)
        H5Pclose(properties)
      }
    }
    let root = try HDF5File(reading: path).root
    for name in ["n-bit", "scale-offset"] {
      #expect(refusal { _ = try root.dataset(name) }.contains("/\(name) is packed by the filter \(name), which"))
    }
    #expect(try root.dataset("shuffle").read(Int.self) == [0, 0, 0, 0])
  }
}
