internal import Atomistics
internal import Foundation
public import Potentials

/// The files `input.nn`, `scaling.data` and `weights.NNN.data` of n2p2 in one folder.
public enum N2P2Set {
  /// Reads and checks a set of files: every count, every keyword.
  ///
  /// - Parameter units: The units of the files; `nil` takes what the comment `# units:` of `input.nn` states, else
  ///   bohr and hartree.
  /// - Throws: `N2P2Error` with the file, the line and the problem.
  public static func read(_ folder: String, units: N2P2Units? = nil) throws -> ACSFPotential {
    let input = try N2P2Input(path("input.nn", in: folder), units: units)
    let scaling = path("scaling.data", in: folder)
    let ranges = try N2P2Numbers.readScaling(scaling, for: input.architecture)
    var potential: ACSFPotential
    do {
      potential = try ACSFPotential(
        input.architecture, featureRanges: ranges,
        referenceEnergies: input.atomEnergies.map { ($0 + input.meanEnergy) * input.units.energy },
        energyScale: input.units.energy / input.energyFactor)
    } catch let error as ACSFError {
      throw N2P2Error.invalidFile(file: scaling, problem: error.description)
    }
    potential.parameters = try potential.elements.flatMap { element in
      let blocks = potential.parameterBlocks.filter { $0.name.hasSuffix("/\(element.symbol)") }
      return try N2P2Numbers.readWeights(
        path(N2P2Numbers.weightsName(element.atomicNumber), in: folder),
        count: blocks.reduce(0) { $0 + $1.range.count })
    }
    return potential
  }

  /// Whether a path is a folder with an `input.nn`.
  public static func isSet(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: path("input.nn", in: folder))
  }

  /// Whether a path is a folder, which no other form of a potential is.
  public static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func path(_ name: String, in folder: String) -> String {
    URL(fileURLWithPath: folder).appendingPathComponent(name).path
  }
}
