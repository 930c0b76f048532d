import Atomistics
import Datasets
import Foundation
import TestSupport
import Testing

/// Conversions to every format and back.
@Suite struct ConversionTests {
  /// Frames with numbers that need all 53 bits.
  private static func noisy(
    _ frames: [LabeledConfiguration], hessians: Bool = true, names: Bool = true
  ) -> [LabeledConfiguration] {
    var generator = RandomGenerator(seed: 5)
    return frames.enumerated().map { index, frame in
      var copy = frame
      let atoms = frame.configuration.count
      copy.configuration.positions = frame.configuration.positions.map { $0 + 0.01 * generator.gaussianVector() }
      copy.labels.energy = frame.labels.energy.map { $0 * generator.uniform() }
      copy.labels.forces = frame.labels.forces?.map { $0 + 1e-9 * generator.gaussianVector() }
      if hessians, index % 2 == 0 {
        copy.labels.hessian = (0..<9 * atoms * atoms).map { _ in 50 * generator.gaussian() }
      }
      if names {
        copy.identifier = index % 3 == 0 ? "" : "run \(index)"
        copy.split = index % 2 == 0 ? "train" : "test"
        copy.weight = index % 4 == 0 ? 1 : generator.uniform()
      }
      return copy
    }
  }

  private static let molecules = noisy((0..<7).map(Samples.water))
  private static let crystals = noisy((0..<5).map(Samples.salt))

  private func write(
    _ frames: [LabeledConfiguration], _ folder: TemporaryFolder
  ) throws -> DatasetFile {
    let writer = try DatasetWriter(
      path: folder.path("source.h5"), attributes: ["title": "test"],
      isolatedAtomEnergies: Dictionary(
        uniqueKeysWithValues: zip(Samples.elements("H", "O", "Na", "Cl"), [-13.6, -2041.3, -3.25, -15.0])))
    try writer.append(frames)
    try writer.finish()
    return try DatasetFile(path: folder.path("source.h5"))
  }

  /// The frames without the place that they were read from, in an order of their own.
  private func contents(_ frames: [LabeledConfiguration]) -> [String] {
    frames.map { frame in
      var copy = frame
      copy.name = ""
      return "\(copy)"
    }.sorted()
  }

  @Test(arguments: [
    (ConversionFormat.sobolev, "b.h5"), (.extxyz, "b.xyz"), (.npz, "b.npz"),
  ])
  func everythingComesBackWithTheSameBits(_ format: ConversionFormat, _ name: String) throws {
    let folder = try TemporaryFolder()
    // An archive of sGDML holds one molecule.
    let frames = format == .npz ? Self.molecules : Self.molecules + Self.crystals
    let source = try write(frames, folder)
    let summary = try DatasetConversion(source, to: format).write(to: folder.path(name))
    #expect(summary.frames == frames.count && summary.lost.isEmpty)
    let copy = try DatasetFile(path: folder.path(name))
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
    if format != .npz { #expect(copy.isolatedAtomEnergies == source.isolatedAtomEnergies) }
    #expect(Set(try folder.entries()) == ["source.h5", name])
  }

  @Test func mace() throws {
    let folder = try TemporaryFolder()
    var frames = Self.molecules + Self.crystals
    for index in frames.indices { frames[index].split = "" }
    frames[0].labels.energy = nil
    frames[1].labels.forces = nil
    let source = try write(frames, folder)
    let summary = try DatasetConversion(source, to: .mace).write(to: folder.path("b.h5"))
    #expect(summary.frames == 12)
    let copy = try DatasetFile(path: folder.path("b.h5"))
    #expect(copy.layout == "MACE")
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
  }

  @Test(arguments: ["b.hdf5", "b"])
  func deepMD(_ name: String) throws {
    let folder = try TemporaryFolder()
    var frames = Self.noisy((0..<7).map(Samples.water), names: false)
    frames += Self.noisy((0..<3).map { Samples.salt(2 * $0) }, names: false)
    // The same atoms in another order, and frames with other labels, are systems of their own.
    frames[1].configuration.elements.swapAt(0, 2)
    frames[2].labels.energy = nil
    let source = try write(frames, folder)
    let conversion = DatasetConversion(source, to: .deepmd)
    _ = try conversion.write(to: folder.path(name))
    let copy = try DatasetFile(path: folder.path(name))
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
    #expect(Set(copy.groups.map(\.name)) == ["/ClNa", "/ClNa-2", "/H2O", "/H2O-2", "/H2O-3", "/H2O-4"])
    #expect(throws: (any Error).self) { try conversion.write(to: folder.path(name)) }
    _ = try conversion.write(to: folder.path(name), replacesExisting: true)
    #expect(Set(try folder.entries()) == ["source.h5", name])
  }

  @Test func aCrystalInAnArchive() throws {
    let folder = try TemporaryFolder()
    var frames = (0..<3).map { _ in Samples.salt(0) }
    for index in frames.indices {
      frames[index].labels.virial = nil
      frames[index].labels.energy = Double(index) / 3
    }
    let source = try write(frames, folder)
    _ = try DatasetConversion(source, to: .npz).write(to: folder.path("b.npz"))
    let copy = try DatasetFile(path: folder.path("b.npz"))
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
  }

  @Test func n2p2HoldsEnergiesForcesAndCells() throws {
    let folder = try TemporaryFolder()
    var crystals = (0..<4).map { Samples.salt(2 * $0) }
    for index in crystals.indices { crystals[index].labels.virial = nil }
    let frames = Self.noisy((0..<4).map(Samples.water) + crystals, hessians: false, names: false)
    let source = try write(frames, folder)
    let summary = try DatasetConversion(source, to: .n2p2).write(to: folder.path("input.data"))
    #expect(summary.notes.count == 2)
    let options = DatasetOptions(units: [.length: "angstrom", .energy: "eV"])
    let copy = try DatasetFile(path: folder.path("input.data"), options: options)
    // The names of `source` come from where its frames were written from.
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
  }

  @Test func whatCannotBeHeldIsRefusedOrListed() throws {
    let folder = try TemporaryFolder()
    let source = try write(Self.molecules, folder)
    let conversion = DatasetConversion(source, to: .n2p2)
    let path = folder.path("input.data")
    let lost: [FrameProperty: Int] = [.hessian: 4, .weight: 5, .split: 7]
    #expect(throws: DatasetError.cannotHold(file: path, format: .n2p2, lost: lost)) {
      try conversion.write(to: path)
    }
    #expect(try folder.entries() == ["source.h5"])
    let summary = try conversion.write(to: path, leavesOut: true)
    #expect(summary.lost == lost && summary.frames == 7 && summary.omitted == 0)
  }

