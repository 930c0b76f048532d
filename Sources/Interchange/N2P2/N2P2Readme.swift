internal import Atomistics
internal import Potentials

/// The README beside the files of a set: how each program runs them.
struct N2P2Readme {
  private let potential: ACSFPotential
  private let dialect: N2P2Dialect
  private let units: N2P2Units

  init(_ potential: ACSFPotential, dialect: N2P2Dialect, units: N2P2Units) {
    self.potential = potential
    self.dialect = dialect
    self.units = units
  }

  /// The whole text.
  var text: String { introduction + (dialect == .cp2k ? cp2k : "") + others }

  private var elements: String { potential.elements.map(\.symbol).joined(separator: " ") }

  private var introduction: String {
    """
    # A neural-network potential for \(elements)

    Symmetry functions and networks in the files of n2p2, in units of \(units.name.replacing(" ", with: " and ")).
    Cutoff \(potential.cutoff) Å. Elements other than \(elements) are not known to it.


    """
  }

  /// A complete input; the coordinates are the user's.
  private var cp2k: String {
    let input = [
      CP2KInput.global(project: "run", task: "MD"),
      CP2KInput.dynamics(steps: 100, timeStep: 0.5, further: "TEMPERATURE 300"),
      CP2KInput.forceEvaluation(
        subsystem: """
          &CELL
            ABC 20 20 20
            PERIODIC XYZ
          &END CELL
          &TOPOLOGY
            COORD_FILE_FORMAT XYZ
            COORD_FILE_NAME structure.xyz
          &END TOPOLOGY
          """),
    ].map { CP2KInput.indented($0, by: 4) }.joined()
    return """
      ## CP2K

      `cp2k -i run.inp` in this folder, with the structure in `structure.xyz` and its cell in `ABC` (for a molecule alone a
      large box and `PERIODIC NONE`):
      \(input)

      `RUN_TYPE` may as well be `ENERGY_FORCE`, `GEO_OPT` or `VIBRATIONAL_ANALYSIS`.


      """
  }

  private var others: String {
    """
    ## LAMMPS (package ML-HDNNP), units metal

        pair_style hdnnp \(potential.cutoff + 1e-6) dir "./" showew no showewsum 1000 maxew 1000 resetew yes cflength \
    \(1 / units.length) cfenergy \(1 / units.energy)
        pair_coeff * * \(elements)

    Every extrapolation beyond the range of the training data is counted; 1000 of them end the run.

    ## n2p2

        nnp-predict 1

    predicts the structure in `input.data`, which must be in the units above.

    """
  }
}
