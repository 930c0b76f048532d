import Atomistics
import Datasets
import Testing

/// The data set in `datasets/ethanol-gfn2`, against what its README says.
@Suite struct ShippedDataTests {
  private func open(_ name: String) throws -> DatasetFile {
    try DatasetFile(path: #require(RepositoryFiles.datasets) + "/ethanol-gfn2/\(name).h5")
  }

  @Test(arguments: [("train", 900, 100), ("validation", 100, 20), ("test", 200, 32)])
  func countsAndProvenance(_ name: String, _ frames: Int, _ hessians: Int) throws {
    let census = try open(name).census()
    #expect(census.frames == frames)
    #expect(census.labels == [.energy: frames, .forces: frames, .hessian: hessians])
    #expect(census.groups.map(\.path) == ["/C2H6O"])
    #expect(census.attributes["program"] == "tblite 0.8.0")
    #expect(census.attributes["license"] == "CC0-1.0")
    #expect(census.isolatedAtomEnergies.count == 3)
  }

  @Test func soundAndWithoutFramesInTwoFiles() throws {
    let frames = try ["train", "validation", "test"].flatMap {
      try open($0).readAll(requiring: [.energy, .forces])
    }
    let findings = DatasetCheck.findings(in: frames)
    #expect(findings.map(\.rule) == [.missingLabel], "\(findings)")
  }

  @Test func energiesAreThoseOfABoundMolecule() throws {
    let file = try open("test")
    let atoms = try file.readAll()[0].configuration.elements.reduce(0.0) {
      try $0 + #require(file.isolatedAtomEnergies[$1])
    }
    for frame in try file.readAll() {
      // The minimum lies 45.6 eV below the atoms at this level (which overbinds: the experiment has 33.4
      // eV); 27 vibrational and rotational coordinates at 1000 K take some 2 eV of it.
      let energy = try #require(frame.labels.energy)
      #expect(-45.7 < energy - atoms && energy - atoms < -43)
    }
  }

  @Test func hessiansObeyTheSumRules() throws {
    for frame in try open("validation").readAll() {
      guard let hessian = frame.labels.hessian, let forces = frame.labels.forces else { continue }
      // Translation: the rows of H add up to zero. Rotation about z: H (z × r) = −z × F, from d/dφ of F(φ).
      // Both hold to the accuracy of the finite differences, 1.1e-5.
      let turned = frame.configuration.positions.flatMap { [-$0.y, $0.x, 0.0] }
      let expected = forces.flatMap { [$0.y, -$0.x, 0.0] }
      for row in 0..<27 {
        let own = hessian[27 * row..<27 * row + 27]
        for axis in 0..<3 {
          let sum = stride(from: axis, to: 27, by: 3).reduce(0.0) { $0 + own[27 * row + $1] }
          #expect(abs(sum) < 2e-5)
        }
        let response = zip(own, turned).reduce(0.0) { $0 + $1.0 * $1.1 }
        #expect(abs(response - expected[row]) < 4e-5)
      }
    }
  }
}
