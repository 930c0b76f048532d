import Atomistics
import HDF5
import Landscape
import Potentials
import TestSupport
import Testing

@Suite("Vibrations")
struct VibrationTests {
  @Test("a pair at rest vibrates with √(2 k/m)")
  func dimer() throws {
    let pair = Argon.cluster([.zero, [0, 0, Argon.rest]])
    let analysis = try VibrationalAnalysis(of: pair, potential: Argon.unlimited)
    #expect(analysis.modes.count == 1)
    let expected = 2 * Argon.curvature / Argon.mass
    // The last digits of 2^(1/6) σ: some 1e-14.
    #expect(abs(analysis.modes.eigenvalues[0] / expected - 1) < 1e-12)
    #expect(analysis.largestForce < 1e-12)
    #expect(analysis.translationResidual < 1e-15)
  }

  @Test("three atoms in line are unstable against bending, with two negative wavenumbers")
  func unstableChain() throws {
    let start = Argon.cluster([[0, 0, -3.8], .zero, [0, 0, 3.8]])
    let options = RelaxationOptions(forceTolerance: 1e-9)
    let chain = try Relaxation.run(start, potential: Argon.unlimited, options: options)
    let analysis = try VibrationalAnalysis(of: chain.configuration, potential: Argon.unlimited)
    let wavenumbers = analysis.modes.wavenumbers
    #expect(wavenumbers.count == 4)
    #expect(wavenumbers.filter { $0 < 0 }.count == 2)
    #expect(abs(wavenumbers[0] - wavenumbers[1]) < 1e-6)
  }

  /// `frequencies` were computed from the same Hessians in numpy, `program_frequencies` by xtb from Hessians of its
  /// own. Carbon dioxide, hydrogen cyanide and ethyne are linear; there are saddle points and modes of 19 cm⁻¹.
  @Test(
    "frequencies of the shipped stationary points agree with numpy's and with xtb's",
    arguments: ["ethanol-hessians-gfn2", "malonaldehyde-gfn2", "chno-gfn2"])
  func stationaryPoints(name: String) throws {
    let root = try HDF5File(reading: "\(RepositoryFiles.datasets)/\(name)/stationary.h5").root
    for group in try root.memberNames() where group != "isolated_atoms" {
      let group = try root.group(group)
      let shape = try group.dataset("atomic_numbers").shape()
      for row in 0..<shape[0] {
        func read(_ name: String) throws -> [Double] {
          try group.dataset(name).read(Double.self, rows: row..<row + 1)
        }
        let coordinates = try read("coordinates")
        let configuration = Configuration(
          elements: try read("atomic_numbers").compactMap { Element(atomicNumber: Int($0)) },
          positions: (0..<shape[1]).map {
            SIMD3(coordinates[3 * $0], coordinates[3 * $0 + 1], coordinates[3 * $0 + 2])
          })
        let modes = try NormalModes(of: configuration, hessian: try read("hessians"))
        let frequencies = try read("frequencies").sorted()
        try #require(modes.count == frequencies.count)
        // The files hold Hessians in Float32: 6e-8 of 50 eV/Å² moves ω² of hydrogen by up to 0.8 cm⁻², and so a mode
        // of 20 cm⁻¹ by 0.02. The other difference, CODATA 2018 there and 2022 here, is 3e-10 of a frequency.
        for (value, reference) in zip(modes.wavenumbers, frequencies) {
          #expect(abs(value * value - reference * reference) < 0.8 + 1e-9 * reference * reference)
        }
        // xtb's Hessians are differences of a larger step.
        for (value, reference) in zip(modes.wavenumbers, try read("program_frequencies").sorted()) {
          #expect(abs(value - reference) < 0.3)
        }
      }
    }
  }

  @Test(
    "the Hessians of Ar13 agree with automatic differentiation",
    .enabled(if: RepositoryFiles.sharedData != nil, "the shared data are not here"))
  func argon13() throws {
    let folder = try #require(RepositoryFiles.sharedData)
    let group = try HDF5File(reading: folder + "/qm/exact_classical.h5").root.group("ar13_lj")
    for frame in [0, 99, 199] {
      let rows = frame..<frame + 1
      let numbers = try group.dataset("coordinates").read(Double.self, rows: rows)
      let cluster = Argon.cluster(
        (0..<13).map { SIMD3(numbers[3 * $0], numbers[3 * $0 + 1], numbers[3 * $0 + 2]) })
      let analysis = try VibrationalAnalysis(of: cluster, potential: Argon.unlimited)
      let reference = try group.dataset("hessians").read(Double.self, rows: rows)
      let largest = reference.map(abs).max() ?? 1
      for (value, expected) in zip(analysis.hessian.values, reference) {
        #expect(abs(value - expected) < 1e-12 * largest)
      }
      let modes = try NormalModes(of: cluster, hessian: reference)
      #expect(modes.count == 33)
      for (value, expected) in zip(analysis.modes.wavenumbers, modes.wavenumbers) {
        #expect(abs(value - expected) < 1e-6)
      }
    }
  }

  @Test("an animation swings once to both sides along the mode")
  func animation() throws {
    let pair = Argon.cluster([.zero, [0, 0, Argon.rest]])
    let analysis = try VibrationalAnalysis(of: pair, potential: Argon.unlimited)
    let film = ModeAnimation(
      of: 0, in: analysis.modes, configuration: pair, largestDisplacement: 0.4, frameCount: 8)
    #expect(film.frames.count == 8)
    let lengths = film.frames.map { ($0.positions[1] - $0.positions[0]).norm - Argon.rest }
    // Both atoms move by 0.4 Å, in opposite directions.
    #expect(abs(abs(lengths[2]) - 0.8) < 1e-12 && abs(lengths[2] + lengths[6]) < 1e-12)
    #expect(film.text(wavenumber: 25).split(separator: "\n").count == 8 * 4)
  }
}
