import Glibc

/// Where the store is: the `store:` setting, as far as it can be understood without the means to open it.
package struct StoreLocation: Sendable, Equatable {
  package enum Engine: Sendable, Equatable {
    case sqlite(path: String)
    case postgresql(address: String)
  }

  package let engine: Engine

  private static let allowed = "sqlite:PATH or postgresql://USER@HOST/DATABASE"

  /// `sqlite:/absolute/or/relative/path`, or a `postgresql://…`, of which `Storage` tells whether it can be used. Anything else is
  /// `badLocation`, with a sentence saying what is allowed.
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
    case "postgresql", "postgres": engine = .postgresql(address: text)
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
    case .postgresql(let address): Self.place(address)
    }
  }

  /// Without the user, the password that somebody may have put there, and options; those of a server on this machine say where it is.
  private static func place(_ address: String) -> String {
    let bare = address.drop { $0 != "/" }.drop { $0 == "/" }
    // Whatever a password holds, the place is behind the last `@`.
    let parts = bare[(bare.lastIndex(of: "@").map(bare.index(after:)) ?? bare.startIndex)...]
      .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let isLocal = address.hasPrefix("postgresql:///") || address.hasPrefix("postgres:///")
    let options = parts.count == 2 ? parts[1].split(separator: "&") : []
    let socket = options.first { $0.hasPrefix("host=") }?.dropFirst("host=".count)
    return "postgresql://" + (isLocal ? "\(socket ?? "")/" : "") + parts[0]
  }
}
