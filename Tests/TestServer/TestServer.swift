import CPostgreSQL
import Foundation

/// Databases on the private PostgreSQL servers that `Tests/PostgreSQL/servers` starts beside the tests: each is there for one test.
///
/// It uses libpq by itself and nothing of ours, so that what is tested does not prepare its own test.
package enum TestServer: String, CaseIterable, Sendable {
  case postgresql15 = "15"
  case postgresql17 = "17"
  /// 15 through a pooler: of two transactions of a connection, each may meet another session.
  case pooled = "POOLED"

  struct Failure: Error { let words: String }

  /// Where it is; nil when it was not started.
  private var address: String? { ProcessInfo.processInfo.environment["SECRETARY_POSTGRESQL_\(rawValue)"] }

  /// The server itself, for what no pooler lets through.
  private var direct: TestServer { self == .pooled ? .postgresql15 : self }

  package var isRunning: Bool { address != nil }

  /// A new database, a copy of `template` if one is named, gone afterwards. `body` is given its address.
  package func withDatabase(copying template: String? = nil, _ body: (String) async throws -> Void) async throws {
    await Self.turns.take()
    do {
      let name = try make(copying: template)
      do { try await body(address(of: name)) } catch {
        try drop(name)
        throw error
      }
      try drop(name)
    } catch {
      await Self.turns.giveBack()
      throw error
    }
    await Self.turns.giveBack()
  }

  /// A database that stays until the server is stopped, made ready by `body`, which is given its address. Its name.
  package func template(_ body: (String) async throws -> Void) async throws -> String {
    let name = try make(copying: nil)
    try await body(direct.address(of: name))
    return name
  }

  private func make(copying template: String?) throws -> String {
    let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    try execute("CREATE DATABASE \(name)" + (template.map { " TEMPLATE \($0)" } ?? ""))
    return name
  }

  private func drop(_ name: String) throws { try execute("DROP DATABASE \(name) WITH (FORCE)") }

  private func address(of database: String) throws -> String {
    guard let address else { throw Failure(words: "PostgreSQL \(rawValue) was not started") }
    return address.replacingOccurrences(of: "/postgres?", with: "/\(database)?")
  }

  /// Does something as the server's superuser.
  package func execute(_ statement: String) throws {
    let connection = PQconnectdb(try direct.address(of: "postgres"))
    defer { PQfinish(connection) }
    let result = PQexec(connection, statement)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK else {
      throw Failure(words: String(cString: PQerrorMessage(connection)))
    }
  }

  /// Swift Testing begins all tests at once; a server has so many connections and no more.
  private static let turns = Turns(16)
}

/// So many at a time, first come, first served.
private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
