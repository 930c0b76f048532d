internal import Atomistics
public import Potentials

/// Which programs a `nep.txt` file is written for. There is no comment or version mark in the format, so a file of the
/// wrong dialect is misread, not refused.
public enum NEPDialect: String, Sendable, CaseIterable {
  /// Every reader of the fourth version: GPUMD from 3.x to 5.x, NEP_CPU, LAMMPS `pair_style nep`, calorine.
  case portable
  /// GPUMD 5.3 and later: versions 4 and 5, and all many-body terms.
  case gpumd
  /// NEP_CPU of 2026: versions 3 to 5, and all many-body terms. Calorine 4, which is built on it, takes version 4 only.
  case nepCPU = "nep-cpu"

  /// What the dialect is, in one line.
  public var summary: String {
    switch self {
    case .portable: "read alike by GPUMD (3.x to 5.x), NEP_CPU, LAMMPS pair_style nep and calorine"
    case .gpumd: "for GPUMD 5.3 and later; NEP_CPU misreads it where it has terms beyond 222 and 1111"
    case .nepCPU: "for NEP_CPU of 2026 and LAMMPS pair_style nep built from it; calorine 4 takes version 4 only"
    }
  }

  /// The versions that it has.
  public var versions: [NEPHyperparameters.Version] {
    switch self {
    case .portable: [.nep4]
    case .gpumd: [.nep4, .nep5]
    case .nepCPU: [.nep3, .nep4, .nep5]
    }
  }

  /// Checks that every reader of the dialect has room for a potential.
  ///
  /// - Throws: `NEPFileError.notRepresentable`.
  public func requireRoom(for potential: NEPPotential) throws {
    let h = potential.hyperparameters
    func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws {
      guard condition else { throw NEPFileError.notRepresentable(dialect: self, problem: problem()) }
    }
    let names = versions.map { "nep\($0.rawValue)" }.joined(separator: ", ")
    try require(versions.contains(h.version), "it is of version nep\(h.version.rawValue), not \(names)")
    let extended = h.manyBodyTerms.filter { $0 > .quadruple1111 }
    try require(
      self != .portable || extended.isEmpty,
      "it has the terms \(extended.map { "\($0)" }.joined(separator: ", ")); choose 'gpumd' or 'nep-cpu'")
    try require(
      self != .portable || h.manyBodyTerms != [.quadruple1111], "it has the term 1111 without 222")
    // The sizes of the arrays in GPUMD's kernels, and the limits of its input.
    try require(h.neurons <= 120, "it has \(h.neurons) neurons, more than 120")
    try require(h.featureCount <= 103, "it has \(h.featureCount) features, more than 103")
    let angular = h.featureCount - h.radialChannels
    try require(angular <= 90, "it has \(angular) angular features, more than 90")
    try require(h.radialChannels <= 13, "it has \(h.radialChannels) radial functions, more than 13")
    try require(h.angularChannels <= 9, "it has \(h.angularChannels) angular functions, more than 9")
    try require(h.radialBasisSize <= 17, "it has a radial basis of \(h.radialBasisSize), more than 17")
    try require(h.angularBasisSize <= 13, "it has an angular basis of \(h.angularBasisSize), more than 13")
    try require(
      potential.neighborCapacity.radial <= 819,
      "it needs room for \(potential.neighborCapacity.radial) neighbors, more than 819")
    try require(
      potential.elements.allSatisfy { $0.atomicNumber <= 94 }, "it has an element beyond plutonium")
    try require(
      h.version == .nep5 || potential.referenceEnergies.allSatisfy { $0 == 0 },
      "it has reference energies, which only nep5 holds")
  }

  /// The numbers after `l_max` beyond the degree.
  ///
  /// GPUMD reads every flag but zero as yes; older readers want 2 for 222; NEP_CPU takes a 2 as the mark of the old
  /// form and then ignores the newer flags.
  func flags(for terms: [NEPManyBodyTerm]) -> [Int] {
    let isExtended = terms.contains { $0 > .quadruple1111 }
    let all = isExtended ? NEPManyBodyTerm.allCases : [.triple222, .quadruple1111]
    return all.map { term in
      guard terms.contains(term) else { return 0 }
      return term == .triple222 && !(isExtended && self == .nepCPU) ? 2 : 1
    }
  }
}
