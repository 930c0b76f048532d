import Sobolev
import Testing
import sobolev_cli

@Suite struct ConfigurationFileTests {
  private func settings(_ text: String) throws -> FitSettings {
    var settings = FitSettings()
    try ConfigurationFile(text: text, file: "c.yaml").apply(to: &settings)
    return settings
  }

  private func message(_ text: String) -> String {
    do {
      _ = try ConfigurationFile(text: text, file: "c.yaml")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func givenKeysReplaceAndAbsentKeysStay() throws {
    let settings = try settings(
      """
      model:
        cutoff: 4.25
        hidden_layers: [24, 12, 6]
      training:
        huber_threshold: 5
        patience: none
        seed: 99
      """)
    var expected = FitSettings()
    expected.model.cutoff = 4.25
    expected.model.hiddenLayers = [24, 12, 6]
    expected.training.huberThreshold = 5
    expected.training.patience = nil
    expected.training.seed = 99
    #expect(settings == expected)
  }

  @Test(arguments: ["", "# nothing\n", "model:\ntraining:\n"])
  func emptyFilesChangeNothing(_ text: String) throws {
    #expect(try settings(text) == FitSettings())
  }

  @Test func writtenSettingsReadBackExactly() throws {
    var original = FitSettings()
    original.model.cutoff = 4.9 + 1e-15
    original.model.hiddenLayers = [7]
    original.training.learningRate = 1.0 / 3
    original.training.timeBudget = 59.5
    original.training.patience = 12
    original.training.seed = 1 << 50
    let text = ConfigurationFile.text(of: original)
    #expect(try settings(text) == original)
    for key in ConfigurationKey.all where [nil, .density].contains(key.section.family) { #expect(text.contains(key.summary)) }
  }

  @Test(arguments: [
    ("activation: silu", "has no choice of 'activation': a nep.txt always means tanh"),
    ("cutoff_function: polynomial2", "has no choice of 'cutoff_function': a nep.txt always means the cosine"),
    ("slopes: trainable", "has no choice of 'slopes': a nep.txt has no place for slopes"),
  ])
  func whatAFormatCannotHoldIsRefusedWithTheReason(line: String, reason: String) {
    #expect(message("nep:\n  neurons: 10\n  \(line)\n").contains("c.yaml:3: section 'nep' \(reason)"))
    #expect(message("acsf:\n  slopes: trainable\n").contains("the files of n2p2 have no place for slopes"))
  }

  @Test func settingsOfAnotherFamilyReadBackExactly() throws {
    var original = FitSettings()
    original.family = .nep
    original.nep.radialCutoff = 6.1 + 1e-15
    original.nep.neurons = 33
    let text = ConfigurationFile.text(of: original)
    #expect(text.contains("--family nep") && !text.contains("\nmodel:"))
    var expected = try settings(text)
    // The family is that of the command line.
    expected.family = .nep
    #expect(expected == original)
  }

  @Test func everySettingHasAKey() throws {
    // A stored property without a key could be neither set nor recorded.
    func count(_ value: Any) -> Int {
      Mirror(reflecting: value).children.reduce(0) { $0 + ($1.value is DerivativePenalty ? count($1.value) : 1) }
    }
    let settings = FitSettings()
    let properties = count(settings.model) + count(settings.nep) + count(settings.acsf) + count(settings.training)
    #expect(ConfigurationKey.all.count == properties)
    #expect(Set(ConfigurationKey.all.map(\.path)).count == properties)
  }

  @Test(arguments: [
    (
      "model:\n  cutof: 5", "c.yaml:2: unknown key 'cutof' in section 'model'; did you mean 'cutoff'?"
    ),
    (
      "training:\n\n  lerning_rate: 1",
      "c.yaml:3: unknown key 'lerning_rate' in section 'training'; did you mean 'learning_rate'?"
    ),
    ("trainin:\n  epochs: 5", "c.yaml:1: unknown section 'trainin'; did you mean 'training'?"),
    (
      "data:\n  x: 5",
      "c.yaml:1: unknown section 'data'; the sections are "
        + ConfigurationKey.Section.allCases.map(\.rawValue).joined(separator: ", ")
    ),
    ("model:\n  cutoff: 50", "c.yaml:2: 'cutoff' is 50.0, but must be from 1.5 to 20"),
    ("model:\n  cutoff: far", "c.yaml:2: 'cutoff' must be a number"),
    ("model:\n  cutoff: nan", "c.yaml:2: 'cutoff' must be a number"),
    ("training:\n  epochs: 1.5", "c.yaml:2: 'epochs' must be a whole number"),
    ("training:\n  patience: 0", "c.yaml:2: 'patience' is 0, but must be from 1 to 1000000"),
    ("training:\n  patience: no", "c.yaml:2: 'patience' must be a whole number or none"),
    ("model:\n  hidden_layers: 32", "c.yaml:2: 'hidden_layers' must be a list of whole numbers"),
    (
      "model:\n  hidden_layers: [32, 0]",
      "c.yaml:2: 'hidden_layers' is [32, 0], but must be from 1 to 512"
    ),
    ("model: 5", "c.yaml:1: section 'model' must be a list of 'key: value' lines"),
    ("- 5", "c.yaml:1: the file must be a list of 'key: value' lines"),
    ("model:\n  cutoff: 5\n  cutoff: 6", "c.yaml:3: 'cutoff' is given twice; remove one of the two"),
  ])
  func wrongFilesAreRefused(_ text: String, _ expected: String) {
    #expect(message(text) == expected)
  }

  @Test func brokenYAMLIsRefusedWithItsLine() {
    // The parser notices the missing bracket at the end, on the line after the last.
    #expect(message("model:\n  hidden_layers: [1, 2").hasPrefix("c.yaml:3: not valid YAML: "))
  }
}
