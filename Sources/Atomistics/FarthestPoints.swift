/// Points chosen one after the other, each as far as possible from those chosen before.
///
/// Any number of the first points covers all of them to within twice the best possible distance (Gonzalez 1985,
/// doi:10.1016/0304-3975(85)90224-5).
public enum FarthestPoints {
  /// The places of the points chosen, in order.
  ///
  /// Cost: O(points × chosen × dimension).
  ///
  /// - Parameters:
  ///   - points: Rows of `dimension` numbers.
  ///   - first: The place of the first point.
  public static func choose(_ count: Int, from points: [Float], dimension: Int, first: Int) -> [Int] {
    precondition(dimension > 0 && points.count.isMultiple(of: dimension), "rows of `dimension` numbers")
    let total = points.count / dimension
    guard count > 0, total > 0 else { return [] }
    var distances = [Float](repeating: .infinity, count: total)
    var chosen = [first]
    while chosen.count < min(count, total) {
      let last = chosen[chosen.count - 1]
      // A point once chosen never comes again, however many are equal.
      distances[last] = -.infinity
      var farthest = first
      for point in 0..<total where distances[point] > -.infinity {
        var squared: Float = 0
        for k in 0..<dimension {
          let difference = points[point * dimension + k] - points[last * dimension + k]
          squared += difference * difference
        }
        distances[point] = min(distances[point], squared)
        if distances[point] > distances[farthest] { farthest = point }
      }
      chosen.append(farthest)
    }
    return chosen
  }
}
