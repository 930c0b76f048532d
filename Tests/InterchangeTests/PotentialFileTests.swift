import Atomistics
import Foundation
import HDF5
import Interchange
import Potentials
import TestSupport
import Testing

@Suite struct PotentialFileTests {
  @Test func everyNumberReadsBackWithTheSameBits() throws {
    let folder = try TemporaryFolder()
    let contents = try makeContents()
    let path = folder.path("potential.h5")
    try PotentialFile.write(contents, to: path)
    let copy = try PotentialFile.read(path)
    #expect(copy.firstDifference(from: contents) == nil)
    // Said once more without the comparison under test.
    #expect(
      copy.potential.parameters.map(\.bitPattern) == contents.potential.parameters.map(\.bitPattern))
    #expect(copy.potential.elements == contents.potential.elements)
    #expect(try density(copy).hyperparameters == density(contents).hyperparameters)
    #expect(copy.trainingRange == contents.trainingRange)
    #expect(copy.provenance == contents.provenance)
    #expect(copy.errors == contents.errors)
    #expect(try folder.entries() == ["potential.h5"])
  }

  @Test func choicesOfCutoffAndActivationReadBack() throws {
    let folder = try TemporaryFolder()
    var contents = try makeContents()
    let plain = try density(contents)
    var choices = plain.hyperparameters
    choices.cutoffFunction = .polynomial3
    choices.activation = .sigmoidLinear
    choices.slopes = .trainable
    contents.potential = .density(
      try DensityPotential(
        hyperparameters: choices, elements: plain.elements, referenceEnergies: plain.referenceEnergies))
    try PotentialFile.write(contents, to: folder.path("p.h5"))
    let copy = try PotentialFile.read(folder.path("p.h5"))
    #expect(try density(copy).hyperparameters == choices)
    #expect(copy.potential.parameters == contents.potential.parameters)
  }

  @Test func filesFromBeforeTheChoicesHaveTheDefaults() throws {
    let folder = try TemporaryFolder()
    let contents = try makeContents()
    let path = folder.path("p.h5")
    try PotentialFile.write(contents, to: path)
    for name in ["cutoff_function", "activation", "slopes"] {
      try rewrite(path, changing: "/hyperparameters@\(name)", to: .remove)
    }
    #expect(try PotentialFile.read(path).firstDifference(from: contents) == nil)
  }

  private func density(_ contents: PotentialFile) throws -> DensityPotential {
    guard case .density(let potential) = contents.potential else { throw UnexpectedFamily() }
    return potential
  }

  private struct UnexpectedFamily: Error {}

  @Test func theSameContentsMakeTheSameFile() throws {
    let folder = try TemporaryFolder()
    let contents = try makeContents()
    try PotentialFile.write(contents, to: folder.path("a.h5"))
    // Times in HDF5 files are whole seconds.
    Thread.sleep(forTimeInterval: 1.1)
    try PotentialFile.write(contents, to: folder.path("b.h5"))
    #expect(
      FileManager.default.contents(atPath: folder.path("a.h5"))
        == FileManager.default.contents(atPath: folder.path("b.h5")))
  }

  @Test func comparisonFindsASingleBit() throws {
    let contents = try makeContents()
    var other = contents
    other.potential.parameters[17] = other.potential.parameters[17].nextUp
    #expect(contents.firstDifference(from: other) == "parameters")
    other = contents
    var changed = try density(contents)
    changed.featureMeans[0] = -0.0
    other.potential = .density(changed)
    #expect(contents.firstDifference(from: other) == "scaling")
    other = contents
    other.provenance.seed -= 1
    #expect(contents.firstDifference(from: other) == "provenance")
  }

  @Test func minimalContentsAreEnough() throws {
    let folder = try TemporaryFolder()
    var contents = try makeContents()
    contents.trainingRange = TrainingRange()
    contents.provenance.dataFiles = []
    contents.errors = []
    try PotentialFile.write(contents, to: folder.path("p.h5"))
    #expect(try PotentialFile.read(folder.path("p.h5")).firstDifference(from: contents) == nil)
  }

  @Test func existingFilesAreKeptUnlessReplaced() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("p.h5")
    var contents = try makeContents()
    try PotentialFile.write(contents, to: path)
    contents.potential.parameters[0] += 1
    #expect(throws: HDF5Error.exists(file: path)) { try PotentialFile.write(contents, to: path) }
    #expect(try PotentialFile.read(path).firstDifference(from: contents) == "parameters")
    try PotentialFile.write(contents, to: path, replacesExisting: true)
    #expect(try PotentialFile.read(path).firstDifference(from: contents) == nil)
  }

  @Test func aPotentialWithoutNumbersIsNotSaved() throws {
    // A diverged fit must not replace a good potential: what cannot be read back is not written.
    let folder = try TemporaryFolder()
    let path = folder.path("p.h5")
    let good = try makeContents()
    try PotentialFile.write(good, to: path)
    var bad = good
    bad.potential.parameters[3] = .nan
    #expect(throws: PotentialFileError.self) {
      try PotentialFile.write(bad, to: path, replacesExisting: true)
    }
    #expect(try PotentialFile.read(path).firstDifference(from: good) == nil)
    #expect(try folder.entries() == ["p.h5"])
  }
}
