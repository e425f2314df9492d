import Database
import Glibc

/// Where the store is: the `store:` setting, understood.
package struct StoreLocation: Sendable, Equatable {
  enum Engine: Sendable, Equatable {
    case sqlite(path: String)
    case postgresql(PostgreSQLServer)
  }

  let engine: Engine

  private static let allowed = "sqlite:PATH or postgresql://USER@HOST/DATABASE"

  /// `sqlite:/absolute/or/relative/path`, or a `postgresql://…` as `PostgreSQLServer` tells. Anything else is `badLocation`, with a
  /// sentence saying what is allowed.
  package init(_ text: String) throws(StorageError) {
    guard let colon = text.firstIndex(of: ":") else {
      throw .badLocation(problem: "The store must be given as \(Self.allowed).")
    }
    let rest = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "sqlite":
      guard !rest.isEmpty, !rest.utf8.contains(0) else {
        throw .badLocation(
          problem: "The store `sqlite:` needs the path of a file, such as sqlite:/var/lib/secretary.db.")
      }
      engine = .sqlite(path: rest)
    case "postgresql", "postgres":
      do { engine = .postgresql(try PostgreSQLServer(text)) } catch { throw .badLocation(problem: error.problem) }
    default:
      throw .badLocation(problem: "The store `\(text[..<colon]):` is not known; use \(Self.allowed).")
    }
  }

  /// Whether it is a file that does not exist yet.
  package var isMissing: Bool {
    guard let localFile else { return false }
    return access(localFile, F_OK) != 0 && errno == ENOENT
  }

  /// The file, for a store that is one on this machine; nil for a server, which any number of machines may share.
  package var localFile: String? {
    switch engine {
    case .sqlite(let path): path
    case .postgresql: nil
    }
  }
}

extension StoreLocation: CustomStringConvertible {
  /// For messages; never more than where it is.
  package var description: String {
    switch engine {
    case .sqlite(let path): path
    case .postgresql(let server): server.description
    }
  }
}
