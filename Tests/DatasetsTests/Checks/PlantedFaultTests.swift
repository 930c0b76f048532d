import Atomistics
import Datasets
import TestSupport
import Testing

/// Faults are planted in data that fit together; exactly they must be found, and nothing in the data without.
@Suite struct PlantedFaultTests {
  private let molecules = PairModel.molecules(40)

  private func check(
    _ frames: [LabeledConfiguration], cutoff: Double? = nil
  ) throws -> [DatasetFinding] {
    try DatasetCheck.run(on: frames, cutoff: cutoff).findings
  }

  /// Molecules of which one is changed.
  private func molecules(
    changing index: Int, _ change: (inout LabeledConfiguration) -> Void
  ) -> [LabeledConfiguration] {
    var frames = molecules
    change(&frames[index])
    return frames
  }

  @Test func soundDataHaveNoFindings() throws {
    #expect(try check(molecules) == [])
    for strain in [0, 0.01] {
      let findings = try check(PairModel.crystals(30, strain: strain))
      #expect(findings == [], "\(findings)")
    }
  }

  @Test func turnedSignsAreErrors() throws {
    let findings = try check(molecules.map { $0.multiplying(.force, by: -1) })
    #expect(findings.first?.rule == .contradictedUnit)
    #expect(findings.first?.severity == .error)
    #expect(findings.first?.message.contains("gradients named forces") == true)
    // Each frame disagrees with its Hessian as well.
    #expect(Set(findings.map(\.rule)) == [.contradictedUnit, .brokenRotationRule])
    #expect(findings.last?.count == 40)
  }

  /// DeePMD-kit and programs for crystals put molecules into large cells, in which they may be turned as well.
  @Test func turnedSignsAreSeenInALargeCell() throws {
    let frames = molecules.map { frame in
      var copy = frame
      copy.configuration.cell = Cell(40 * .identity)
      return copy
    }
    #expect(try check(frames) == [])
    let findings = try check(frames.map { $0.multiplying(.force, by: -1) })
    #expect(Set(findings.map(\.rule)) == [.contradictedUnit, .brokenRotationRule], "\(findings)")
  }

