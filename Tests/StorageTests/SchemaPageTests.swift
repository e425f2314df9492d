import Database
import Foundation
import StoreRequests
import Testing

@testable import Storage

/// `docs/schema.md` shows the tables as they are after the newest migration.
@Suite struct SchemaPageTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/schema.md")

  @Test func `the page about the tables shows every table with every column, and nothing else`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      await (try await Store.open(location, migrating: true)).close()
      let sql = try await SQLConnection.open(SQLiteFile(path: location.path, creating: false))
      let names = try await sql.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ).map { try $0.text("name") }
      var shown = try Self.blocks(of: String(contentsOf: Self.page, encoding: .utf8))
      for name in names {
        let columns = try await Self.columns(of: name, in: sql)
        let block = shown.removeValue(forKey: name)
        #expect(block == columns, "the columns of \(name) are\n\(columns)")
      }
      #expect(shown.isEmpty, "no such tables: \(shown.keys.sorted())")
    }
  }

  /// As the page shows them: `name  TYPE`, with `key` and `or nothing` behind.
  private static func columns(of table: String, in sql: SQLConnection) async throws -> String {
    let rows = try await sql.query("SELECT name, type, \"notnull\", pk FROM pragma_table_info('\(table)')")
    let width = try rows.map { try $0.text("name").count }.max() ?? 0
    return try rows.map { row in
      let name = try row.text("name")
      let isKey = try row.int("pk") > 0
      let isOptional = try row.int("notnull") == 0 && !isKey
      return name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + (try row.text("type"))
        + (isKey ? " key" : "") + (isOptional ? " or nothing" : "")
    }.joined(separator: "\n")
  }

  /// The code block below each heading that names a table.
  private static func blocks(of page: String) -> [String: String] {
    var found: [String: String] = [:]
    for section in page.components(separatedBy: "\n## `").dropFirst() {
      let parts = section.components(separatedBy: "```\n")
      guard let name = section.split(separator: "`").first, parts.count == 3 else { continue }
      found[String(name)] = parts[1].trimmingCharacters(in: .newlines)
    }
    return found
  }
}
