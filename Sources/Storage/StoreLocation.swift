import Glibc

/// Where the store is: the `store:` setting, understood.
package struct StoreLocation: Sendable, Equatable {
  enum Engine: Sendable, Equatable {
    case sqlite(path: String)
  }

  let engine: Engine

  /// `sqlite:/absolute/or/relative/path`. Anything else is `badLocation`, with a sentence saying what is allowed.
  package init(_ text: String) throws(StorageError) {
    guard let colon = text.firstIndex(of: ":") else {
      throw .badLocation(problem: "The store must be given as sqlite:PATH.")
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
      throw .badLocation(problem: "A PostgreSQL store is not built yet; use sqlite:PATH.")
    default:
      throw .badLocation(problem: "The store `\(text[..<colon]):` is not known; use sqlite:PATH.")
    }
  }

  /// Whether it is a file that does not exist yet.
  package var isMissing: Bool {
    switch engine {
    case .sqlite(let path): access(path, F_OK) != 0 && errno == ENOENT
    }
  }

  /// The file, for a store that is one on this machine; nil for a server, which any number of machines may share.
  package var localFile: String? {
    switch engine {
    case .sqlite(let path): path
    }
  }
}

extension StoreLocation: CustomStringConvertible {
  /// For messages; never more than where it is.
  package var description: String {
    switch engine {
    case .sqlite(let path): path
    }
  }
}
