import Glibc

/// The key file on disk.
extension KeyRing {
  /// Reads and checks a key file.
  ///
  /// The file must be closed to others, as `FileRights` says.
  package static func read(
    file path: String, credentialsDirectory: String? = getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }
  ) throws(VaultError) -> KeyRing {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .keyFileMissing(path: path) : .keyFileUnreadable(path: path, reason: reason(errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .keyFileUnreadable(path: path, reason: reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .keyFileUnreadable(path: path, reason: "it is not an ordinary file")
    }
    guard !FileRights.areTooOpen(status, path: path, credentialsDirectory: credentialsDirectory) else {
      throw .keyFileTooOpen(path: path, mode: status.st_mode & 0o777)
    }
    return try KeyRing(text: try contents(of: descriptor, path: path))
  }

  /// Writes a new key file with mode 0600; refuses to touch one that exists.
  package func create(file path: String) throws(VaultError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .keyFileExists(path: path) : Self.unwritable(path, errno)
    }
    defer { close(descriptor) }
    do { try write(to: descriptor, path: path) } catch {
      unlink(path)
      throw error
    }
  }

  /// Puts this ring in the place of an existing key file, in one step: a crash leaves the old file or the new one. Owner and
  /// mode stay as they are; a symbolic link stays one, and the file it leads to is replaced.
  package func replace(file path: String) throws(VaultError) {
    guard let place = FilePath.canonical(path) else { throw Self.unwritable(path, errno) }
    var status = stat()
    guard stat(place, &status) == 0 else { throw Self.unwritable(path, errno) }
    let beside = place + ".new"
    unlink(beside)
    try create(file: beside)
    // First the owner, for giving a file away may take rights off it.
    let isGiven =
      (status.st_uid, status.st_gid) == (geteuid(), getegid()) || chown(beside, status.st_uid, status.st_gid) == 0
    guard isGiven, chmod(beside, status.st_mode & 0o7777) == 0, rename(beside, place) == 0 else {
      let failure = errno
      unlink(beside)
      throw Self.unwritable(path, failure)
    }
    Self.syncFolder(of: place)
  }

  private func write(to descriptor: Int32, path: String) throws(VaultError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritable(path, errno) }
      bytes = bytes.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw Self.unwritable(path, errno) }
    Self.syncFolder(of: path)
  }

  private static func unwritable(_ path: String, _ code: Int32) -> VaultError {
    [ENOSPC, EDQUOT].contains(code) ? .diskFull(path: path) : .keyFileUnwritable(path: path, reason: reason(code))
  }

  /// A file's name is durable only when its folder is. A folder that cannot be synced (some network file systems) is
  /// no reason to refuse the key that has just been written.
  private static func syncFolder(of path: String) {
    let descriptor = open(FilePath.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func contents(of descriptor: Int32, path: String) throws(VaultError) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw .keyFileUnreadable(path: path, reason: reason(errno)) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
      guard bytes.count <= 1 << 20 else { throw .keyFileUnreadable(path: path, reason: "it is larger than 1 MB") }
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
