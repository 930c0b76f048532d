/// Where a potential comes from: enough to make it again.
public struct Provenance: Sendable, Hashable {
  /// A data file that a potential was fitted to or tested on.
  public struct DataFile: Sendable, Hashable {
    /// What it was for.
    public enum Role: String, Sendable, CaseIterable { case training, validation, test }

    /// What it was for.
    public var role: Role
    /// The path as the user gave it.
    public var path: String
    /// The SHA-256 of its bytes in hexadecimal digits.
    public var checksum: String
    /// The number of structures that were used.
    public var structures: Int
    /// The number of their atoms.
    public var atoms: Int

    /// Creates a record of a data file.
    public init(role: Role, path: String, checksum: String, structures: Int, atoms: Int) {
      self.role = role
      self.path = path
      self.checksum = checksum
      self.structures = structures
      self.atoms = atoms
    }
  }

  /// The tool and its version: `sobolev 0.1.0`.
  public var tool: String
  /// The command line.
  public var command: String
  /// When the file was made, in ISO 8601 with time zone.
  public var date: String
  /// The seed of the fit.
  public var seed: UInt64
  /// The number of threads of the fit.
  public var threads: Int
  /// The processor that the fit ran on, with its vector extensions.
  public var processor: String
  /// The data files.
  public var dataFiles: [DataFile]

  /// Creates a provenance.
  public init(
    tool: String, command: String, date: String, seed: UInt64, threads: Int, processor: String,
    dataFiles: [DataFile]
  ) {
    self.tool = tool
    self.command = command
    self.date = date
    self.seed = seed
    self.threads = threads
    self.processor = processor
    self.dataFiles = dataFiles
  }
}
