import Atomistics
import Datasets
import HDF5
import TestSupport
import Testing

/// Hessians come out as 3N × 3N in every form that they lie in.
@Suite struct HessianFormTests {
  static let configurations = [Samples.water(1), Samples.water(3)].map(\.configuration)

  /// How 9N² numbers of a Hessian are put into a file.
  enum Form: String, CaseIterable, Sendable {
    case square, flat, atomAxis, atomPairs, lowerTriangle

    func shape(_ atoms: Int) -> [Int] {
      let size = 3 * atoms
      return switch self {
      case .square: [size, size]
      case .flat: [size * size]
      case .atomAxis: [atoms, 3, atoms, 3]
      case .atomPairs: [atoms, atoms, 3, 3]
      case .lowerTriangle: [size * (size + 1) / 2]
      }
    }

    func stored(_ hessian: [Double], _ atoms: Int) -> [Double] {
      let size = 3 * atoms
      switch self {
      case .square, .flat, .atomAxis:
        return hessian
      case .lowerTriangle:
        return (0..<size).flatMap { row in (0...row).map { hessian[row * size + $0] } }
      case .atomPairs:
        var blocks: [Double] = []
        for first in 0..<atoms {
          for second in 0..<atoms {
            for row in 0..<3 {
              for column in 0..<3 { blocks.append(hessian[(3 * first + row) * size + 3 * second + column]) }
            }
          }
        }
        return blocks
      }
    }
  }

  private func write(_ path: String, _ shape: [Int], _ hessians: [Double]) throws {
    try Samples.writeTorchANI(path, skipping: ["species", "coordinates", "energies", "forces"]) { group in
      let positions = HessianFormTests.configurations.flatMap(\.positions).flatMap { [$0.x, $0.y, $0.z] }
      try group.write([8, 1, 1], to: "species")
      try group.write(positions, to: "coordinates", shape: [2, 3, 3])
      try group.write(hessians, to: "hessians", shape: [2] + shape).setAttribute("units", "eV/angstrom^2")
    }
  }

  /// Three atoms are the hard case: (N, 3, N, 3) and (N, N, 3, 3) are one shape, told apart by the numbers.
  @Test(arguments: Form.allCases) func threeAtoms(_ form: Form) throws {
    let folder = try TemporaryFolder()
    let exact = HessianFormTests.configurations.map { SpringModel($0).labels.hessian ?? [] }
    try write(folder.path("a.h5"), form.shape(3), exact.flatMap { form.stored($0, 3) })
    let frames = try DatasetFile(path: folder.path("a.h5")).readAll()
    #expect(frames.map(\.labels.hessian) == exact)
  }

  @Test func numbersThatDoNotTellAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    // Neither order makes these symmetric.
    try write(path, [3, 3, 3, 3], (0..<162).map { Double(($0 * 7919) % 101) })
    #expect(throws: DatasetError.ambiguousHessian(file: path, group: "/003", row: 0)) {
      try DatasetFile(path: path).readAll()
    }
  }

  @Test(arguments: Form.allCases) func missingHessiansStayMissing(_ form: Form) throws {
    let folder = try TemporaryFolder()
    let exact = HessianFormTests.configurations.map { SpringModel($0).labels.hessian ?? [] }
    let missing = form.stored(exact[0], 3).map { _ in Double.nan }
    try write(folder.path("a.h5"), form.shape(3), missing + form.stored(exact[1], 3))
    let file = try DatasetFile(path: folder.path("a.h5"))
    #expect(try file.readAll().map(\.labels.hessian) == [nil, exact[1]])
    #expect(try file.census().labels[.hessian] == 1)
  }
}
