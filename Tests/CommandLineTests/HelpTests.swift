import TestSupport
import Testing

@Suite struct HelpTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let commands = [
    "fit", "evaluate", "md", "vibrations", "phonons", "attribute", "export", "info",
  ]

  @Test(arguments: commands)
  func everyCommandHasAnExampleAndJSON(_ command: String) throws {
    let help = try Tool.run(command, "--help", in: folder)
    #expect(help.exitCode == 0)
    #expect(help.output.contains("Example:\n  sobolev \(command) "))
    #expect(help.output.contains("--json"))
    #expect(help.errors == "")
  }

  @Test func theRootHelpNamesEveryCommand() throws {
    let help = try Tool.run("--help", in: folder)
    #expect(help.exitCode == 0)
    #expect(help.output.contains("Example:\n  sobolev fit "))
    for command in HelpTests.commands + ["data"] { #expect(help.output.contains("  \(command) ")) }
  }

  @Test func theVersionIsPrinted() throws {
    let outcome = try Tool.run("--version", in: folder)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [
    (["fit"], "error: Missing expected argument '<train>'"),
    (["fit", "a.h5", "-o", "r", "--tim", "6s"], "error: Unknown option '--tim'. Did you mean '--time'?"),
    (["fit", "a.h5", "-o", "r", "--time", "60"], "error: The value '60' is invalid for '--time <time>'"),
    (
      ["fit", "a.h5", "-o", "r", "--time", "60s", "--epochs", "3"],
      "error: '--time' and '--epochs' exclude each other; give one of them."
    ),
    (
      ["fit", "a.h5", "-o", "r", "--epochs", "0"],
      "error: '--epochs' is 0, but must be from 1 to 1000000."
    ),
    (
      ["fit", "a.h5", "-o", "r", "--resume", "--seed", "4"],
      "error: '--resume' goes on with the settings of the interrupted fit; leave out"
    ),
    (
      ["fit", "a.h5", "-o", "r", "--threads", "0"],
      "error: '--threads' is 0, but must be from 1 to 256."
    ),
    (["evaluate", "p.h5", "d.h5", "--worst=-1"], "error: '--worst' is -1, but must be"),
    (["evaluate", "p.h5", "d.h5", "--spectrum-width", "0"], "error: '--spectrum-width' is 0.0, but must be"),
    (["vibrations", "p.h5", "s.xyz", "--temperature=-1"], "error: '--temperature' is -1.0, but must be"),
    (["vibrations", "p.h5", "s.xyz", "--pressure", "0"], "error: '--pressure' is 0.0, but must be"),
    (["vibrations", "p.h5", "s.xyz", "--symmetry-number", "0"], "error: '--symmetry-number' is 0, but must be"),
    (["vibrations", "p.h5", "s.xyz", "--multiplicity", "0"], "error: '--multiplicity' is 0, but must be"),
    (["vibrations", "p.h5", "s.xyz", "--force-tolerance", "2"], "error: '--force-tolerance' is 2.0, but must"),
    (
      ["vibrations", "p.h5", "s.xyz", "--relax-cell", "--no-relax"],
      "error: '--relax-cell' and '--no-relax' exclude each other; give one of them."
    ),
    (["phonons", "p.h5", "s.xyz", "-o", "o", "--supercell", "2,2"], "error: The value '2,2' is invalid"),
    (["phonons", "p.h5", "s.xyz", "-o", "o", "--points", "1"], "error: '--points' is 1, but must be"),
    (["phonons", "p.h5", "s.xyz", "-o", "o", "--temperature=-1"], "error: '--temperature' is -1.0, but must"),
    (["phonons", "p.h5", "s.xyz", "-o", "o", "--keep-cell", "--no-relax"], "error: '--keep-cell' and '--no-relax'"),
    (["attribute", "p.h5", "d.h5", "-o", "f", "--quantity", "charge"], "error: The value 'charge' is invalid"),
    (["md", "p.h5", "s.xyz", "-o", "t.xyz", "--ensemble", "npt"], "error: The value 'npt' is invalid"),
  ])
  func wrongUsageIsExplained(_ arguments: [String], _ message: String) throws {
    let outcome = try Tool.start(arguments, in: folder).finish()
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(try folder.names() == [])
  }
}
