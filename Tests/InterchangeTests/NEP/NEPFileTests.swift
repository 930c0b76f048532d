import Atomistics
import Foundation
import Interchange
import Potentials
import TestSupport
import Testing

@Suite("nep.txt: reading and writing")
struct NEPFileTests {
  private func text(_ name: String = "nep4_l4_2_0") throws -> String {
    try String(contentsOfFile: GoldenNEP(name).path, encoding: .utf8)
  }

  /// Reads an edited file.
  private func read(_ edit: (inout [String]) -> Void) throws -> NEPPotential {
    var lines = try text().split(separator: "\n").map(String.init)
    edit(&lines)
    let folder = try TemporaryFolder()
    let path = folder.path("nep.txt")
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return try NEPFile.read(path)
  }

  private func expectError(_ message: String, _ edit: (inout [String]) -> Void) {
    let error = #expect(throws: NEPFileError.self) { try read(edit) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(message), "\(error.map { "\($0)" } ?? "none")")
  }

  @Test("every number survives writing and reading", arguments: GoldenNEP.names)
  func roundTrip(name: String) throws {
    let potential = try NEPFile.read(GoldenNEP(name).path)
    let folder = try TemporaryFolder()
    for dialect in NEPDialect.allCases where (try? dialect.requireRoom(for: potential)) != nil {
      let path = folder.path("\(dialect.rawValue).txt")
      try NEPFile.write(potential, to: path, dialect: dialect)
      let copy = try NEPFile.read(path)
      #expect(copy.parameters == potential.parameters)
      #expect(copy.featureScales == potential.featureScales)
      #expect(copy.hyperparameters == potential.hyperparameters)
      #expect(copy.repulsion == potential.repulsion)
      #expect(copy.neighborCapacity == potential.neighborCapacity)
      #expect(copy.elements == potential.elements)
    }
    #expect(try folder.entries().contains("nep-cpu.txt"), "NEP_CPU reads all of them")
  }

  @Test("the flexible repulsion has ten numbers a pair")
  func flexible() throws {
    var potential = try NEPFile.read(GoldenNEP("nep4_l4_2_0").path)
    let pairs = potential.elements.count * (potential.elements.count + 1) / 2
    potential.repulsion = .flexible(
      (0..<pairs).map { index in
        NEPRepulsion.Screening(
          inner: 0.5, outer: 1 + 0.1 * Double(index), weights: [0.1, 0.2, 0.3, 0.4], exponents: [4, 3, 2, 1])
      })
    let folder = try TemporaryFolder()
    try NEPFile.write(potential, to: folder.path("nep.txt"), dialect: .portable)
    #expect(try NEPFile.read(folder.path("nep.txt")).repulsion == potential.repulsion)
  }

  @Test("the flag of 222 is that of each dialect's readers")
  func flags() throws {
    func line(_ name: String, _ dialect: NEPDialect) throws -> Substring? {
      let text = try NEPFile.text(of: NEPFile.read(GoldenNEP(name).path), dialect: dialect)
      return text.split(separator: "\n").first { $0.hasPrefix("l_max") }
    }
    #expect(try line("nep4_l4_2_0", .portable) == "l_max 4 2 0")
    #expect(try line("nep4_l4_1_0_1_1_1_1", .nepCPU) == "l_max 4 1 0 1 1 1 1")
    #expect(try line("nep4_l4_1_0_1_1_1_1", .gpumd) == "l_max 4 2 0 1 1 1 1")
    #expect(throws: NEPFileError.self) { try line("nep4_l4_1_0_1_1_1_1", .portable) }
    #expect(throws: NEPFileError.self) { try line("nep5_l4_2_0", .portable) }
    #expect(throws: NEPFileError.self) { try line("nep3_l4_2_1", .gpumd) }
  }

  @Test("reference energies fit into version 5 only")
  func references() throws {
    var fourth = try NEPFile.read(GoldenNEP("nep4_l4_2_0").path)
    fourth.referenceEnergies[0] = -3
    #expect(throws: NEPFileError.self) { try NEPFile.text(of: fourth, dialect: .portable) }
    let fifth = try fourth.converted(to: .nep5)
    let folder = try TemporaryFolder()
    try NEPFile.write(fifth, to: folder.path("nep.txt"), dialect: .nepCPU)
    let golden = try GoldenNEP("nep4_l4_2_0")
    let energies = try NEPReference(NEPFile.read(folder.path("nep.txt"))).atomEnergies(of: golden.configuration)
    for (index, energy) in energies.enumerated() {
      let isFirst = golden.configuration.elements[index] == fourth.elements[0]
      #expect(abs(energy - golden.atomEnergies[index] - (isFirst ? -3 : 0)) < 1e-10)
    }
  }

  @Test("what is wrong, and where")
  func errors() {
    expectError("line 1: the kind 'nep4_charge1' is not supported") { $0[0] = $0[0].replacing("nep4", with: "nep4_charge1") }
    expectError("line 1: 2 different symbols of elements must follow") { $0[0] = "nep4 2 Si Xx" }
    expectError("line 1: 2 different symbols of elements must follow") { $0[0] = "nep4 2 Si Si" }
    expectError("line 2: 'cutoff' must stand here, but there is 'cutof'") { $0[1] = "cutof 5 4 200 200" }
    expectError("line 3: 2 numbers must follow 'n_max', not 1") { $0[2] = "n_max 4" }
    expectError("the header is not possible: angular_cutoff is 9.0") { $0[1] = "cutoff 5 9 200 200" }
    expectError("numbers follow the header, which implies") { $0.removeLast() }
    expectError("numbers follow the header, which implies") { $0.append("1.0") }
    expectError("must be one finite number, but is '1 2'") { $0[20] = "1 2" }
    expectError("must be one finite number, but is 'nan'") { $0[20] = "nan" }
    expectError("is empty where a number must stand") { $0[20] = "  " }
    expectError("a second hidden layer of 5 neurons") { lines in
      lines[5] = lines[5].replacing(" 0", with: " 5", maxReplacements: 1)
    }
  }

  @Test("a missing file and a file of another kind")
  func unreadable() throws {
    #expect(throws: NEPFileError.unreadable(file: "/nowhere/nep.txt", reason: "there is no such file")) {
      try NEPFile.read("/nowhere/nep.txt")
    }
    let folder = try TemporaryFolder()
    try "hello\n".write(toFile: folder.path("a"), atomically: true, encoding: .utf8)
    #expect(!NEPFile.isPotential(folder.path("a")))
    #expect(NEPFile.isPotential(try GoldenNEP("nep5_l4_2_0").path))
  }

  @Test("a repulsion beyond the angular cutoff, where engines would cut it")
  func longRepulsion() throws {
    let name = "nep4_l4_2_1_typewise_zbl"
    let folder = try TemporaryFolder()
    let edited = try text(name).replacing("zbl 1 2", with: "zbl 1 3.9", maxReplacements: 1)
    try edited.write(toFile: folder.path("nep.txt"), atomically: true, encoding: .utf8)
    #expect(throws: NEPFileError.self) { try NEPFile.read(folder.path("nep.txt")) }
  }
}
