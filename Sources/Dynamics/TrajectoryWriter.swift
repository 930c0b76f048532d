internal import Atomistics
internal import Foundation
internal import Potentials

/// Writes the frames of a run to an extended XYZ file.
///
/// Every sample adds one frame for each replica. Frames are collected and written out whenever a few
/// hundred kilobytes or five seconds have come together. The file is called `PATH.partial` until `finish`
/// renames it, so that a file of the final name is always whole; what a killed run leaves is in the
/// partial file.
///
/// Units are Å, Å/fs (`velo`), eV/Å (`forces`), eV (`energy`, `kinetic_energy`), fs (`time`) and K.
/// Numbers have as many digits as it takes to read back the same bits.
public final class TrajectoryWriter {
  private let path: String
  private let descriptor: Int32
  private var isOpen = true
  private var buffer: [UInt8] = []
  private var lastWrite = ContinuousClock.now
  private static let bufferSize = 1 << 18
  private static let interval = Duration.seconds(5)

  /// Creates the file.
  ///
  /// - Parameters:
  ///   - path: The name of the finished file.
  ///   - overwrites: Whether a file of that name may be replaced.
  /// - Throws: `DynamicsError.outputExists` or `cannotWrite`.
  public init(path: String, overwrites: Bool = false) throws(DynamicsError) {
    if !overwrites, access(path, F_OK) == 0 { throw .outputExists(path: path) }
    self.path = path
    descriptor = open(path + ".partial", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 {
      isOpen = false
      throw .cannotWrite(path: path + ".partial", reason: Self.reason(errno))
    }
  }

  deinit {
    if isOpen { close(descriptor) }
  }

  /// Adds a frame for each replica.
  ///
  /// - Throws: `DynamicsError.cannotWrite`, for example when the disk is full.
  public func append(_ simulation: borrowing Simulation) throws(DynamicsError) {
    let state = simulation.state
    let evaluation = simulation.evaluation
    for replica in 0..<state.replicaCount {
      let atoms = state.atoms(of: replica)
      add("\(atoms.count)\n")
      add(comment(simulation.sample(of: replica), replica: replica, cell: state.cells[replica]))
      for atom in atoms {
        add(state.elements[atom].symbol)
        add(state.positions[atom])
        add(state.velocities[atom])
        add(evaluation.forces[atom])
        buffer.append(UInt8(ascii: "\n"))
      }
    }
    if buffer.count > Self.bufferSize || ContinuousClock.now - lastWrite > Self.interval {
      try flush()
    }
  }

  /// Writes what is left and gives the file its name.
  ///
  /// - Throws: `DynamicsError.cannotWrite`.
  public func finish() throws(DynamicsError) {
    try flush()
    isOpen = false
    guard close(descriptor) == 0 else {
      throw .cannotWrite(path: path + ".partial", reason: Self.reason(errno))
    }
    guard rename(path + ".partial", path) == 0 else {
      throw .cannotWrite(path: path, reason: Self.reason(errno))
    }
  }

  // MARK: Text

  /// The second line of a frame.
  private func comment(_ sample: DynamicsSample, replica: Int, cell: Cell?) -> String {
    var line = ""
    if let cell {
      let numbers = cell.vectors.elements.map { "\($0)" }.joined(separator: " ")
      line += "Lattice=\"\(numbers)\" "
    }
    let periodicity = (cell?.periodicity ?? [false, false, false]).map { $0 ? "T" : "F" }
    return line
      + "Properties=species:S:1:pos:R:3:velo:R:3:forces:R:3 "
      + "pbc=\"\(periodicity.joined(separator: " "))\" energy=\(sample.potentialEnergy) "
      + "kinetic_energy=\(sample.kineticEnergy) temperature=\(sample.temperature) "
      + "time=\(sample.time) replica=\(replica)\n"
  }

  private func add(_ text: String) { buffer.append(contentsOf: text.utf8) }

  private func add(_ vector: SIMD3<Double>) {
    for component in 0..<3 {
      buffer.append(UInt8(ascii: " "))
      add(vector[component].description)
    }
  }

  // MARK: File

  /// Hands the collected frames to the operating system.
  private func flush() throws(DynamicsError) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        throw .cannotWrite(path: path + ".partial", reason: Self.reason(errno))
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
    lastWrite = ContinuousClock.now
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
