import Foundation
import Testing

@testable import Web

/// Rules for the template files themselves.
struct TemplateFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/Web/Assets").standardized

  @Test func `the list of templates is the folder`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
      .filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(9)) }
    #expect(Templates.files.keys.sorted() == names.sorted())
  }

  /// `{{{x}}}` and `{{&x}}` would put a stranger's text into the page as HTML.
  @Test(arguments: Templates.files.keys.sorted())
  func `nothing is shown without being escaped`(_ name: String) {
    let text = text(name)
    #expect(!text.contains("{{{"))
    #expect(!text.contains("{{&"))
    #expect(!text.contains("{{%"), "a pragma could switch escaping off")
    #expect(!text.contains("{{="), "other delimiters would hide from this test")
  }

  /// The engine indents what stands in for an indented `{{>part}}`, even inside a text area, and so would change mail.
  @Test(arguments: Templates.files.keys.sorted())
  func `no part is indented`(_ name: String) {
    for line in text(name).split(separator: "\n") {
      #expect(!line.hasPrefix(" ") && !line.hasPrefix("\t"), "\(line)")
    }
  }

  /// The Content-Security-Policy forbids them, and a page would silently lose them.
  @Test(arguments: Templates.files.keys.sorted())
  func `there is no inline style or script`(_ name: String) {
    let text = text(name)
    #expect(!text.contains(" style="))
    #expect(!text.contains("<style"))
    #expect(text.firstMatch(of: /\son[a-z]+=/) == nil)
    #expect(text.matches(of: /<script(?! src=")/).isEmpty)
  }

  private func text(_ name: String) -> String { String(decoding: Templates.files[name] ?? [], as: UTF8.self) }
}
