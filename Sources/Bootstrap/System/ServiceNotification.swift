import CSystemd
import Glibc

/// What a program tells the service manager that started it: systemd, or the supervisor, which speaks the same
/// protocol. Without `NOTIFY_SOCKET` in the environment nothing is said and nothing fails.
package enum ServiceNotification: Sendable, Equatable {
  case ready(status: String)
  case status(String)
  /// A reload began; `ready` ends it.
  case reloading
  case stopping
  /// All is well; asked for at least every `watchdogInterval`.
  case watchdog
  /// Starting or stopping takes longer: this much more time, counted from now.
  case extendTimeout(Duration)

  package func send() {
    sd_notify(0, message)
  }

  /// How long the service manager waits for the next `watchdog` before it gives us up, or nil when it does not watch.
  package static func watchdogInterval() -> Duration? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }

  var message: String {
    switch self {
    case .ready(let status): "READY=1\nSTATUS=\(Self.line(status))"
    case .status(let status): "STATUS=\(Self.line(status))"
    case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds())"
    case .stopping: "STOPPING=1"
    case .watchdog: "WATCHDOG=1"
    case .extendTimeout(let duration): "EXTEND_TIMEOUT_USEC=\(duration.components.seconds * 1_000_000)"
    }
  }

  /// A line break would begin another assignment.
  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// The clock that systemd compares a reload with (`CLOCK_MONOTONIC`).
  private static func monotonicMicroseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
}
