/// One frame of an extended XYZ file, to be written: a configuration with columns and fields of one's own.
///
/// Numbers have as many digits as it takes to read back the same bits.
public struct ExtendedXYZFrame: Sendable {
  /// The atoms, positions in Å.
  public let configuration: Configuration

  private var columns: [(name: String, values: [[Double]])] = []
  private var fields: [(name: String, value: String)] = []

  /// A frame of nothing but elements, positions and cell.
  public init(_ configuration: Configuration) { self.configuration = configuration }

  /// Adds a column with one number an atom.
  public mutating func add(column name: String, _ values: [Double]) {
    add(column: name, rows: values.map { [$0] })
  }

  /// Adds three columns with one vector an atom.
  public mutating func add(column name: String, _ values: [SIMD3<Double>]) {
    add(column: name, rows: values.map { [$0.x, $0.y, $0.z] })
  }

  private mutating func add(column name: String, rows: [[Double]]) {
    precondition(rows.count == configuration.count, "one row for each atom")
    columns.append((name, rows))
  }

  /// Adds a number to the line of the frame.
  public mutating func add(field name: String, _ value: Double) { fields.append((name, "\(value)")) }

  /// Adds a whole number to the line of the frame.
  public mutating func add(field name: String, _ value: Int) { fields.append((name, "\(value)")) }

  /// Adds words to the line of the frame.
  public mutating func add(field name: String, _ value: String) {
    let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0.isNewline ? " " : "\($0)" }
    fields.append((name, "\"\(escaped.joined())\""))
  }

  /// The lines of the frame, each with its end.
  public var text: String {
    var text = "\(configuration.count)\n\(comment)\n"
    for atom in 0..<configuration.count {
      let position = configuration.positions[atom]
      let numbers = [position.x, position.y, position.z] + columns.flatMap { $0.values[atom] }
      text += configuration.elements[atom].symbol
      for number in numbers { text += " \(number)" }
      text += "\n"
    }
    return text
  }

  /// The second line: lattice, columns, periodicity and fields.
  private var comment: String {
    var words: [String] = []
    if let cell = configuration.cell {
      words.append("Lattice=\"\(cell.vectors.elements.map { "\($0)" }.joined(separator: " "))\"")
    }
    let own = columns.filter { !$0.values.isEmpty }.map { ":\($0.name):R:\($0.values[0].count)" }
    words.append("Properties=species:S:1:pos:R:3" + own.joined())
    let periodicity = (configuration.cell?.periodicity ?? [false, false, false]).map { $0 ? "T" : "F" }
    words.append("pbc=\"\(periodicity.joined(separator: " "))\"")
    return (words + fields.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
  }
}
