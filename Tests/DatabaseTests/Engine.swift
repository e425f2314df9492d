import Foundation
import TestServer
import Testing

@testable import Database

/// The engines this machine can test on. The contract runs once on each; PostgreSQL is there when `Tests/PostgreSQL/servers` runs it.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite, postgresql15, postgresql17, pooled

  static var available: [Engine] { allCases.filter { $0.server?.isRunning != false } }
  /// Those of which a connection is a session.
  static var servers: [Engine] { available.filter { $0 == .postgresql15 || $0 == .postgresql17 } }

  var testDescription: String { rawValue }

  /// Nil for an engine that is a file.
  var server: TestServer? {
    switch self {
    case .sqlite: nil
    case .postgresql15: .postgresql15
    case .postgresql17: .postgresql17
    case .pooled: .pooled
    }
  }

  /// A fresh database for one test, gone afterwards. `open` may be called several times: connections to the same database.
  func withDatabase(_ body: (_ open: () async throws -> SQLConnection) async throws -> Void) async throws {
    guard let server else {
      return try await withScratchFolder { folder in
        try await body { try await SQLConnection.open(SQLiteFile(path: folder + "/test.db", creating: true)) }
      }
    }
    try await server.withDatabase { address in
      let server = try PostgreSQLServer(address)
      let first = try await SQLConnection.open(server)
      try await first.migrate([])
      await first.close()
      try await body { try await SQLConnection.open(server) }
    }
  }
}

/// A folder that exists for one test.
func withScratchFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "database-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder)
}
