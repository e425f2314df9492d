import SQLErrors
import Testing

@testable import Database

@Suite struct SQLStateTests {
  @Test(arguments: [
    ("40001", SQLError.Code.conflict, true), ("40P01", .conflict, true), ("55P03", .busy, true), ("57014", .busy, true),
    ("57P01", .unreachable, true), ("57P03", .unreachable, true), ("08006", .unreachable, true),
    ("53300", .crowded, true), ("25P03", .unreachable, true),
    ("25006", .onlyReading, true), ("0A000", .onlyReading, true), ("53100", .diskFull, true),
    ("23505", .constraint, false),
    ("22P02", .constraint, false),
    ("28P01", .notAdmitted, false), ("3D000", .notAdmitted, false), ("42501", .forbidden, false),
    ("42P01", .misuse, false),
    ("XX001", .corrupt, false), ("XX000", .misuse, false), ("25P02", .misuse, false),
  ])
  func `what a server says is tried again, waited for, or ends it`(
    _ text: String, _ code: SQLError.Code, _ isTemporary: Bool
  ) {
    #expect(SQLState(text).meaning() == code)
    #expect(SQLError(code).isTemporary == isTemporary)
  }

  @Test(arguments: ["XX000", "08P01"]) func `a pooler that has no server is waited for`(_ text: String) {
    #expect(SQLState(text).meaning(isFirst: true) == .unreachable)
  }

  @Test func `a state is found at the end of a message, and libpq's own sentences have none`() {
    let message = "connection to server at \"localhost\" (::1), port 5432 failed: FATAL:  28P01\n"
    #expect(SQLState(endOf: message)?.text == "28P01")
    #expect(SQLState(endOf: "could not connect to server: port 54321") == nil)
    #expect(SQLState(endOf: "server closed the connection unexpectedly\n") == nil)
    #expect(SQLState(endOf: "") == nil)
  }
}
