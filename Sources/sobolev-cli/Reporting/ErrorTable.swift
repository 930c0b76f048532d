/// Mean absolute errors on several sets, one a line; columns without any figure are left out.
struct ErrorTable {
  /// The errors on one set.
  struct Row {
    let set: String
    let structures: Int
    /// Per atom in meV.
    let energy: Double?
    /// In meV/Å.
    let force: Double?
    /// Per atom in meV.
    let virial: Double?
    /// In eV/Å².
    let hessian: Double?
    /// In cm⁻¹.
    let frequency: Double?
  }

  let rows: [Row]

  private static var columns: [(title: String, figure: KeyPath<Row, Double?>)] {
    [
      ("meV/atom", \.energy), ("meV/Å", \.force), ("virial meV/atom", \.virial), ("Hessian eV/Å²", \.hessian),
      ("frequencies cm⁻¹", \.frequency),
    ]
  }

  /// The lines of a plain report; none without sets.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let columns = Self.columns.filter { column in rows.contains { $0[keyPath: column.figure] != nil } }
    var table = TextTable(["mean absolute errors", "structures"] + columns.map(\.title))
    for row in rows {
      table.add([row.set, row.structures.grouped] + columns.map { row[keyPath: $0.figure]?.brief ?? "-" })
    }
    return table.lines
  }
}
