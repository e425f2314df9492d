import Blocking
import Foundation
import Glibc
import Synchronization
import Testing

@testable import LocalSocket

/// One server and what knocks at it, with real sockets.
@Suite struct FrameServerTests {
  /// Says the message back; `bye` is hung up on.
  private struct Echo: FrameAnswering {
    var longestMessage = 1_000
    func answer(_ message: [UInt8]) async -> [UInt8]? { message == Array("bye".utf8) ? nil : message }
  }

  /// Messages that are being answered, until they are let go.
  private final class Gate: FrameAnswering {
    let longestMessage = 1_000
    /// Nil once it is open.
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]?>([])
    let arrived = AsyncStream.makeStream(of: Void.self)

    func answer(_ message: [UInt8]) async -> [UInt8]? {
      await withCheckedContinuation { continuation in
        let isOpen = waiting.withLock { waiting in
          waiting?.append(continuation)
          return waiting == nil
        }
        if isOpen { continuation.resume() }
        arrived.continuation.yield()
      }
      return message
    }

    func open() {
      let all = waiting.withLock { waiting in
        defer { waiting = nil }
        return waiting ?? []
      }
      for continuation in all { continuation.resume() }
    }
  }

  private static func serving(
    _ limits: FrameServer.Limits = FrameServer.Limits(connections: 100), by answering: any FrameAnswering = Echo(),
    _ body: (_ path: String, FrameServer) async throws -> Void
  ) async throws {
    let path = "/tmp/frames-\(UUID().uuidString)"
    let server = try FrameServer(at: path, limits: limits)
    async let served: Void = server.serve { _ in answering }
    let result: Result<Void, any Error>
    do { result = .success(try await body(path, server)) } catch { result = .failure(error) }
    server.stop()
    await served
    try result.get()
    #expect(SocketFile(path: path).identity == nil)
  }

  private static func line(to path: String, patience: Duration = .seconds(60)) throws -> FrameLine {
    let descriptor = try FrameLine.descriptor(connectedTo: path, patience: patience) { Task.isCancelled }
    return FrameLine(descriptor: descriptor, longestAnswer: 1_000)
  }

  /// Sends bytes that are no message, and waits for the end of the connection; on a thread of its own, because that blocks.
  private static func isHungUpOn(afterSending bytes: [UInt8], at path: String) async throws -> Bool {
    let descriptor = try #require(try SocketFile(path: path).connect())
    let end = End()
    await OwnThread.run {
      _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, 60_000) == 1 else { return }
      var byte: UInt8 = 0
      let count = recv(descriptor, &byte, 1, 0)
      end.isReached.withLock { $0 = count <= 0 }
    }
    close(descriptor)
    return end.isReached.withLock { $0 }
  }

  private final class End: Sendable {
    let isReached = Mutex(false)
  }

  @Test(arguments: [0, 1, 5, 1_000]) func `a message comes back as it was answered`(_ length: Int) async throws {
    try await Self.serving { path, _ in
      let line = try Self.line(to: path)
      let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
      for _ in 0..<3 { #expect(try await line.ask(message, patience: .seconds(60)) == message) }
    }
  }

  @Test(
    arguments: [
      [0xff, 0xff, 0xff, 0xff], [0, 0, 3, 0xe9], Array("GET / HTTP/1.1\r\n\r\n".utf8),
      [0, 0, 0, 1, 65, 0, 0, 0, 1, 66],
    ] as [[UInt8]])
  func `what is no message, too long, or two at once ends that connection only`(_ bytes: [UInt8]) async throws {
    try await Self.serving { path, _ in
      let neighbour = try Self.line(to: path)
      #expect(try await neighbour.ask([1], patience: .seconds(60)) == [1])
      #expect(try await Self.isHungUpOn(afterSending: bytes, at: path))
      #expect(try await neighbour.ask([2], patience: .seconds(60)) == [2])
    }
  }

  @Test(arguments: [[], [0, 0, 0, 9, 1]] as [[UInt8]])
  func `who says nothing or only half is hung up on after a while`(_ bytes: [UInt8]) async throws {
    try await Self.serving(FrameServer.Limits(connections: 100, pace: .milliseconds(50))) { path, _ in
      let isHungUpOn = try await Self.isHungUpOn(afterSending: bytes, at: path)
      #expect(isHungUpOn)
    }
  }

  @Test func `who was answered may wait as long as they like`() async throws {
    try await Self.serving(FrameServer.Limits(connections: 100, pace: .milliseconds(1))) { path, _ in
      let line = try Self.line(to: path)
      #expect(try await line.ask([1], patience: .seconds(60)) == [1])
      // Somebody else is given up meanwhile, so the time is over for whoever it counts for.
      #expect(try await Self.isHungUpOn(afterSending: [0], at: path))
      #expect(try await line.ask([2], patience: .seconds(60)) == [2])
    }
  }

  @Test func `there are no more connections than there may be`() async throws {
    try await Self.serving(FrameServer.Limits(connections: 1)) { path, _ in
      let first = try Self.line(to: path)
      #expect(try await first.ask([1], patience: .seconds(60)) == [1])
      #expect(try await Self.isHungUpOn(afterSending: [0, 0, 0, 1, 1], at: path))
      #expect(try await first.ask([2], patience: .seconds(60)) == [2])
    }
  }

  @Test func `a line that was hung up on is worth nothing any more`() async throws {
    try await Self.serving { path, _ in
      let line = try Self.line(to: path)
      await #expect(throws: LocalSocketError.unreachable) {
        try await line.ask(Array("bye".utf8), patience: .seconds(60))
      }
      await #expect(throws: LocalSocketError.unreachable) { try await line.ask([1], patience: .seconds(60)) }
    }
  }

  @Test func `whoever stops gives the answers that are under way`() async throws {
    let gate = Gate()
    try await Self.serving(by: gate) { path, server in
      let line = try Self.line(to: path)
      async let answer = line.ask([7], patience: .seconds(60))
      for await _ in gate.arrived.stream { break }
      server.stop()
      gate.open()
      #expect(try await answer == [7])
    }
  }

  @Test func `nobody is waited for longer than one has patience`() async throws {
    #expect(throws: LocalSocketError.unreachable) {
      try Self.line(to: "/tmp/frames-\(UUID().uuidString)", patience: .zero)
    }
    let gate = Gate()
    try await Self.serving(by: gate) { path, _ in
      let line = try Self.line(to: path)
      await #expect(throws: LocalSocketError.unreachable) { try await line.ask([1], patience: .milliseconds(20)) }
      gate.open()
    }
  }

  @Test func `a socket that its next owner made takes the place of the one before`() async throws {
    try await Self.serving { path, _ in
      let anew = try SocketFile(path: path).listen(backlog: 1)
      defer {
        close(anew)
        unlink(path)
      }
      let connection = try SocketFile(path: path).connect()
      #expect(connection != nil)
    }
  }

  @Test func `a path that is too long is refused with its name`() {
    let path = "/tmp/" + String(repeating: "x", count: 120)
    let error = #expect(throws: LocalSocketError.self) {
      try FrameServer(at: path, limits: FrameServer.Limits(connections: 1))
    }
    #expect(error.map { "\($0)" }?.contains("too long") == true)
  }
}
