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
  /// Groups inside such a group are not looked at.
  ///
  /// - Parameter isWanted: Is given a group and the names of its members.
  /// - Throws: `DatasetError.storage` where links to the same groups make more paths than the file could have groups:
  ///   sixteen groups with ten links to the next have 10¹⁶.
  func search(_ isWanted: (HDF5Group, [String]) throws -> Bool) throws -> [String] {
    var found: [String] = []
    var budget = fileSize / HDF5Group.leastSize
    try search("", depth: 0, &budget, &found, isWanted)
    return found
  }

  /// The bytes that a group takes at least: the header of an object and its link.
  private static let leastSize = 32

  /// No layout nests frames deeper; libhdf5 itself follows links without end.
  private static let greatestDepth = 16

  private func search(
    _ path: String, depth: Int, _ budget: inout Int, _ found: inout [String],
    _ isWanted: (HDF5Group, [String]) throws -> Bool
  ) throws {
    budget -= 1
    guard budget >= 0 else {
      throw DatasetError.storage("\(file): its groups are linked to so often that they are not searched; remove the links")
    }
    let members = try memberNames()
    if try isWanted(self, members) {
      found.append(path)
    } else if depth < HDF5Group.greatestDepth {
      for name in members where try kind(of: name) == .group {
        try group(name).search(
          path.isEmpty ? name : path + "/" + name, depth: depth + 1, &budget, &found, isWanted)
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
