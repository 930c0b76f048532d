import ArgumentParser
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fit", abstract: "x")
  @Option var config: String
  func run() throws {
    var s = FitSettings()
    try ConfigurationFile(path: config).apply(to: &s)
    print(ConfigurationFile.text(of: s))
    print(ConfigurationDocumentation.markdown)
  }
}
