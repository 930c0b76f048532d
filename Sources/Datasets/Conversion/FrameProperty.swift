import Atomistics

/// Something that a frame may have and not every format can hold.
public enum FrameProperty: String, Sendable, CaseIterable, Hashable {
  case energy, forces, virial, hessian, direction, weight, identifier, split
  /// A cell that repeats in one or two directions only.
  case partialPeriodicity
  /// A frame without an energy, in a format that demands one.
  case missingEnergy
  /// A frame without forces, in a format that demands them.
  case missingForces
}

extension FrameProperty: CustomStringConvertible {
  public var description: String {
    switch self {
    case .energy: "energies"
    case .forces: "forces"
    case .virial: "virials"
    case .hessian: "Hessians"
    case .direction: "directions"
    case .weight: "weights other than 1"
    case .identifier: "names of frames"
    case .split: "splits"
    case .partialPeriodicity: "cells that repeat in some directions only"
    case .missingEnergy: "frames without energy"
    case .missingForces: "frames without forces"
    }
  }
}

extension LabeledConfiguration {
  /// What this frame has.
  var properties: Set<FrameProperty> {
    var properties: Set<FrameProperty> = []
    func note(_ property: FrameProperty, _ isPresent: Bool) {
      if isPresent { properties.insert(property) }
    }
    note(.energy, labels.energy != nil)
    note(.forces, labels.forces != nil)
    note(.virial, labels.virial != nil)
    note(.hessian, labels.hessian != nil)
    note(.direction, labels.direction != nil)
    note(.weight, weight != 1)
    note(.identifier, !identifier.isEmpty)
    note(.split, !split.isEmpty)
    note(.partialPeriodicity, configuration.cell.map { $0.periodicity.contains(false) } ?? false)
    note(.missingEnergy, labels.energy == nil)
    note(.missingForces, labels.forces == nil)
    return properties
  }

  /// The frame with only those properties that a format can hold, or `nil` where it cannot be held at all.
  ///
  /// A direction that does not repeat is left out by leaving out the whole cell only where the user agrees;
  /// frames that lack a demanded label are left out.
  func reduced(to held: Set<FrameProperty>) -> LabeledConfiguration? {
    let lost = properties.subtracting(held)
    guard lost.isDisjoint(with: [.missingEnergy, .missingForces, .partialPeriodicity]) else { return nil }
    var copy = self
    if lost.contains(.energy) { copy.labels.energy = nil }
    if lost.contains(.forces) { copy.labels.forces = nil }
    if lost.contains(.virial) { copy.labels.virial = nil }
    if lost.contains(.hessian) { copy.labels.hessian = nil }
    if lost.contains(.direction) { copy.labels.direction = nil }
    if lost.contains(.weight) { copy.weight = 1 }
    if lost.contains(.identifier) { copy.identifier = "" }
    if lost.contains(.split) { copy.split = "" }
    return copy
  }
}
