internal import Foundation

/// The tables and plots of all fits.
struct Report {
  private let results: Results

  init(_ results: Results) { self.results = results }

  /// Writes one Markdown file, and a plot for every comparison and test set.
  func write(to folder: String) throws {
    var text: [String] = []
    for (part, treatments) in [
      ("supervision", Treatment.supervisions), ("regularisation", Treatment.regularizations),
    ] {
      for system in StudySystem.allCases {
        for budget in Budget.Kind.allCases {
          for noise in LabelNoise.levels {
            guard
              let comparison = Comparison(results, system, budget, noise, among: treatments.map(\.name)),
              comparison.treatments.count > 1
            else { continue }
            let name = [part, system.rawValue, budget.rawValue, noise.rawValue].joined(separator: "-")
            text.append(section(name, comparison))
            for set in comparison.sets {
              let file = "\(name)-\(set.replacingOccurrences(of: " ", with: "-")).svg"
              try write(LearningCurves(comparison, on: set).svg, to: "\(folder)/\(file)")
            }
          }
        }
      }
    }
    try write(text.joined(separator: "\n"), to: "\(folder)/results.md")
  }

  private func section(_ name: String, _ comparison: Comparison) -> String {
    let table = Table(comparison: comparison, reference: Treatment.forces.name)
    let parts = comparison.sets.map { set in
      "Errors on ‘\(set)’, changes against \(Treatment.forces.name)\n\n" + table.errors(on: set) + "\n"
        + table.changes(on: set)
    }
    return "## \(name)\n\n" + table.effort + "\n" + parts.joined(separator: "\n")
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
