import Foundation

/// How the 9N² numbers of a Hessian lie in a file; all are in order of 3·atom + axis and not mass-weighted.
enum HessianForm: Hashable, Sendable {
  /// (3N, 3N), (N, 3, N, 3) or flat: rows one after the other.
  case square
  /// (N, N, 3, 3): a 3×3 block for each pair of atoms.
  case atomPairs
  /// The lower triangle, row after row, as Gaussian's formatted checkpoint files have it.
  case lowerTriangle

  /// The forms that a shape may be of; two for three atoms, where (N, 3, N, 3) and (N, N, 3, 3) coincide.
  static func candidates(shape: [Int], atoms: Int) -> [HessianForm] {
    let size = 3 * atoms
    var forms: [HessianForm] = []
    if shape == [size, size] || shape == [size * size] || shape == [atoms, 3, atoms, 3] {
      forms.append(.square)
    }
    if shape == [atoms, atoms, 3, 3] { forms.append(.atomPairs) }
    if shape == [size * (size + 1) / 2] && size > 1 { forms.append(.lowerTriangle) }
    return forms
  }

  /// The shapes that are accepted, for messages.
  static func expectation(atoms: Int) -> String {
    "\([3 * atoms, 3 * atoms]), \([atoms, 3, atoms, 3]) or \([atoms, atoms, 3, 3]), flat, or a packed lower triangle"
  }

  /// How many numbers a Hessian has in this form.
  func count(atoms: Int) -> Int {
    self == .lowerTriangle ? 3 * atoms * (3 * atoms + 1) / 2 : 9 * atoms * atoms
  }

  /// A Hessian as (3N, 3N) in row order.
  func squared(_ values: ArraySlice<Double>, atoms: Int) -> [Double] {
    let size = 3 * atoms
    let start = values.startIndex
    switch self {
    case .square:
      return Array(values)
    case .atomPairs:
      return (0..<size * size).map { index in
        let (row, column) = (index / size, index % size)
        let pair = row / 3 * atoms + column / 3
        return values[start + 9 * pair + 3 * (row % 3) + column % 3]
      }
    case .lowerTriangle:
      return (0..<size * size).map { index in
        let (row, column) = (max(index / size, index % size), min(index / size, index % size))
        return values[start + row * (row + 1) / 2 + column]
      }
    }
  }

  /// The one of several forms in which a Hessian is symmetric and obeys the translation sum rule
  /// Σ_j H(ia, jb) = 0, or `nil` when the numbers do not tell.
  ///
  /// The wrong form breaks both by the size of the largest element, so a factor of ten decides. Forms that
  /// give the same matrix are equally right.
  static func decide(
    among forms: [HessianForm], _ values: ArraySlice<Double>, atoms: Int
  ) -> HessianForm? {
    guard forms.count > 1 else { return forms.first }
    let matrices = forms.map { $0.squared(values, atoms: atoms) }
    if matrices.allSatisfy({ $0 == matrices[0] }) { return forms[0] }
    let violations = matrices.map { violation($0, size: 3 * atoms) }
    guard let best = violations.indices.min(by: { violations[$0] < violations[$1] }) else { return nil }
    let isClear = violations.indices.allSatisfy { $0 == best || violations[$0] > 10 * violations[best] }
    return isClear ? forms[best] : nil
  }

  /// The largest violation of the symmetry or the sum rule.
  private static func violation(_ matrix: [Double], size: Int) -> Double {
    var largest = 0.0
    for row in 0..<size {
      for column in 0..<row {
        largest = max(largest, abs(matrix[row * size + column] - matrix[column * size + row]))
      }
      for axis in 0..<3 {
        let sum = stride(from: axis, to: size, by: 3).reduce(0) { $0 + matrix[row * size + $1] }
        largest = max(largest, abs(sum))
      }
    }
    return largest
  }
}
