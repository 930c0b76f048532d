/// Tables of a comparison in Markdown.
struct Table {
  let comparison: Comparison
  /// The treatment that the others are measured by.
  let reference: String

  /// Errors on one test set, with their spread over the seeds.
  func errors(on set: String) -> String {
    var lines = [
      "| frames | fit | " + Quantity.allCases.map(\.title).joined(separator: " | ") + " | epochs | CPU s | seeds |",
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    forEachFit { frames, treatment in
      guard let effort = comparison.effort(treatment, frames) else { return }
      let cells = Quantity.allCases.map { quantity in
        comparison.error(treatment, frames, set, quantity).map {
          StudyNumbers.short($0.mean) + " ± " + StudyNumbers.short($0.deviation)
        } ?? ""
      }
      lines.append(
        "| \(frames) | \(treatment) | " + cells.joined(separator: " | ")
          + " | \(Int(effort.epochs)) | \(StudyNumbers.short(effort.seconds)) | \(effort.seeds) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Changes of all errors against the reference, in all test sets.
  var changes: String {
    let columns = comparison.sets.flatMap { set in
      Quantity.allCases.map { "\(set): \($0.title.prefix { $0 != "," })" }
    }
    var lines = [
      "| frames | fit | " + columns.joined(separator: " | ") + " |",
      "| --- | --- |" + String(repeating: " --- |", count: columns.count),
    ]
    forEachFit { frames, treatment in
      guard treatment != reference else { return }
      let cells = comparison.sets.flatMap { set in
        Quantity.allCases.map { quantity in
          comparison.ratio(treatment, to: reference, frames, set, quantity)
            .map { StudyNumbers.change($0.mean) } ?? ""
        }
      }
      guard cells.contains(where: { !$0.isEmpty }) else { return }
      lines.append("| \(frames) | \(treatment) | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func forEachFit(_ body: (Int, String) -> Void) {
    for frames in comparison.frames {
      for treatment in comparison.treatments { body(frames, treatment) }
    }
  }
}
