import Glibc

/// Where a store's file really lies, whatever it was called: two spellings of one store, over a link or with `..`, are one
/// place, and what lies beside it is found by both.
struct StoreFile: Equatable {
  /// The file's own name; every folder link and every link in its own place followed.
  let path: String

  init(_ spelled: String) { path = Self.followed(spelled, links: 40) }

  /// Beside the store: one supervisor holds it.
  var lockFile: String { path + ".supervisor-lock" }
  /// Beside the store: where its workers speak to that supervisor.
  var workersSocket: String { path + ".workers" }
  /// Beside the store: where it is served to them.
  var storeSocket: String { path + ".store" }

  /// The store may not exist yet, where `realpath` knows no answer: then its folder does.
  private static func followed(_ spelled: String, links: Int) -> String {
    if let real = real(spelled) { return real }
    let name = spelled.lastIndex(of: "/").map { String(spelled[spelled.index(after: $0)...]) } ?? spelled
    let folder = spelled.count == name.count ? "." : String(spelled.dropLast(name.count))
    // A link to what is not there yet leads to where it will be made.
    if links > 0, let target = target(of: spelled) {
      return followed(target.hasPrefix("/") ? target : folder + "/" + target, links: links - 1)
    }
    guard let real = real(folder) else { return spelled }
    return real + (real.hasSuffix("/") ? "" : "/") + name
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
