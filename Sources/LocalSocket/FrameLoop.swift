import CLinux
import Glibc

/// What has the connections of a `FrameServer`, on a thread of its own: it alone reads, writes and closes them. A connection is watched for one event
/// at a time: a message, or room for an answer; none while its message is being answered.
final class FrameLoop {
  typealias Welcome = @Sendable (_ hangUp: @escaping @Sendable () -> Void) -> any FrameAnswering

  /// Seconds after which it looks whether its socket is still there.
  private static let round = Duration.seconds(15)

  private let file: SocketFile
  private let limits: FrameServer.Limits
  private let mail: FrameMail
  private let watch: Int32
  private var listener: Int32
  private var identity: [UInt64]?
  private var connections: [Int32: FrameConnection] = [:]
  /// Until when those who are in the middle of something have to get on.
  private var hurried: [ConnectionID: ContinuousClock.Instant] = [:]
  private var number = 0
  /// Until when it goes on answering; nil while it serves.
  private var stopping: ContinuousClock.Instant?
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  /// - Parameter listener: listens at the file.
  init(_ file: SocketFile, listener: Int32, _ limits: FrameServer.Limits, _ mail: FrameMail) {
    self.file = file
    self.limits = limits
    self.mail = mail
    self.listener = listener
    identity = file.identity
    watch = secretary_new_watch()
    _ = secretary_watch(watch, listener)
    _ = secretary_watch(watch, mail.bell)
  }

  /// Blocks until it is told to stop and the last answer is given.
  func run(_ welcome: Welcome, _ arrived: AsyncStream<FrameArrival>.Continuation) {
    var ready = [Int32](repeating: 0, count: 256)
    var nextRound = ContinuousClock.now + Self.round
    while stopping.map({ !connections.isEmpty && .now < $0 }) ?? true {
      let count = secretary_next_events(watch, &ready, 256, hurried.isEmpty && stopping == nil ? 15_000 : 200)
      for descriptor in ready.prefix(max(0, Int(count))) {
        switch descriptor {
        case mail.bell: for word in mail.takeAll() { heed(word) }
        case listener: acceptAll(welcome)
        default: goOn(descriptor, arrived)
        }
      }
      let now = ContinuousClock.now
      for (connection, deadline) in hurried where deadline < now { close(connection) }
      if now >= nextRound {
        nextRound = now + Self.round
        mend()
      }
    }
    for connection in connections.values { Glibc.close(connection.id.descriptor) }
    connections = [:]
    Glibc.close(watch)
  }

  private func heed(_ word: FrameServer.Word) {
    switch word {
    case .answer(let id, let answer):
      guard let connection = connections[id.descriptor], connection.id == id else { return }
      guard let answer else { return close(id) }
      connections[id.descriptor]?.answer(answer)
      write(id)
    case .hangUp(let id): close(id)
    case .stop:
      guard stopping == nil else { return }
      stopping = .now + limits.pace
      if file.identity == identity { unlink(file.path) }
      Glibc.close(listener)
      listener = -1
      for connection in connections.values where !connection.isBusy { close(connection.id) }
    }
  }

  private func acceptAll(_ welcome: Welcome) {
    while true {
      let descriptor = accept4(
        listener, __SOCKADDR_ARG(__sockaddr__: nil), nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
      if descriptor < 0 { return }
      // The file's rights keep others away already; root is nobody to keep out.
      let peer = secretary_peer_user(descriptor)
      guard connections.count < limits.connections, peer == Int(geteuid()) || peer == 0,
        secretary_watch_once(watch, descriptor, 1, 0) == 0
      else {
        Glibc.close(descriptor)
        continue
      }
      number += 1
      let id = ConnectionID(descriptor: descriptor, number: number)
      connections[descriptor] = FrameConnection(id: id, answering: welcome { [mail] in mail.post(.hangUp(id)) })
      hurried[id] = .now + limits.pace
    }
  }

  /// Something happened to a connection.
  private func goOn(_ descriptor: Int32, _ arrived: AsyncStream<FrameArrival>.Continuation) {
    guard let connection = connections[descriptor] else { return }
    let id = connection.id
    if connection.isAnswering { return write(id) }
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN || errno == EINTR { return listen(to: id) }
    guard count > 0 else { return close(id) }
    switch connections[descriptor]?.take(buffer.prefix(count)) ?? .nonsense {
    case .nothingYet:
      if hurried[id] == nil { hurried[id] = .now + limits.pace }
      listen(to: id)
    case .message(let message):
      hurried[id] = nil
      arrived.yield(FrameArrival(connection: id, answering: connection.answering, message: message))
    case .nonsense: close(id)
    }
  }

  /// As much of its answer as there is room for.
  private func write(_ id: ConnectionID) {
    while let part = connections[id.descriptor]?.unsent, !part.isEmpty {
      let count = part.withUnsafeBytes { send(id.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN {
        if hurried[id] == nil { hurried[id] = .now + limits.pace }
        return listen(to: id, writing: true)
      }
      guard count > 0 else { return close(id) }
      connections[id.descriptor]?.sent(count)
    }
    hurried[id] = nil
    if stopping != nil { return close(id) }
    listen(to: id)
  }

  private func listen(to id: ConnectionID, writing: Bool = false) {
    if secretary_watch_once(watch, id.descriptor, 0, writing ? 1 : 0) != 0 { close(id) }
  }

  private func close(_ id: ConnectionID) {
    hurried[id] = nil
    guard connections[id.descriptor]?.id == id else { return }
    connections[id.descriptor] = nil
    Glibc.close(id.descriptor)
  }

  /// Whoever removes the socket's file keeps new workers out; it is put back.
  private func mend() {
    guard stopping == nil, file.identity != identity, let anew = try? file.listen(backlog: 4096) else { return }
    Glibc.close(listener)
    listener = anew
    identity = file.identity
    _ = secretary_watch(watch, listener)
  }
}
