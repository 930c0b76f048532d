import Sobolev

/// A potential in the form that a format has, ready to be written.
protocol PotentialExport {
  /// The dialect of the format.
  var dialectName: String { get }

  /// What the files hold, in a few words.
  var form: String { get }

  /// The programs that run them, as in "A, B and C".
  var programs: String { get }

  /// The energies in eV that must be added to those of the files for each atom.
  var constants: [Element: Double] { get }

  /// Writes the files and a README into a folder, reads them back and compares.
  ///
  /// - Throws: `ExportError.differs`, or what the format throws.
  func write(to folder: String, comparingOn configurations: [Configuration], threads: Int) throws -> ExportComparison
}

extension ExportFormat {
  /// Brings a potential into the form of the format.
  ///
  /// - Throws: `ExportError.needsDistillation` for a potential of another family, `ExportError.unknownDialect`, or why the
  ///   dialect cannot hold the potential.
  func export(_ potential: FittedPotential, dialect: String?) throws -> any PotentialExport {
    switch (self, potential) {
    case (.nep, .nep(let potential)): try NEPExport(potential, dialect: known(dialect))
    case (.n2p2, .acsf(let potential)): try N2P2Export(potential, dialect: known(dialect) ?? .n2p2)
    case (.nep, _), (.n2p2, _): throw needsDistillation(potential)
    }
  }

  /// Why a potential of another family cannot be written as it is.
  func needsDistillation(_ potential: FittedPotential) -> ExportError {
    .needsDistillation(
      family: potential.family, format: self, withoutPlace: functionsWithoutPlace(in: potential))
  }

  /// Refuses a dialect that the format does not have.
  ///
  /// - Throws: `ExportError.unknownDialect`.
  func require(dialect name: String?) throws {
    switch self {
    case .nep: let _: NEPDialect? = try known(name)
    case .n2p2: let _: N2P2Dialect? = try known(name)
    }
  }

  private func known<Dialect: RawRepresentable & CaseIterable>(_ name: String?) throws -> Dialect?
  where Dialect.RawValue == String {
    try name.map { name in
      guard let dialect = Dialect(rawValue: name) else {
        throw ExportError.unknownDialect(name, format: self, known: Dialect.allCases.map(\.rawValue))
      }
      return dialect
    }
  }
}
