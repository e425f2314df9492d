import CLinux
import Glibc
import Sandbox
import Secretary
import Synchronization

/// The way back to whoever started us, systemd or the supervisor: datagrams of the `sd_notify` protocol. Without a
/// `NOTIFY_SOCKET` nothing is said and nothing fails; a full or closed socket loses one word of status and no more.
package final class StatusChannel: Sendable {
  private let socketFile: Int32
  /// Empty when the socket is connected, as it is in a sandbox.
  private let address: [UInt8]
  private let isConnected: Bool
  private let isAsleep = Mutex(false)
  private let hasNobody = Mutex(false)
  /// In the place of the socket, for a worker that is no process.
  private let tell: (@Sendable ([UInt8]) -> Void)?
  /// How often the watchdog wants to hear from us; nil when nobody watches.
  package let watchdog: Duration?

  package init(environment: [String: String]) {
    tell = nil
    let path = environment["NOTIFY_SOCKET"] ?? ""
    // A name that begins with @ lives in the abstract namespace, spelled with a leading zero byte.
    let name = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
    let connected = environment[Channel.notification.rawValue].flatMap { Int32($0) }
    let isUsable = (path.hasPrefix("/") || path.hasPrefix("@")) && (2...107).contains(name.count)
    address = isUsable && connected == nil ? name : []
    isConnected = connected != nil
    socketFile =
      connected ?? (isUsable ? socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0) : -1)
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(socketFile, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    watchdog = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { period in
      isUsable && isForUs && period > 0 ? .microseconds(period) : nil
    }
  }

  /// - Parameter tell: takes every message instead of a socket. Memory is not told: it is not the worker's alone.
  package init(watchdog: Duration, tell: @escaping @Sendable ([UInt8]) -> Void) {
    (socketFile, address, isConnected) = (-1, [], false)
    (self.watchdog, self.tell) = (watchdog, tell)
  }

  deinit { if socketFile >= 0, !isConnected { close(socketFile) } }

  /// Whether the socket is connected to one that is gone. It cannot be connected again in a sandbox.
  var isCut: Bool { hasNobody.withLock { $0 } }

  /// Also when a sleep came to nothing, or is over.
  func ready(_ words: String) {
    isAsleep.withLock { $0 = false }
    send("READY=1\nSTATUS=\(Self.line(words))")
  }
  func status(_ words: String) { send("STATUS=\(Self.line(words))") }
  /// With the memory it has in use: the supervisor may not look itself, for `/proc` hides a hardened process from others.
  func alive() {
    let resident = tell == nil ? WorkerProcess.residentBytes : nil
    let memory = resident.map { "\nX_SECRETARY_RESIDENT=\($0)" } ?? ""
    isAsleep.withLock { isAsleep in
      if !isAsleep { send("WATCHDOG=1" + memory) }
    }
  }
  /// One whole check of the mailbox was completed: a crash after this is not the mailbox's doing.
  func completedCycle(_ words: String) { send("X_SECRETARY_CYCLE=1\nSTATUS=\(Self.line(words))") }
  /// Nothing will be heard of us for so long; from here on not even that we are alive. False when it could not be said: then
  /// whoever watches us would take a sleep for death.
  func asleep(_ words: String, for pause: Duration) -> Bool {
    let seconds = Int((pause / .seconds(1)).rounded(.up))
    return isAsleep.withLock { isAsleep in
      isAsleep = send("X_SECRETARY_ASLEEP=\(seconds)\nSTATUS=\(Self.line(words))", patiently: true)
      return isAsleep
    }
  }
  /// It ends in the middle of a check, and has got on nevertheless, for the message in hand is put off: so it says that it has
  /// been through, and whoever started it may start the next at once.
  package func giveUp(_ end: WorkerEnd) {
    completedCycle(end.words)
    stopping(end.words)
  }
  func stopping(_ words: String) { send("STOPPING=1\nSTATUS=\(Self.line(words))") }

  /// - Parameter patiently: waits for room in the socket, two seconds at most.
  @discardableResult
  private func send(_ message: String, patiently: Bool = false) -> Bool {
    let bytes = Array(message.utf8)
    if let tell {
      tell(bytes)
      return true
    }
    guard socketFile >= 0 else { return true }
    let flags = Int32(MSG_NOSIGNAL) | (patiently ? 0 : Int32(MSG_DONTWAIT))
    if isConnected {
      if Glibc.send(socketFile, bytes, bytes.count, flags) == bytes.count { return true }
      if [ECONNREFUSED, ECONNRESET, ENOTCONN, EPIPE].contains(errno) { hasNobody.withLock { $0 = true } }
      return false
    }
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: address) }
    // A path ends with its zero byte, an abstract name with its length.
    let length = MemoryLayout<sa_family_t>.size + address.count + (address.first == 0 ? 0 : 1)
    return withUnsafePointer(to: &target) { target in
      target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        sendto(
          socketFile, bytes, bytes.count, flags, target, socklen_t(length)) == bytes.count
      }
    }
  }

  /// A line break would begin another assignment, and a datagram has an end.
  static func line(_ text: String) -> String { String(text.scalars(500).map { $0.isNewline ? " " : $0 }) }
}
