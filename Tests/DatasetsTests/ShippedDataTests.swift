import Atomistics
import Datasets
import Testing

/// The data sets in `datasets/`, against what their READMEs say.
@Suite struct ShippedDataTests {
  @Test(arguments: ShippedSet.all) func countsAndProvenance(_ set: ShippedSet) throws {
    for file in set.files {
      let census = try set.open(file.name).census()
      #expect(census.frames == file.frames, "\(file.name)")
      var expected: [LabelKind: Int] = [.energy: file.frames, .forces: file.frames]
      expected[.hessian] = file.hessians
      if set.isPeriodic { expected[.virial] = file.frames }
      #expect(census.labels == expected, "\(file.name)")
      #expect(census.groups.count == file.groups, "\(file.name)")
      #expect(census.periodicFrames == (set.isPeriodic ? file.frames : 0))
      #expect(census.attributes["program"] == set.program)
      #expect(census.attributes["license"] == "CC0-1.0")
      for key in ["title", "method", "basis", "generator", "seed", "reference", "hessian_method"] {
        #expect(census.attributes[key]?.isEmpty == false, "\(file.name): \(key)")
      }
      #expect(census.isolatedAtomEnergies.count == set.isolatedAtoms)
    }
  }

  /// No frame is in two files, labels are whole, and what is unusual is so on purpose: modes at 5000 K, bonds
  /// stretched at random, crystals pressed together. The reaction path of malonaldehyde has mirror images. Water
  /// has three coordinates, so that some of 300 molecules are within 0.01 Å of others.
  @Test(arguments: ShippedSet.all) func soundAndWithoutFramesInTwoFiles(_ set: ShippedSet) throws {
    let frames = try set.files.flatMap { try set.open($0.name).readAll(requiring: [.energy, .forces]) }
    let unusual: Set<DatasetFinding.Rule> = [
      .missingLabel, .energyOutlier, .forceOutlier, .equivalentFrame, .nearDuplicate,
    ]
    let findings = try DatasetCheck.run(on: frames).findings.filter { !unusual.contains($0.rule) }
    #expect(findings.isEmpty, "\(findings)")
  }

  /// Steep energies are not inconsistent: among 120 frames of each of three molecules one has forces of 24 eV/Å.
  @Test func largeForcesAreNoContradiction() throws {
    let rules = try DatasetCheck.run(on: ShippedSet.molecules.open("validation")).findings.map(\.rule)
    #expect(rules == [.forceOutlier])
  }

  @Test(arguments: ShippedSet.all) func forcesAddUpToNothing(_ set: ShippedSet) throws {
    for file in set.files {
      for frame in try set.open(file.name).readAll() {
        let net = try #require(frame.labels.forces).reduce(SIMD3(0, 0, 0), +)
        #expect(max(abs(net.x), abs(net.y), abs(net.z)) < set.netForce, "\(frame.name)")
      }
    }
  }

  @Test(arguments: ShippedSet.all) func hessiansObeyTheSumRules(_ set: ShippedSet) throws {
    for file in set.files where file.hessians != nil {
      let frames = try set.open(file.name).readAll().filter { $0.labels.hessian != nil }
      // A hundred of a file, spread over it, keep the test short.
      for index in stride(from: 0, to: frames.count, by: max(1, frames.count / 100)) {
        let frame = frames[index]
        let rules = try HessianSumRules(frame)
        #expect(rules.asymmetry == 0, "\(frame.name)")
        #expect(rules.translation < set.translation, "\(frame.name)")
        if !set.isPeriodic { #expect(rules.rotation < set.rotation, "\(frame.name)") }
      }
    }
  }

  @Test func energiesAreThoseOfABoundMolecule() throws {
    let file = try ShippedSet.ethanol.open("test")
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

  /// The barrier of the proton transfer, and that reactant and product are mirror images.
  @Test func theSaddleLiesBetweenEqualMinima() throws {
    let points = try ShippedSet.malonaldehyde.open("stationary").readAll()
    let energies = try points.map { try #require($0.labels.energy) }
    #expect(points.map { $0.name.contains("saddle") } == [true, false, false])
    #expect(abs(energies[1] - energies[2]) < 1e-8)
    #expect(abs(energies[0] - energies[1] - 0.16296) < 1e-5)
    for frame in points {
      // Found to forces of 1e-5 eV/Å.
      for force in try #require(frame.labels.forces) { #expect(max(abs(force.x), abs(force.y)) < 1e-5) }
    }
  }

  /// A compressed crystal expands and an expanded one contracts: the sign of the virial. The lattice constant
  /// at rest is 5.40 Å, 19.7 Å³ an atom.
  @Test func virialsOfSiliconFollowTheVolume() throws {
    var compressed: [Double] = []
    var expanded: [Double] = []
    for frame in try ShippedSet.silicon.open("train").readAll() {
      let cell = try #require(frame.configuration.cell)
      let virial = try #require(frame.labels.virial)
      let volume = cell.volume / Double(frame.configuration.elements.count)
      let pressure = (virial[0].x + virial[1].y + virial[2].z) / 3 / cell.volume
      if volume < 17 { compressed.append(pressure) }
      if volume > 23 { expanded.append(pressure) }
    }
    #expect(compressed.count > 5 && expanded.count > 5)
    #expect(compressed.allSatisfy { $0 > 0 })
    #expect(expanded.allSatisfy { $0 < 0 })
  }
}
