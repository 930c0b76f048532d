import Foundation
import TestSupport
import Testing
import sobolev_cli

@Suite struct ConfigurationDocumentationTests {
  private static let article = URL(
    fileURLWithPath: RepositoryFiles.root + "/Sources/Sobolev/Sobolev.docc/Configuration.md")

  private static let mark = "a test compares them. -->\n\n"

  @Test func theArticleHoldsTheTableOfKeys() throws {
    let text = try String(contentsOf: Self.article, encoding: .utf8)
    let range = try #require(text.range(of: Self.mark))
    let expected = text[..<range.upperBound] + ConfigurationDocumentation.markdown
    if ProcessInfo.processInfo.environment["SOBOLEV_UPDATE_DOCUMENTATION"] != nil {
      try expected.write(to: Self.article, atomically: true, encoding: .utf8)
    } else {
      #expect(text == expected)
    }
  }
}
