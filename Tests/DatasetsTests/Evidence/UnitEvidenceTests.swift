import Atomistics
import Datasets
import Testing

/// Mistakes are planted in data that fit together, and must be named exactly.
@Suite struct UnitEvidenceTests {
  static let bohr = 0.529177210903
  static let hartree = 27.211386245988

  /// Clean data have no corrections and no doubts, and the slopes are 1 within the error of the trapezoidal
  /// rule over steps of some hundredths of an Å.
  @Test func soundMoleculesFitTogether() throws {
    let evidence = UnitEvidence(PairModel.molecules(60))
    #expect(abs(try #require(evidence.work).slope - 1) < 0.01)
    // The rotation rule is exact.
    #expect(abs(try #require(evidence.rotation).slope - 1) < 1e-9)
    #expect(abs(try #require(evidence.energy).ratio - 1) < 0.02)
    #expect(abs(try #require(evidence.length).ratio - 1) < 0.1)
    #expect((2500...4500).contains(try #require(evidence.topFrequency)))
    let verdict = UnitVerdict(evidence)
    #expect(verdict.corrections.isEmpty)
    #expect(verdict.doubts.isEmpty)
    #expect(verdict.findings.count == 5)
  }

  @Test func soundCrystalsFitTogether() throws {
    let evidence = UnitEvidence(
      PairModel.crystals(20, strain: 0) + PairModel.crystals(40, strain: 0.01, seed: 2))
    #expect(abs(try #require(evidence.work).slope - 1) < 0.01)
    #expect(abs(try #require(evidence.strainWork).slope - 1) < 0.02)
    #expect(abs(try #require(evidence.forceChange).slope - 1) < 0.02)
    let verdict = UnitVerdict(evidence)
    #expect(verdict.corrections.isEmpty)
    #expect(verdict.doubts.isEmpty)
  }

  /// What is planted: a quantity and what its numbers are multiplied by. The correction must undo it.
  @Test(arguments: [
    (Quantity.force, -1, "gradients named forces"),
    (.force, bohr, "values per bohr read as per Å"),
    (.force, 1 / bohr, "values per Å read as per bohr"),
    (.force, -bohr, "values per bohr read as per Å, gradients named forces"),
    (.force, 1 / hartree, "hartree read as eV"),
    (.force, bohr / hartree, "hartree read as eV, values per bohr read as per Å"),
    (.force, 23.060548, "kcal/mol read as eV"),
    (.energy, 1 / hartree, "hartree read as eV"),
    (.energy, hartree, "eV read as hartree"),
    (.energy, 1 / 0.0433641, "kcal/mol read as eV"),
    (.length, 1 / bohr, "bohr read as Å"),
    (.length, 0.1, "nm read as Å"),
    (.hessian, bohr * bohr / hartree, "hartree read as eV, values per bohr² read as per Å²"),
    (.hessian, 1 / hartree, "hartree read as eV"),
    (.hessian, bohr, "values per bohr read as per Å"),
  ] as [(Quantity, Double, String)])
  func aMistakeIsNamed(_ quantity: Quantity, _ factor: Double, _ words: String) throws {
    let frames = PairModel.molecules(60).map { $0.multiplying(quantity, by: factor) }
    let verdict = UnitVerdict(UnitEvidence(frames))
    #expect(verdict.corrections.map(\.quantity) == [quantity], "\(verdict)")
    let mistake = try #require(verdict.corrections.first).mistake
    #expect(mistake.words == words)
    #expect(abs(mistake.factor * factor - 1) < 1e-5)
    #expect(verdict.doubts.isEmpty, "\(verdict.doubts)")
  }

  /// Å taken for nm, and gradients per bohr for forces per Å. The Hessian is right as it is.
  @Test func severalMistakesAtOnce() {
    let frames = PairModel.molecules(60).map {
      $0.multiplying(.force, by: -UnitEvidenceTests.bohr).multiplying(.length, by: 10)
    }
    let verdict = UnitVerdict(UnitEvidence(frames))
    #expect(Set(verdict.corrections.map(\.quantity)) == [.length, .force])
    #expect(verdict.factor(of: .length) == 0.1)
    #expect(abs(verdict.factor(of: .force) * UnitEvidenceTests.bohr + 1) < 1e-9)
  }

  @Test(arguments: [
    (-1, "the sign of pressure in place of that of tension, or the reverse"),
    (160.2176634, "a stress in GPa read as eV/Å³"), (-1602.176634, "a stress in kbar read as eV/Å³, the sign"),
  ] as [(Double, String)])
  func virialsAreJudged(_ factor: Double, _ words: String) throws {
    let frames = PairModel.crystals(60, strain: 0.01).map { $0.multiplying(.virial, by: factor) }
    let verdict = UnitVerdict(UnitEvidence(frames))
    #expect(verdict.corrections.map(\.quantity) == [.virial], "\(verdict)")
    #expect(try #require(verdict.corrections.first).mistake.words.hasPrefix(words))
    #expect(abs(verdict.factor(of: .virial) * factor - 1) < 1e-9)
  }

  /// Forces by the Hessian alone, where no two frames are close.
  @Test func theHessianTellsTheSignOfForces() {
    let frames = (0..<12).map { seed in
      PairModel.molecules(1, seed: UInt64(seed))[0].multiplying(.force, by: -1)
    }.map { frame in
      var copy = frame
      copy.labels.energy = nil
      return copy
    }
    #expect(UnitVerdict(UnitEvidence(frames)).factor(of: .force) == -1)
  }

  /// In crystals without total energies either unit may be wrong: that is a doubt, not a correction.
  @Test func whatCannotBeDecidedIsADoubt() {
    let frames = PairModel.crystals(40, strain: 0).map { frame in
      var copy = frame.multiplying(.force, by: 1 / UnitEvidenceTests.hartree)
      copy.labels.energy = frame.labels.energy.map { $0 + 8 * 7800 }
      copy.labels.hessian = nil
      return copy
    }
    let verdict = UnitVerdict(UnitEvidence(frames))
    #expect(verdict.corrections.isEmpty)
    #expect(verdict.doubts.count == 1)
    #expect(verdict.doubts.first?.contains("hartree read as eV") == true)
  }

  /// Energies of other frames say nothing, and must not be made to say something.
  @Test func noiseIsNoEvidence() {
    let frames = PairModel.molecules(60)
    var generator = RandomGenerator(seed: 3)
    let energies = frames.map(\.labels.energy).shuffled(using: &generator)
    let shuffled = zip(frames, energies).map { frame, energy in
      var copy = frame
      copy.labels.energy = energy
      return copy
    }
    #expect(UnitVerdict(UnitEvidence(shuffled)).corrections.isEmpty)
  }
}

extension LabeledConfiguration {
  /// The frame with the numbers of one quantity multiplied.
  func multiplying(_ quantity: Quantity, by factor: Double) -> LabeledConfiguration {
    var copy = self
    switch quantity {
    case .length:
      copy.configuration.positions = configuration.positions.map { factor * $0 }
      copy.configuration.cell?.vectors = factor * (configuration.cell?.vectors ?? .zero)
    case .energy: copy.labels.energy = labels.energy.map { factor * $0 }
    case .force: copy.labels.forces = labels.forces?.map { factor * $0 }
    case .virial, .stress: copy.labels.virial = labels.virial.map { factor * $0 }
    case .hessian: copy.labels.hessian = labels.hessian?.map { factor * $0 }
    }
    return copy
  }
}