  @Test func otherUnitsAreErrors() throws {
    let frames = molecules.map { frame in
      var copy = frame.multiplying(.force, by: 0.529177210903)
      copy.labels.hessian = nil
      return copy
    }
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.contradictedUnit])
    #expect(findings.first?.message.contains("values per bohr read as per Å") == true)
    let lengths = try check(molecules.map { $0.multiplying(.length, by: 10) })
    let contradiction = try #require(lengths.first { $0.rule == .contradictedUnit })
    #expect(contradiction.message.contains("Å read as nm"))
    #expect(contradiction.severity == .warning)
  }

  /// The labels of two molecules, which are turned differently, are swapped.
  @Test func swappedForcesTurnTheMolecule() throws {
    var frames = molecules
    for index in frames.indices { frames[index].labels.hessian = nil }
    (frames[4].labels.forces, frames[5].labels.forces) = (frames[5].labels.forces, frames[4].labels.forces)
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.netTorque])
    #expect(Set(findings[0].frames) == ["m[4]", "m[5]"])
  }

  @Test func swappedEnergiesContradictTheirNeighbors() throws {
    var frames = molecules
    frames[4].labels.energy = frames[4].labels.energy.map { $0 + 0.6 }
    let findings = try check(frames)
    #expect(findings.map(\.rule) == [.inconsistentEnergy], "\(findings)")
    #expect(findings.first?.frames == ["m[4]"])
  }

  @Test func brokenSumRulesAreNamed() throws {
    // One row and column of the Hessian too large: symmetric still, but atoms that move alike feel it.
    let stretched = molecules(changing: 3) { frame in
      for other in 0..<18 {
        frame.labels.hessian?[18 * 2 + other] *= 1.2
        if other != 2 { frame.labels.hessian?[18 * other + 2] *= 1.2 }
      }
    }
    let findings = try check(stretched)
    #expect(findings.map(\.rule) == [.brokenTranslationRule, .brokenRotationRule])
    #expect(findings.allSatisfy { $0.frames == ["m[3]"] })
    // The Hessian of another orientation obeys the translation rule, but not the rotation rule.
    var turned = molecules
    turned[6].labels.hessian = molecules[7].labels.hessian
    #expect(try check(turned).map(\.rule) == [.brokenRotationRule])
    let skewed = molecules(changing: 8) { $0.labels.hessian?[5] += 5 }
    #expect(try check(skewed).map(\.rule).first == .asymmetricHessian)
  }

  /// A copy that is turned, shifted and renumbered, with its labels.
  private func disguised(_ frame: LabeledConfiguration) -> LabeledConfiguration {
    let order = [0, 1, 5, 4, 3, 2]
    let turned = Configuration(
      elements: order.map { frame.configuration.elements[$0] },
      positions: order.map { index in
        let r = frame.configuration.positions[index]
        return SIMD3(-r.y, r.x, r.z) + [1, 2, 3]
      })
    var copy = PairModel.labeled(turned, name: "copy of \(frame.name)")
    copy.labels.hessian = nil
    return copy
  }

  @Test func copiesAreSeenThroughTheirDisguise() throws {
    let findings = try check(molecules + [disguised(molecules[9])])
    #expect(findings.map(\.rule) == [.equivalentFrame, .missingLabel], "\(findings)")
    #expect(findings[0].frames == ["copy of m[9]"])
    #expect(findings[0].message.contains("m[9]"))
    let again = try check(molecules + [molecules[9]])
    #expect(again.map(\.rule) == [.duplicateFrame])
    #expect(again[0].severity == .warning)
    var moved = disguised(molecules[9])
    moved.configuration.positions[0].x += 0.004
    let near = try check(molecules + [moved])
    #expect(near.map(\.rule) == [.nearDuplicate, .missingLabel], "\(near)")
  }

  @Test func leaksBetweenSplitsAreErrors() throws {
    var frames = molecules
    for index in frames.indices { frames[index].split = index < 30 ? "train" : "test" }
    #expect(try check(frames) == [])
    var copy = disguised(frames[2])
    copy.split = "test"
    let findings = try check(frames + [copy])
    #expect(findings.map(\.rule) == [.leakedFrame, .missingLabel])
    #expect(findings[0].severity == .error)
    copy.configuration.positions[0].x += 0.004
    #expect(try check(frames + [copy]).first?.rule == .nearLeak)
  }

  @Test func leaksBetweenFilesAreErrors() throws {
    let folder = try TemporaryFolder()
    func write(_ name: String, _ frames: [LabeledConfiguration]) throws -> DatasetFile {
      let writer = try DatasetWriter(path: folder.path(name))
      try writer.append(frames)
      try writer.finish()
      return try DatasetFile(path: folder.path(name))
    }
    let train = try write("train.h5", Array(molecules[..<30]))
    let test = try write("test.h5", Array(molecules[30...]) + [disguised(molecules[3])])
    let strange = PairModel.labeled(
      Configuration(elements: Samples.elements("Si", "Si"), positions: [.zero, [2.2, 0, 0]]), name: "Si2")
    #expect(try DatasetCheck.run(on: train, against: write("other.h5", Array(molecules[30...]))).findings == [])
    let outcome = try DatasetCheck.run(on: train, against: test)
    #expect(outcome.findings.map(\.rule) == [.leakedFrame])
    #expect(outcome.faulty == [3: .leakedFrame])
    let foreign = try DatasetCheck.run(on: train, against: write("si.h5", [strange]))
    #expect(foreign.findings.map(\.rule) == [.unknownElement])
    #expect(foreign.findings[0].message == "Si of si.h5:/Si2[0] (Si2) is in no frame of this file")
  }

  @Test func whatACutoffMissesIsNoted() throws {
    let crystals = PairModel.crystals(12, strain: 0)
    #expect(try check(crystals, cutoff: 5) == [])
    #expect(try check(crystals, cutoff: 6).map(\.rule) == [.thinCell])
    // C-O bonds are 1.42 Å, O-H bonds 0.96 Å long; the other hydrogens of an oxygen are farther.
    let findings = try check(molecules, cutoff: 1.2)
    #expect(Set(findings.map(\.rule)) == [.absentPair])
    #expect(findings.contains { $0.message == "C and O never come within 1.20 Å of each other" })
    #expect(!findings.contains { $0.message.hasPrefix("H and O") })
  }

  @Test func labelsThatNeverChangeAreSuspicious() throws {
    let frames = molecules.map { frame in
      var copy = frame
      copy.labels = Labels(energy: -100)
      return copy
    }
    #expect(try check(frames).map(\.rule).contains(.constantLabel))
  }

  /// Zeros stand for what was not computed, but for the forces and Hessians of single atoms.
  @Test func labelsThatAreZeroEverywhereAreErrors() throws {
    for (kind, name) in [
      (Quantity.energy, "energy an atom"), (.force, "largest force"), (.hessian, "largest element of the Hessian"),
    ] {
      let findings = try check(molecules.map { $0.multiplying(kind, by: 0) }).filter { $0.rule == .zeroLabel }
      #expect(findings.map(\.severity) == [.error])
      #expect(findings.map(\.message) == ["the \(name) is 0 in all 40 frames"])
    }
    let atoms = (0..<12).map { index in
      LabeledConfiguration(
        Configuration(elements: [molecules[0].configuration.elements[0]], positions: [SIMD3(Double(index), 0, 0)]),
        Labels(energy: -1, forces: [.zero], hessian: [Double](repeating: 0, count: 9)))
    }
    #expect(try !check(atoms).map(\.rule).contains(.zeroLabel))
  }

  @Test(arguments: [(Quantity.energy, 1e4), (.energy, 1.0 / 9), (.force, 1e10), (.hessian, 1e7), (.hessian, -30)])
  func labelsThatNoMistakeExplainsAreErrors(_ quantity: Quantity, _ factor: Double) throws {
    let findings = try check(molecules.map { $0.multiplying(quantity, by: factor) })
    let contradiction = try #require(findings.first { $0.rule == .contradictedLabels })
    #expect(contradiction.severity == .error)
    #expect(contradiction.message.hasSuffix("where 1 is right; this fits no known mistake"))
    // A factor of two or so may be the frames' fault.
    let doubtful = try check(molecules.map { $0.multiplying(quantity, by: 1.6) })
    #expect(!doubtful.contains { $0.severity == .error }, "\(doubtful)")
    #expect(doubtful.contains { $0.rule == .doubtfulUnit })
  }

  @Test func absurdNumbersDoNotEndTheProgram() throws {
    for (quantity, factor) in [
      (Quantity.energy, 1e306), (.force, 1e306), (.hessian, 1e306), (.length, 1e300), (.length, 1e-300),
    ] {
      let findings = try check(molecules.map { $0.multiplying(quantity, by: factor) })
      #expect(findings.contains { [.impossibleNumber, .atomsTooClose].contains($0.rule) && $0.count == 40 }, "\(findings)")
      #expect(findings.contains { $0.severity == .error })
    }
    // A single frame of them.
    let findings = try check(molecules(changing: 7) { $0 = $0.multiplying(.hessian, by: 1e9) })
    #expect(findings.first { $0.rule == .impossibleNumber }?.count == 1)
  }

  /// Bounded memory: a large set is sampled, and the outcome says so.
  @Test func samplingIsAdmitted() throws {
    #expect(try DatasetCheck.run(on: molecules).remarks == [])
    let remarks = try DatasetCheck.run(on: PairModel.molecules(600)).remarks
    #expect(remarks == ["units and energies were compared in 512 of 600 frames"])
  }
}
