/// Tables of a comparison in Markdown.
struct Table {
  let comparison: Comparison
  /// The treatment that the others are measured by.
  let reference: String

  /// Errors on one test set with their spread over the seeds, and their mean changes against the reference.
  func errors(on set: String) -> String {
    let quantities = comparison.quantities(of: set)
    var lines = header(["frames", "seeds", "fit"] + quantities.map(\.title))
    for frames in comparison.frames {
      for treatment in comparison.treatments {
        guard let effort = comparison.effort(treatment, frames) else { continue }
        let cells = quantities.map { errorCell($0, treatment, frames, set) }
        lines.append(row(["\(frames)", "\(effort.seeds)", treatment] + cells))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Mean changes of energy, force and Hessian errors against the reference by the number of frames.
  func changes(on set: String) -> String {
    let quantities: [Quantity] = [.energy, .force, .hessian]
    var lines = header(["E / F / H"] + comparison.frames.map { "\($0) frames" })
    for treatment in comparison.treatments where treatment != reference {
      let cells = comparison.frames.map { frames in
        quantities.compactMap { quantity in
          comparison.ratio(treatment, to: reference, frames, set, quantity).map { StudyNumbers.change($0.mean) }
        }.joined(separator: " / ")
      }
      lines.append(row([treatment] + cells))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Mean numbers of epochs and processor seconds.
  var effort: String {
    var lines = header(["epochs, CPU s"] + comparison.frames.map { "\($0) frames" })
    for treatment in comparison.treatments {
      let cells = comparison.frames.map { frames in
        comparison.effort(treatment, frames).map { "\(Int($0.epochs)), \(StudyNumbers.short($0.seconds))" } ?? ""
      }
      lines.append(row([treatment] + cells))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `17.1 ± 15.0 (−74 %)`, without what there is not.
  private func errorCell(_ quantity: Quantity, _ treatment: String, _ frames: Int, _ set: String) -> String {
    guard let error = comparison.error(treatment, frames, set, quantity) else { return "" }
    var cell = quantity.text(error.mean)
    if error.count > 1 { cell += " ± " + quantity.text(error.deviation) }
    guard treatment != reference,
      let ratio = comparison.ratio(treatment, to: reference, frames, set, quantity)
    else { return cell }
    return cell + " (" + StudyNumbers.change(ratio.mean) + ")"
  }

  private func header(_ titles: [String]) -> [String] { [row(titles), row(titles.map { _ in "---" })] }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
