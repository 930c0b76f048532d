import ArgumentParser
import Sobolev

/// The formats that potentials are exported to.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  /// One text file for GPUMD, NEP_CPU, LAMMPS and calorine.
  case nep
  /// A folder of files for CP2K, LAMMPS and n2p2.
  case n2p2

  /// The family that the format holds exactly.
  var family: PotentialFamily {
    switch self {
    case .nep: .nep
    case .n2p2: .acsf
    }
  }
}

/// Why a potential cannot be exported.
enum ExportError: Error, Equatable, CustomStringConvertible {
  case needsDistillation(family: PotentialFamily, format: ExportFormat, withoutPlace: [String])
  case unknownDialect(String, format: ExportFormat, known: [String])
  case noStructures(potential: String)
  case differs(quantity: String, deviation: Double, allowed: Double)
  case folderExists(String)

  var description: String {
    switch self {
    case .needsDistillation(let family, let format, let withoutPlace):
      "\(family.withArticle) cannot be written as \(format.rawValue): the forms differ"
        + (withoutPlace.isEmpty
          ? "" : ", and files of \(format.rawValue) have no place for \(withoutPlace.joined(separator: ", "))")
        + ". Add --distill to train \(format.family.withArticle) on its energies, forces and Hessians, or fit one "
        + "with 'sobolev fit --family \(format.family.rawValue)'"
    case .unknownDialect(let name, let format, let known):
      "'\(name)' is no dialect of \(format.rawValue); known are \(known.joined(separator: ", "))"
    case .noStructures(let potential):
      "\(potential): the training data that it names are not there; give structures to compare on with --structures"
    case .differs(let quantity, let deviation, let allowed):
      "the exported potential gives another \(quantity) when it is read back: the largest deviation is "
        + "\(deviation.brief), more than \(allowed.brief); nothing was saved"
    case .folderExists(let path):
      "\(path): exists; add --overwrite to replace the files of an earlier export, or choose another folder"
    }
  }
}
