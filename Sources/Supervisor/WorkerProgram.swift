import Glibc

/// The program a worker is, or what serves the store to workers: how it is called, and the environment it gets, built afresh and never
/// inherited.
package struct WorkerProgram: Sendable, Equatable {
  /// What it is for, in words.
  package enum Role: String, Sendable {
    case worker = "the worker program"
    case store = "the store program"

    fileprivate var advice: String {
      switch self {
      case .worker: "correct worker.program"
      case .store: "install it beside secretary-supervisor"
      }
    }
  }

  package var role: Role
  /// Absolute path.
  package var path: String
  /// Before what only this one start is about, such as `--user ID`.
  package var arguments: [String]
  /// The supervisor's own environment, of which a worker gets only what is named here.
  package var inherited: [String: String]

  package init(_ role: Role = .worker, path: String, arguments: [String], environment: [String: String]) {
    self.role = role
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

  /// Whether it can be run. Checked before the supervisor serves, and before every start.
  package func check() throws(SupervisorError) {
    do { try ProgramFile(path: path, role: role).check() } catch {
      throw .program(error.words + (error.isMissing ? "; \(role.advice)" : ""))
    }
  }
}
