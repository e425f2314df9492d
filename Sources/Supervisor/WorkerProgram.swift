import Glibc

/// The program a worker is, how it is called, and the environment it gets: built afresh, never inherited.
package struct WorkerProgram: Sendable, Equatable {
  /// Absolute path.
  package var path: String
  /// Before `--user ID`, which comes last.
  package var arguments: [String]
  /// The supervisor's own environment, of which a worker gets only what is named here.
  package var inherited: [String: String]

  package init(path: String, arguments: [String], environment: [String: String]) {
    self.path = path
    self.arguments = arguments
    inherited = environment.filter { Self.passedOn.contains($0.key) }
  }

  /// Language and time, the way out of the network, where systemd put the files with secrets, and whether standard error
  /// is the journal. Nothing else of ours concerns a worker.
  private static let passedOn: Set<String> = [
    "TZ", "LANG", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "CREDENTIALS_DIRECTORY", "JOURNAL_STREAM", "PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  /// The whole environment of a worker.
  func environment(notifySocket: String, watchdog: Duration) -> [String: String] {
    var environment = inherited
    environment["PATH"] = inherited["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    // One arena, an early trim, no caches per thread: many small processes pay for glibc's generosity with their memory.
    environment["MALLOC_ARENA_MAX"] = "1"
    environment["MALLOC_TRIM_THRESHOLD_"] = "65536"
    environment["GLIBC_TUNABLES"] = "glibc.malloc.tcache_count=0:glibc.pthread.stack_cache_size=0"
    // Debian's libcurl brings GnuTLS along, which nobody here uses and which would set itself up in every worker.
    environment["GNUTLS_NO_IMPLICIT_INIT"] = "1"
    // libdispatch would complain, in every worker, that an unprivileged process may not raise a thread's priority.
    environment["LIBDISPATCH_LOG"] = "NO"
    // Swift's backtracer would let a dynamically linked worker live on after a signal that should end it.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    environment["NOTIFY_SOCKET"] = notifySocket
    environment["WATCHDOG_USEC"] = "\(watchdog.components.seconds * 1_000_000)"
    environment["SECRETARY_TICKET"] = "stdin"
    return environment
  }

  /// Whether it can be run. Checked once before anything is started: every failed `Process.run()` would cost two
  /// descriptors for ever.
  package func check() throws(SupervisorError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .program(
        "the worker program \(path) cannot be found: \(String(cString: strerror(errno))); correct worker.program")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .program("the worker program \(path) is not a file; correct worker.program")
    }
    guard access(path, X_OK) == 0 else {
      throw .program("the worker program \(path) may not be run by this user (chmod +x?)")
    }
    let start = firstLine()
    guard start.starts(with: [0x7F] + "ELF".utf8) || start.starts(with: "#!".utf8) else {
      throw .program("the worker program \(path) is neither a Linux program nor a script that begins with #!")
    }
    guard start.starts(with: "#!".utf8) else { return }
    let interpreter =
      String(decoding: start.dropFirst(2), as: UTF8.self).split(separator: " ").first.map(String.init) ?? ""
    guard access(interpreter, X_OK) == 0 else {
      throw .program("the worker program \(path) is a script for \(interpreter), which cannot be run")
    }
  }

  private func firstLine() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") })
  }
}
