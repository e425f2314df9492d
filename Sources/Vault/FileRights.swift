package import Glibc

/// Who may open a file that holds a secret. Its permissions are part of its meaning: a key that others can read protects nothing.
package enum FileRights {
  /// Whether others get at the file.
  ///
  /// It must be closed to group and others (`chmod 600`). A file inside `credentialsDirectory` was put there by systemd
  /// (`LoadCredential=`) with permissions of its own, so there only the owner (root or us) and the absence of any right for others
  /// and of writing for the group are asked: systemd grants the service's user access through the group bits.
  package static func areTooOpen(
    _ status: stat, path: String,
    credentialsDirectory: String? = getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }
  ) -> Bool {
    let isInside =
      credentialsDirectory.map {
        !$0.isEmpty && FilePath.canonical(FilePath.folder(of: path)) == FilePath.canonical($0)
      } == true
    return status.st_mode & forbidden(inCredentials: isInside, owner: status.st_uid, reader: geteuid()) != 0
  }

  /// The rights that such a file may not give.
  static func forbidden(inCredentials isInside: Bool, owner: uid_t, reader: uid_t) -> mode_t {
    isInside && (owner == 0 || owner == reader) ? 0o037 : 0o077
  }
}

enum FilePath {
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path with links resolved, so that two spellings of one compare equal; nil when there is no such file.
  static func canonical(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
