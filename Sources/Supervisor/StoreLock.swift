import Glibc
import Storage
package import StoreRequests

/// A lock on a file beside the store, held for life: one SQLite store, one supervisor. The kernel lets go of it the moment
/// the process is gone, however it went, so there is nothing to clean up and nothing that can be left behind.
package struct StoreLock: ~Copyable {
  private let descriptor: Int32

  /// Nil for a store that is no file of this machine: any number of supervisors share it, by their leases.
  static func hold(_ file: StoreFile?) throws(SupervisorError) -> StoreLock? {
    guard let file else { return nil }
    return try StoreLock(path: file.lockFile)
  }

  init(path: String) throws(SupervisorError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .lockFile(path: path, reason: String(cString: strerror(errno))) }
    // Set last: a lock that is not held must not reach `deinit`, which would close the number a second time, by then
    // perhaps somebody else's.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      if code == EWOULDBLOCK { throw .alreadyServed(lockFile: path, process: holder) }
      throw .lockFile(path: path, reason: String(cString: strerror(code)))
    }
    self.descriptor = descriptor
    // For the words of whoever comes second.
    let text = Array("process \(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  /// Does something that no supervisor may run during.
  @MainActor package static func whileHeld<Result: Sendable>(
    on location: StoreLocation, _ body: @MainActor () async throws -> Result
  ) async throws -> Result {
    let lock = try hold(location.localFile.map { StoreFile($0) })
    let result = try await body()
    _ = consume lock
    return result
  }

  deinit {
    // Said, not left to closing: a child that is just being started shares the open file until it becomes its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let text = String(decoding: buffer.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return text.isEmpty ? "of unknown number" : text
  }
}
