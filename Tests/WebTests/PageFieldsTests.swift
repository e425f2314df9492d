import Mustache
import Testing

@testable import Web

@Suite struct PageFieldsTests {
  private struct Row {
    let name: String
    let note: String?
    let tags: [String]
  }

  private struct Sheet {
    let note = "of the sheet"
    let isOpen = true
    let isShut = false
    let first: Row?
    let none: Row?
    let rows: [Row]
  }

  @Test func `a template sees in the fields what it sees in the struct`() throws {
    let template = try MustacheTemplate(
      string: """
        {{#isOpen}}open{{/isOpen}}{{#isShut}}shut{{/isShut}} {{#first}}{{name}}{{/first}}{{^none}} nobody{{/none}}
        {{#rows}}{{name}} {{#note}}({{note}}){{/note}} {{#tags}}<{{.}}>{{/tags}}{{^tags}}-{{/tags}}
        {{/rows}}
        """)
    let sheet = Sheet(
      first: Row(name: "a & b", note: nil, tags: []), none: nil,
      rows: [Row(name: "c", note: nil, tags: ["x", "<y>"]), Row(name: "d", note: "own", tags: [])])
    let fields = try #require(PageFields.of(sheet))
    #expect(template.render(fields) == template.render(sheet))
    #expect(template.render(fields).contains("d (own) -"))
  }

  @Test func `nothing in the fields is an optional any more`() throws {
    let row = try #require(PageFields.of(Row(name: "a", note: nil, tags: [])) as? [String: Any])
    #expect(Set(row.keys) == ["name", "tags"])
    #expect(PageFields.of(Int?.none as Any) == nil)
    #expect(PageFields.of(Optional(7) as Any) as? Int == 7)
  }
}
