import Atomistics
import Datasets
import HDF5
import TestSupport
import Testing

@Suite struct DatasetCheckTests {
  private func check(_ frames: [LabeledConfiguration]) throws -> [DatasetFinding] {
    try DatasetCheck.run(on: frames).findings
  }

  private func rules(_ frames: [LabeledConfiguration]) throws -> [DatasetFinding.Rule] {
    try check(frames).map(\.rule)
  }

  /// Named water molecules, all different.
  private var sample: [LabeledConfiguration] {
    (0..<40).map { index in
      var frame = Samples.water(index)
      frame.name = "w[\(index)]"
      return frame
    }
  }

  @Test func soundFramesHaveNoFindings() throws {
    #expect(try rules(sample).isEmpty)
    #expect(try rules(PairModel.crystals(20, strain: 0.01)).isEmpty)
  }

  /// Distances on both sides of the stated thresholds; the covalent radii of H and C are 0.31 and 0.76 Å.
  @Test(arguments: [
    ("H", "H", 0.09, DatasetFinding.Severity.error), ("H", "H", 0.11, .warning), ("H", "H", 0.36, .warning),
    ("H", "H", 0.38, nil), ("C", "H", 0.105, .error), ("C", "H", 0.63, .warning), ("C", "H", 0.65, nil),
    ("Si", "Si", 0.21, .error), ("Si", "Si", 1.32, .warning), ("Si", "Si", 1.34, nil),
  ])
  func atomsOnTopOfEachOther(
    _ first: String, _ second: String, _ distance: Double, _ severity: DatasetFinding.Severity?
  ) throws {
    let direction = SIMD3(1.0, 2, 2) / 3
    let frame = LabeledConfiguration(
      Configuration(
        elements: Samples.elements(first, second),
        positions: [[7, 7, 7], SIMD3(7.0, 7, 7) + distance * direction]),
      Labels(energy: 0), name: "pair")
    let findings = try check([frame])
    #expect(findings.map(\.severity) == (severity.map { [$0] } ?? []))
    if severity != nil { #expect(findings[0].frames == ["pair"]) }
  }

  /// Two silicon atoms that meet only through the faces of a skewed cell, or with their own images.
  @Test func periodicImagesCount() throws {
    let cell = Matrix3([5, 0, 0], [2.5, 4.5, 0], [1, 1, 6])
    let positions: [SIMD3<Double>] = [
      [0.1, 0.1, 0.1], SIMD3(0.1, 0.1, 0.1) + cell[0] - cell[2] + [0.9, 0, 0],
    ]
    let pair = Configuration(
      elements: Samples.elements("Si", "Si"), positions: positions, cell: Cell(cell))
    let findings = try check([LabeledConfiguration(pair, Labels(energy: 0))])
    #expect(findings.map(\.rule) == [.closeAtoms])
    #expect(findings.first?.message.contains("0.900 Å") == true)
    var open = pair
    open.cell?.periodicity = [true, true, false]
    #expect(try rules([LabeledConfiguration(open, Labels(energy: 0))]).isEmpty)
    let thin = Configuration(
      elements: Samples.elements("Si"), positions: [.zero],
      cell: Cell(Matrix3([1.1, 0, 0], [0, 5, 0], [0, 0, 5])))
    #expect(try rules([LabeledConfiguration(thin, Labels(energy: 0))]) == [.closeAtoms])
  }

  @Test func flatCellNetForceAndAsymmetry() throws {
    var flat = Samples.salt(0)
    flat.configuration.cell?.vectors[2] = [0, 2.8, 2.8]
    #expect(try rules([flat]) == [.flatCell])
    var pushed = Samples.water(0)
    pushed.labels.forces?[0].x += 0.1
    #expect(try rules([pushed]) == [.netForce])
    var skewed = Samples.salt(0)
    skewed.labels.virial?[0].y += 0.1
    #expect(try rules([skewed]) == [.asymmetricVirial])
    var bent = PairModel.labeled(Samples.water(0).configuration, name: "bent")
    #expect(try rules([bent]).isEmpty)
    // Opposite elements of one row, so that the sums of blocks stay zero.
    bent.labels.hessian?[3] += 3
    bent.labels.hessian?[6] -= 3
    #expect(try rules([bent]).first == .asymmetricHessian)
  }

  @Test func duplicatesAreCounted() throws {
    var frames = sample
    for index in [3, 4, 5] {
      var copy = frames[index]
      copy.name = "copy[\(index)]"
      frames.append(copy)
    }
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.duplicateFrame])
    #expect(findings[0].count == 3)
    #expect(findings[0].severity == .warning)
    #expect(Set(findings[0].frames) == ["copy[3]", "copy[4]", "copy[5]"])
  }

  @Test func outliersAreNamedWorstFirst() throws {
    var frames = sample
    let energy = try #require(frames[7].labels.energy)
    frames[7].labels.energy = energy + 900
    frames[9].labels.energy = energy - 50
    let bond = frames[11].configuration.positions[1] - frames[11].configuration.positions[0]
    let pull = 200 * bond / bond.norm
    frames[11].labels.forces = [pull, -pull, .zero]
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.inconsistentEnergy, .energyOutlier, .forceOutlier])
    #expect(findings[1].frames == ["w[7]", "w[9]"])
    #expect(findings[1].message == "the energy is 300 eV an atom from the median of its composition")
    #expect(findings[2].frames == ["w[11]"])
  }

  @Test func missingLabelsAreNotesAndNoLabelsAnError() throws {
    var frames = sample
    frames[0].labels.energy = nil
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.missingLabel])
    #expect(findings[0].severity == .note)
    #expect(findings[0].message == "1 of 40 frames have no energy")
    for index in frames.indices { frames[index].labels = Labels() }
    #expect(try check(frames).map(\.rule) == [.noLabels])
    #expect(try check(frames).map(\.severity) == [.error])
  }

  @Test func filesAreCheckedBeyondFramesThatCannotBeUsed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try Samples.writeTorchANI(path) { group in
      try group.dataset("species").write([8, 0, 1], rows: 0..<1)
      try group.dataset("coordinates").write([0, 0, 0, 0, 0, .nan, 0, 0, 0], rows: 1..<2)
    }
    let findings = try DatasetCheck.run(on: DatasetFile(path: path)).findings
    #expect(findings.map(\.severity) == [.error])
    #expect(findings[0].rule == .unreadableFrame)
    #expect(findings[0].count == 2)
    #expect(findings[0].frames == ["a.h5:/003[0]", "a.h5:/003[1]"])
  }
}
