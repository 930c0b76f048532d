internal import Atomistics
internal import Potentials

/// The contents of `input.nn`: everything but the numbers of scaling and weights.
struct N2P2Input {
  /// The architecture in Å and eV.
  var architecture: ACSFArchitecture
  /// The energy of each element in the units of the file.
  var atomEnergies: [Double]
  /// The mean energy of an atom that normalization subtracts, in the units of the file.
  var meanEnergy: Double
  /// The factor by which normalization multiplies energies.
  var energyFactor: Double
  /// The units of the file.
  var units: N2P2Units

  /// Reads and checks a file.
  ///
  /// - Parameter units: The units of the file; `nil` takes those that its comment states, else bohr and hartree.
  init(_ path: String, units: N2P2Units?) throws {
    let lines = try N2P2Lines(path)
    self.units = units ?? N2P2Units.all.first { lines.comments.contains("units: \($0.name)") } ?? .atomic
    let table = try N2P2KeywordTable(lines)
    if let type = table.single["nnp_type"], !["2G-HDNNP", "2G", "0"].contains(type.words[1]) {
      throw type.invalid("the type is \(type.words[1]); only 2G-HDNNP is supported, without charges")
    }
    let elements = try table.elements()
    let normalization = try table.normalization()
    meanEnergy = normalization.mean
    energyFactor = normalization.energy
    atomEnergies = try table.atomEnergies(elements)
    let hidden = try table.hiddenLayers()
    do {
      architecture = try ACSFArchitecture(
        functions: table.functions(elements, length: self.units.length),
        cutoffFunction: table.cutoffFunction(), scaling: table.scaling(), hiddenLayers: hidden,
        activations: table.activations(layers: hidden.count),
        normalizesLayers: table.single["normalize_nodes"] != nil)
    } catch let error as ACSFError {
      throw N2P2Error.invalidFile(file: path, problem: error.description)
    }
  }
}
