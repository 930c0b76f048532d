/// The names that programs give to the same quantity in extended XYZ; compared without regard to case.
///
/// ASE writes `energy`, `free_energy`, `forces` and `stress`; GPUMD `energy`, `force` and `virial`; MACE and
/// its scripts put `REF_` in front, CASTEP and QUIP data `dft_`.
struct ExtendedXYZKeys: Sendable {
  var energies = ["energy", "dft_energy", "ref_energy"]
  var forces = ["forces", "force", "dft_forces", "dft_force", "ref_forces", "ref_force"]
  var virials = ["virial", "virials", "dft_virial", "ref_virial", "ref_virials"]
  /// Positive under tension.
  var stresses = ["stress", "dft_stress", "ref_stress"]
  var hessians = ["hessian", "dft_hessian", "ref_hessian"]

  /// Where nothing else says the energy: ASE's name for the one that forces are the derivative of.
  static let lastEnergy = "free_energy"
  static let weights = ["config_weight", "weight"]
  static let identifiers = ["name", "config_type"]

  /// The names that the user chose, where there are any.
  init(_ chosen: DatasetKeys? = nil) {
    guard let chosen else { return }
    energies = chosen.energies.map { [$0.lowercased()] } ?? []
    forces = chosen.forces.map { [$0.lowercased()] } ?? []
    virials = chosen.virials.map { [$0.lowercased()] } ?? []
    stresses = chosen.stresses.map { [$0.lowercased()] } ?? []
    hessians = chosen.hessians.map { [$0.lowercased()] } ?? []
  }
}
