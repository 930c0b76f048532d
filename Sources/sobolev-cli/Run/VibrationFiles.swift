import Foundation
import Sobolev

/// What `sobolev vibrations` leaves in its folder.
enum VibrationFiles {
  /// The files by name.
  static func all(
    _ analysis: VibrationalAnalysis, report: VibrationReport
  ) throws -> [(name: String, text: String)] {
    var structure = ExtendedXYZFrame(analysis.configuration)
    structure.add(field: "energy", analysis.energy)
    let modes = analysis.modes
    let digits = "\(max(modes.count, 1))".count
    let films = zip(0..<modes.count, modes.wavenumbers).map { mode, wavenumber in
      (
        name: "modes/mode-" + String(format: "%0\(digits)d", mode + 1) + ".xyz",
        text: ModeAnimation(of: mode, in: modes, configuration: analysis.configuration)
          .text(wavenumber: wavenumber)
      )
    }
    let rows = report.wavenumbers.indices.map {
      "\($0 + 1),\(report.wavenumbers[$0]),\(report.reducedMasses[$0])\n"
    }
    return [
      ("vibrations.json", try JSONOutput.text(report) + "\n"),
      ("frequencies.csv", "mode,frequency_cm1,reduced_mass_amu\n" + rows.joined()),
      ("structure.xyz", structure.text),
    ] + films
  }
}
