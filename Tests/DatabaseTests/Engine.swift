import Foundation
import Testing

@testable import Database

/// The engines this machine can test on. The contract runs once on each; PostgreSQL takes its place here as another case.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite

  static var available: [Engine] { allCases }

  var testDescription: String { rawValue }

  /// A fresh database for one test, gone afterwards. `open` may be called several times: connections to the same database.
  func withDatabase(_ body: (_ open: () async throws -> SQLConnection) async throws -> Void) async throws {
    switch self {
    case .sqlite:
      try await withScratchFolder { folder in
        try await body { try await SQLConnection.open(SQLiteFile(path: folder + "/test.db", creating: true)) }
      }
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
