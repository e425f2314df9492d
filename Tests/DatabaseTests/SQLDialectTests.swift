import Testing

@testable import Database

@Suite struct SQLDialectTests {
  @Test func `a time is told to be one where texts are none`() {
    #expect(SQLDialect.sqlite.time("$3") == "$3")
    #expect(SQLDialect.postgresql.time("$3") == "CAST($3 AS timestamptz)")
  }
}
