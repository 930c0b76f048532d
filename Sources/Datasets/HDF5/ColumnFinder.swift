/// Finds the datasets of a group by their names in a layout, and checks their shapes.
struct ColumnFinder {
  let group: any ArrayGroup
  let names: FrameNames
  let frameCount: Int
  private let members: Set<String>

  /// - Parameter frameCount: The number of frames; 1 where the datasets have no axis of frames.
  init(_ group: any ArrayGroup, names: FrameNames, frameCount: Int = 1) throws {
    self.group = group
    self.names = names
    self.frameCount = frameCount
    members = try Set(group.memberNames())
  }

  /// The one dataset that is there under these names, or `nil`. A name may lead into groups inside.
  func optional(_ candidates: [String]) throws -> (any StoredArray)? {
    let present = try candidates.filter { try isThere($0) }
    guard let name = present.first else { return nil }
    guard present.count == 1 else {
      throw DatasetError.ambiguous(file: group.file, group: group.path, names: present)
    }
    return try group.array(name)
  }

  private func isThere(_ name: String) throws -> Bool {
    guard let slash = name.firstIndex(of: "/") else { return members.contains(name) }
    return try members.contains(String(name[..<slash])) && group.contains(name)
  }

  func required(_ candidates: [String]) throws -> any StoredArray {
    guard let dataset = try optional(candidates) else {
      throw DatasetError.missingDataset(file: group.file, group: group.path, names: candidates)
    }
    return dataset
  }

  /// The dataset of a quantity that may be missing, or be the text "None", as MACE marks missing labels.
  ///
  /// - Parameters:
  ///   - forms: The shapes that the value of one frame may have.
  ///   - isShareable: Whether one value may belong to all frames.
  func column(
    _ candidates: [String], _ quantity: Quantity, forms: [[Int]], isShareable: Bool = false,
    isGradient: Bool = false
  ) throws -> FrameColumn? {
    guard let dataset = try optional(candidates), try !dataset.isNone() else { return nil }
    return try column(
      dataset, quantity, forms: forms, isShareable: isShareable, isGradient: isGradient)
  }

  /// A dataset as the values of a quantity.
  func column(
    _ dataset: any StoredArray, _ quantity: Quantity, forms: [[Int]], isShareable: Bool = false,
    isGradient: Bool = false
  ) throws -> FrameColumn {
    let shape = try dataset.shape()
    let hasFrameAxis = forms.contains { shape == [frameCount] + $0 }
    guard let form = forms.first(where: { shape == (hasFrameAxis ? [frameCount] + $0 : $0) }),
      hasFrameAxis || isShareable || frameCount == 1
    else { throw wrongShape(dataset, shape, "\([frameCount] + forms[0])") }
    let (unit, basis, factor) = try names.unit(of: quantity, dataset)
    return FrameColumn(
      dataset: dataset,
      convention: UnitConvention(
        quantity, unit: unit, basis: basis, name: dataset.name, isGradient: isGradient),
      factor: isGradient ? -factor : factor, form: form, hasFrameAxis: hasFrameAxis)
  }

  /// The dataset of something without a unit.
  ///
  /// - Parameter isShareable: Whether one value may belong to all frames.
  func plain(
    _ candidates: [String], form: [Int], isShareable: Bool = false
  ) throws -> PlainColumn? {
    guard let dataset = try optional(candidates), try !dataset.isNone() else { return nil }
    let shape = try dataset.shape()
    let hasFrameAxis = shape == [frameCount] + form
    guard hasFrameAxis || (shape == form && (isShareable || frameCount == 1)) else {
      throw wrongShape(dataset, shape, "\([frameCount] + form)")
    }
    return PlainColumn(dataset: dataset, hasFrameAxis: hasFrameAxis)
  }

  func wrongShape(_ dataset: any StoredArray, _ shape: [Int], _ expected: String) -> DatasetError {
    .wrongShape(file: dataset.file, object: dataset.path, shape: shape, expected: expected)
  }
}