  @Test func directionsStayInOurLayoutAndAreMissedInOthers() throws {
    let folder = try TemporaryFolder()
    var frames = Self.molecules
    let direction = (0..<frames[1].configuration.count).map { SIMD3(0.1 * Double($0), -1, 1.0 / 3) }
    frames[1].labels.direction = direction
    let source = try write(frames, folder)
    #expect(try source.readAll().map(\.labels.direction) == frames.map(\.labels.direction))
    _ = try DatasetConversion(source, to: .sobolev).write(to: folder.path("b.h5"))
    let copy = try DatasetFile(path: folder.path("b.h5"))
    #expect(try contents(copy.readAll()) == contents(source.readAll()))
    let path = folder.path("b.xyz")
    #expect(throws: DatasetError.cannotHold(file: path, format: .extxyz, lost: [.direction: 1])) {
      _ = try DatasetConversion(source, to: .extxyz).write(to: path)
    }
  }

  @Test func framesWithoutADemandedLabelAreOmittedOnlyWhenAsked() throws {
    let folder = try TemporaryFolder()
    var frames = (0..<3).map(Samples.water)
    frames[1].labels.energy = nil
    let conversion = DatasetConversion(try write(frames, folder), to: .npz)
    let path = folder.path("b.npz")
    #expect(throws: DatasetError.cannotHold(file: path, format: .npz, lost: [.missingEnergy: 1])) {
      try conversion.write(to: path)
    }
    let summary = try conversion.write(to: path, leavesOut: true)
    #expect(summary.frames == 2 && summary.omitted == 1)
  }

  @Test func anArchiveOfTwoMoleculesIsRefusedAndNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    var salt = Samples.salt(0)
    salt.labels.virial = nil
    let source = try write([Samples.water(0), salt], folder)
    let error = #expect(throws: DatasetError.self) {
      try DatasetConversion(source, to: .npz).write(to: folder.path("b.npz"))
    }
    #expect(error?.description.contains("holds one molecule") == true)
    #expect(try folder.entries() == ["source.h5"])
  }

  @Test func anOlderFileIsReplacedOnlyWhenAsked() throws {
    let folder = try TemporaryFolder()
    let conversion = DatasetConversion(try write(Self.molecules, folder), to: .extxyz)
    let path = folder.path("b.xyz")
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: (any Error).self) { try conversion.write(to: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("old".utf8))
    _ = try conversion.write(to: path, replacesExisting: true)
    #expect(try DatasetFile(path: path).count == 7)
  }
}
