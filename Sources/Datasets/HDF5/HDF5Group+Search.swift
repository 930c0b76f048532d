import HDF5

extension HDF5Group {
  /// The names of the groups inside, in alphabetical order.
  func groupNames() throws -> [String] { try memberNames().filter { try kind(of: $0) == .group } }

  /// The first group inside, by the alphabet.
  func firstGroup() throws -> HDF5Group? {
    for name in try memberNames() where try kind(of: name) == .group { return try group(name) }
    return nil
  }

  /// Whether it has all members of these names.
  func has(_ names: String...) throws -> Bool { try names.allSatisfy { try kind(of: $0) != nil } }

  /// The text in an attribute, if there is one.
  func text(_ attributeName: String) throws -> String? {
    guard let attribute = try attribute(attributeName), attribute.isText else { return nil }
    return try attribute.readStrings().first
  }

  /// The paths, relative to this group, of the groups at any depth that fulfill a condition.
  ///
  /// Groups inside such a group are not looked at. Links in circles end at the greatest depth.
  ///
  /// - Parameter isWanted: Is given a group and the names of its members.
  func search(_ isWanted: (HDF5Group, [String]) throws -> Bool) throws -> [String] {
    var found: [String] = []
    try search("", depth: 0, &found, isWanted)
    return found
  }

  /// No layout nests frames deeper; libhdf5 itself follows links without end.
  private static let greatestDepth = 16

  private func search(
    _ path: String, depth: Int, _ found: inout [String],
    _ isWanted: (HDF5Group, [String]) throws -> Bool
  ) throws {
    let members = try memberNames()
    if try isWanted(self, members) {
      found.append(path)
    } else if depth < HDF5Group.greatestDepth {
      for name in members where try kind(of: name) == .group {
        try group(name).search(
          path.isEmpty ? name : path + "/" + name, depth: depth + 1, &found, isWanted)
      }
    }
  }
}

extension [String] {
  /// Names that end in a number, in the order of the numbers: `config_2` before `config_10`.
  func sortedByNumber() -> [String] {
    func number(_ name: String) -> Int {
      Int(String(name.reversed().prefix(while: \.isNumber).reversed())) ?? -1
    }
    return map { ($0, number($0)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }
}
