public import Potentials

extension N2P2Dialect {
  /// Checks that a potential can be written.
  ///
  /// CP2K's reader was tried out on version 2023.1; what it ignores without a word is refused here.
  ///
  /// - Parameter units: The units of the files.
  /// - Throws: `N2P2Error.notInDialect` with the reason.
  public func check(_ potential: ACSFPotential, units: N2P2Units = .atomic) throws {
    if potential.architecture.activations.last != .identity {
      throw refused("the output has an activation; only l (none) lets the energy unit be part of the last layer")
    }
    guard self == .cp2k else { return }
    guard units == .atomic else { throw refused("CP2K takes all numbers as bohr and hartree") }
    let architecture = potential.architecture
    guard [.cosine, .hyperbolicTangent].contains(architecture.cutoffFunction.kind) else {
      throw refused(
        "the cutoff function is of type \(architecture.cutoffFunction.kind.rawValue), and CP2K has only 1 and 2")
    }
    guard architecture.cutoffFunction.innerFraction == 0 else {
      throw refused("CP2K ignores the inner cutoff fraction \(architecture.cutoffFunction.innerFraction)")
    }
    guard ![.none, .center].contains(architecture.scaling.kind) else {
      throw refused("CP2K needs symmetry functions scaled by their range or standard deviation")
    }
    for element in potential.elements {
      for (index, function) in (architecture.functions[element] ?? []).enumerated() {
        if let problem = Self.problemInCP2K(function) {
          throw refused("symmetry function \(index + 1) of \(element) \(problem)")
        }
      }
    }
    if architecture.activations.contains(.rectifier) {
      throw refused("CP2K does not have the activation r")
    }
    // Found by differences of CP2K's own energies: they are right with p, the forces are not.
    if architecture.activations.contains(.softplus) {
      throw refused("CP2K 2023.1 computes wrong forces with the activation p (softplus)")
    }
  }

  private func refused(_ problem: String) -> N2P2Error { .notInDialect(self, problem: problem) }

  private static func problemInCP2K(_ function: SymmetryFunction) -> String? {
    guard let type = function.type, [2, 3].contains(type) else {
      return "is of type \(function.type ?? 0), and CP2K has only 2 and 3"
    }
    if type == 3, case .gaussian(_, let center) = function.radial, center != 0 {
      return "is of type 3 with a center, which CP2K ignores"
    }
    return nil
  }
}
