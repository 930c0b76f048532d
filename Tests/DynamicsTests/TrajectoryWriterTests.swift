import Atomistics
import Datasets
import Dynamics
import Foundation
import Potentials
import Testing

@Suite struct TrajectoryWriterTests {
  private func temporaryPath() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xyz").path
  }

  private func makeSimulation() throws -> Simulation {
    try Simulation(
      [argonCluster(), argonCrystal(repeats: 2)], potential: argonPotential(),
      options: DynamicsOptions(timeStep: 5, initialTemperature: 30, seed: 1))
  }

  @Test func framesAreReadBackBitForBit() throws {
    let path = temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var simulation = try makeSimulation()
    let writer = try TrajectoryWriter(path: path)
    var expected: [Configuration] = []
    var energies: [Double] = []
    for _ in 0..<3 {
      try simulation.advance(by: 20)
      try writer.append(simulation)
      for replica in 0..<2 {
        expected.append(simulation.state.configuration(of: replica))
        energies.append(simulation.evaluation.energies[replica])
      }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try writer.finish()
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    let frames = try ExtendedXYZReader.read(path: path)
    #expect(frames.map(\.configuration) == expected)
    #expect(frames.map(\.labels.energy) == energies)
    let last = try #require(frames[5].labels.forces)
    #expect(last == Array(simulation.evaluation.forces[13...]))
    // The second line of the last frame, in full.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").last { $0.contains("Properties") })
    #expect(line.hasPrefix("Lattice=\"10.6 0.0 0.0 0.0 10.6 0.0 0.0 0.0 10.6\" "))
    for part in [
      "Properties=species:S:1:pos:R:3:velo:R:3:forces:R:3", "pbc=\"T T T\"", "time=300.0",
      "replica=1", "temperature=\(simulation.sample(of: 1).temperature)",
    ] { #expect(line.contains(part)) }
  }

  @Test func aRunThatDoesNotFinishLeavesThePartialFileOnly() throws {
    let path = temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path + ".partial") }
    let simulation = try makeSimulation()
    do {
      let writer = try TrajectoryWriter(path: path)
      // 45 atoms of some 180 characters: 40 samples are more than the buffer holds.
      for _ in 0..<40 { try writer.append(simulation) }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    let size = try FileManager.default.attributesOfItem(atPath: path + ".partial")[.size] as? Int
    #expect(try #require(size) > 100_000)
  }

  @Test func anExistingFileIsNotReplacedUnasked() throws {
    let path = temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("precious".utf8).write(to: URL(filePath: path))
    #expect(throws: DynamicsError.outputExists(path: path)) { _ = try TrajectoryWriter(path: path) }
    let writer = try TrajectoryWriter(path: path, overwrites: true)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
    try writer.append(makeSimulation())
    try writer.finish()
    #expect(try ExtendedXYZReader.read(path: path).count == 2)
  }

  @Test func aFolderThatDoesNotExistAndAFullDiskAreReported() throws {
    let error = DynamicsError.cannotWrite(
      path: "/nowhere/run.xyz.partial", reason: "No such file or directory")
    #expect(throws: error) { _ = try TrajectoryWriter(path: "/nowhere/run.xyz") }
    // Writing to this device always fails as on a full disk.
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let path = temporaryPath()
    defer { try? FileManager.default.removeItem(atPath: path + ".partial") }
    try FileManager.default.createSymbolicLink(
      atPath: path + ".partial", withDestinationPath: "/dev/full")
    let writer = try TrajectoryWriter(path: path)
    try writer.append(makeSimulation())
    let full = DynamicsError.cannotWrite(
      path: path + ".partial", reason: "No space left on device")
    #expect(throws: full) { try writer.finish() }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
