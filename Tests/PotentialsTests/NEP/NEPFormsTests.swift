import Atomistics
import Potentials
import Testing

@Suite("NEP: forms of the same potential")
struct NEPFormsTests {
  private func energies(_ potential: NEPPotential) throws -> ([Double], [SIMD3<Double>]) {
    let symbols = potential.elements.map(\.symbol)
    let result = try potential.evaluate([
      Samples.configuration(symbols, count: 7, edge: 4, periodic: false, seed: 31),
      Samples.configuration(symbols, count: 6, edge: 4, periodic: true, seed: 32),
    ])
    return (result.atomEnergies, result.forces)
  }

  private func expectEqual(_ a: NEPPotential, _ b: NEPPotential, tolerance: Double) throws {
    let (first, second) = (try energies(a), try energies(b))
    let scale = max(1, size(first.1))
    for (x, y) in zip(first.0, second.0) { #expect(abs(x - y) < tolerance * scale) }
    #expect(deviation(first.1, second.1) < tolerance * scale)
  }

  @Test("the form of files", arguments: NEPSubject.all)
  func fileForm(subject: NEPSubject) throws {
    let form = subject.potential.fileForm
    #expect(form.energyScale == 1 && form.featureMeans.allSatisfy { $0 == 0 })
    #expect(subject.potential.hyperparameters.version != .nep5 || form.referenceEnergies.allSatisfy { $0 == 0 })
    try expectEqual(form, subject.potential, tolerance: 1e-12)
  }

  @Test("single precision changes energies by its rounding", arguments: NEPSubject.all)
  func engineForm(subject: NEPSubject) throws {
    let form = subject.potential.engineForm
    #expect(form.parameters.allSatisfy { Double(Float($0)) == $0 })
    try expectEqual(form, subject.potential, tolerance: 1e-5)
  }

  @Test(
    "versions 4 and 5", arguments: NEPSubject.all,
    [NEPHyperparameters.Version.nep4, .nep5])
  func conversion(subject: NEPSubject, version: NEPHyperparameters.Version) throws {
    let converted = try subject.potential.converted(to: version)
    #expect(converted.hyperparameters.version == version)
    try expectEqual(converted, subject.potential, tolerance: 1e-12)
  }

  @Test("version 3 has one network for all elements")
  func thirdVersion() throws {
    #expect(throws: NEPError.self) { try NEPSubject.all[0].potential.converted(to: .nep3) }
  }
}
