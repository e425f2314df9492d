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

  /// The rights as `chmod` takes them: `0644`.
  package static func octal(_ mode: mode_t) -> String {
    let digits = String(mode & 0o7777, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The rights that such a file may not give.
  static func forbidden(inCredentials isInside: Bool, owner: uid_t, reader: uid_t) -> mode_t {
    isInside && (owner == 0 || owner == reader) ? 0o037 : 0o077
  }
}
