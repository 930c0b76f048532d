import Testing

@testable import Datasets

/// The numbers of frames and atoms that the shape of the coordinates claims.
@Suite struct FrameSizesTests {
  @Test func shapesOfAllKinds() throws {
    for (shape, species, frames, atoms) in [
      ([4, 5, 3], [5], 4, 5), ([4, 15], [5], 4, 5), ([5, 3], [5], 1, 5), ([1 << 40, 2, 3], [2], 1 << 40, 2),
    ] {
      let sizes = try #require(FrameGroup.sizes(coordinates: shape, species: species))
      #expect(sizes == (frames, atoms), "\(shape)")
    }
    #expect(FrameGroup.sizes(coordinates: [4, 5, 2], species: [5]) == nil)
  }

  /// Damaged files claim numbers whose products do not fit in 64 bits.
  @Test func sizesThatOnlyDamageClaims() {
    let huge = Int.max
    for (shape, species) in [
      ([huge, huge], [huge]), ([2, huge], [huge / 3]), ([huge, 3], [huge]), ([huge, 2, 3], [2]), ([1, huge, 3], [2]),
      ([1 << 40, 1 << 28, 3], [1 << 28]),
    ] {
      #expect(FrameGroup.sizes(coordinates: shape, species: species) == nil, "\(shape)")
    }
  }

  /// Found by `tools/fuzz`: two groups that claim 2⁶³ − 1 and 2 frames have no sum.
  @Test func moreFramesThanAnyFileHas() {
    let parts = [HDF5Part(path: "/a", frameCount: .max), HDF5Part(path: "/b", frameCount: 2)]
    let contents = HDF5Contents(parts: parts) { _ in throw DatasetError.empty(file: "never opened") }
    #expect(throws: DatasetError.storage("x.h5: /a claims 9223372036854775807 frames; the file is damaged")) {
      try HDF5FrameSource(contents, layout: "torchmdnet", attributes: [:], fileName: "x.h5")
    }
  }
}
