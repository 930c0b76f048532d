import Foundation
import HDF5
import Interchange
import TestSupport
import Testing

@Suite struct DamagedPotentialFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("p.h5")
    try PotentialFile.write(makeContents(), to: path)
  }

  /// What reading says, with the path replaced by FILE.
  private func message() -> String {
    do {
      _ = try PotentialFile.read(path)
      return "no error"
    } catch {
      return "\(error)".replacing(path, with: "FILE")
    }
  }

  @Test func anUntouchedCopyIsFine() throws {
    try rewrite(path, changing: "nothing", to: .remove)
    #expect(message() == "no error")
  }

  @Test(arguments: [
    (
      "/@format_version", Edit.integer(2),
      "written in format version 2, but this program reads up to version 1; use a newer program"
    ),
    (
      "/@format_version", .integer(0),
      "attribute format_version of / is 0; the file is damaged or was edited"
    ),
    (
      "/@family", .text("oracle"),
      "potentials of the family 'oracle' are not known; use a newer program"
    ),
    (
      "/@format", .text("else"),
      "this HDF5 file is not a potential; give the potential.h5 that 'sobolev fit' wrote"
    ),
    (
      "/@format", .remove,
      "this HDF5 file is not a potential; give the potential.h5 that 'sobolev fit' wrote"
    ),
    (
      "/hyperparameters@cutoff", .number(-1),
      "attribute cutoff of /hyperparameters is -1.0, but must be above 0.5 and at most 20 Å; the file is "
        + "damaged or was edited"
    ),
    (
      "/hyperparameters@cutoff", .number(.nan),
      "attribute cutoff of /hyperparameters is nan; the file is damaged or was edited"
    ),
    (
      "/hyperparameters@maximum_degree", .integers([2, 3]),
      "attribute maximum_degree of /hyperparameters has 2 values where one belongs; the file is damaged "
        + "or was edited"
    ),
    (
      "/hyperparameters@hidden_layers", .integers([6, 3]),
      "/parameters/layer0/weights/H has the shape [5, 10] where [6, 10] belongs; the file is damaged or "
        + "was edited"
    ),
    (
      "/scaling@energy_scale", .remove,
      "there is no attribute energy_scale of /scaling; the file is damaged or was not written by this "
        + "program"
    ),
    (
      "/provenance@seed", .text("many"),
      "attribute seed of /provenance is 'many'; the file is damaged or was edited"
    ),
    (
      "/provenance/data_file_0@role", .text("holiday"),
      "attribute role of /provenance/data_file_0 is 'holiday'; the file is damaged or was edited"
    ),
    ("/parameters/layer0/biases/H", .remove, "there is no dataset /parameters/layer0/biases/H"),
    (
      "/parameters/layer0/biases/H", .numbers([1, 2, .infinity, 4, 5]),
      "/parameters/layer0/biases/H has the value inf at 2; the file is damaged or was edited"
    ),
    (
      "/elements", .integers([1, 1]),
      "/elements must be different atomic numbers from 1 to 118, but is [1, 1]; the file is damaged or "
        + "was edited"
    ),
    (
      "/elements", .integers([1, 300]),
      "/elements must be different atomic numbers from 1 to 118, but is [1, 300]; the file is damaged or "
        + "was edited"
    ),
    (
      "/repulsion_radii", .numbers([0, 1, 2, 0]),
      "/repulsion_radii must be symmetric and not negative; the file is damaged or was edited"
    ),
    (
      "/single_atoms/neighbors", .numbers([1, -2]),
      "/single_atoms/neighbors must not be negative; the file is damaged or was edited"
    ),
    (
      "/training_range@pairs", .texts(["H-Xx", "H-O", "O-O"]),
      "attribute pairs of /training_range holds 'H-Xx'; the file is damaged or was edited"
    ),
    (
      "/training_range@smallest_distances", .numbers([1.3, -1, 2.4]),
      "attribute smallest_distances of /training_range holds -1.0 for H-O; the file is damaged or was "
        + "edited"
    ),
    (
      "/training_range@energy_per_atom", .numbers([2, 1]),
      "attribute energy_per_atom of /training_range is [2.0, 1.0]; the file is damaged or was edited"
    ),
  ])
  func wrongContentsAreNamed(_ object: String, _ edit: Edit, _ expected: String) throws {
    try rewrite(path, changing: object, to: edit)
    #expect(message() == "FILE: " + expected)
  }

  @Test func textIsNotAPotential() throws {
    try Data("cutoff = 5\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(
      message()
        == "FILE: not an HDF5 file; check that it is the right file and was copied completely")
  }

  @Test(arguments: [0.2, 0.6, 0.99])
  func aTruncatedFileIsRefused(_ share: Double) throws {
    let data = try #require(FileManager.default.contents(atPath: path))
    try data.prefix(Int(Double(data.count) * share)).write(to: URL(fileURLWithPath: path))
    #expect(message().hasPrefix("FILE: cannot open: the file is shorter than it should be"))
  }

  @Test func aMissingFileIsNamed() throws {
    try FileManager.default.removeItem(atPath: path)
    #expect(message() == "FILE: no such file; check the path")
  }
}
