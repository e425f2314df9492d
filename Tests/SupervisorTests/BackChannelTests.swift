import Foundation
import Glibc
import Logging
import Secretary
import Testing

@testable import Supervisor

@MainActor @Suite struct BackChannelTests {
  let events = EventQueue()

  private func channel(in folder: String? = nil, beside store: String? = nil) throws -> BackChannel {
    try BackChannel(
      in: folder, beside: store.map { StoreFile($0) }, events: events,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Has another process say hello there; returns its process id.
  private func say(_ words: String, to path: String) throws -> Int32 {
    let sender = Process()
    sender.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    sender.arguments = [
      "-MSocket", "-e",
      "socket(S, PF_UNIX, SOCK_DGRAM, 0); send(S, qq(\(words)), 0, pack_sockaddr_un($ARGV[0]))", path,
    ]
    try sender.run()
    sender.waitUntilExit()
    return sender.processIdentifier
  }

  private func heard() async -> [(pid: Int32, WorkerMessage)] {
    for await _ in events.arrivals {
      if case .heard(let messages)? = events.takeAll().first { return messages }
    }
    return []
  }

  @Test func `a message comes with the process the kernel vouches for, not the one it names`() async throws {
    let channel = try channel()
    defer { channel.close() }
    let sender = try say("READY=1\\nMAINPID=1\\nSTATUS=hello", to: channel.path)
    let messages = await heard()
    #expect(messages.map(\.pid) == [sender])
    #expect(messages.map(\.1) == [WorkerMessage(isReady: true, status: "hello")])
  }

  @Test
  func `without a place of its own the socket lies beside the store, open to nobody else, and goes with its owner`()
    throws
  {
    try withFolder { folder in
      let channel = try channel(beside: folder + "/store.db")
      #expect(channel.path == StoreFile(folder + "/store.db").path + ".workers")
      var status = stat()
      #expect(lstat(channel.path, &status) == 0)
      #expect(status.st_mode == S_IFSOCK | 0o600)
      channel.close()
      #expect(access(channel.path, F_OK) != 0)
    }
  }

  @Test(arguments: ["/tmp/" + String(repeating: "x", count: 200) + "/store.db", "/proc/store.db"])
  func `beside a store where no socket can be it lies in a folder that is closed to others`(store: String) throws {
    let channel = try channel(beside: store)
    let folder = (channel.path as NSString).deletingLastPathComponent
    var status = stat()
    #expect(lstat(folder, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    channel.close()
    #expect(access(folder, F_OK) != 0)
  }

  @Test(arguments: [true, false])
  func `a socket that was cleaned away is put back where the workers look for it`(withItsFolder: Bool) async throws {
    let channel = try channel()
    defer { channel.close() }
    unlink(channel.path)
    if withItsFolder { rmdir((channel.path as NSString).deletingLastPathComponent) }
    channel.mend()
    _ = try say("STATUS=again", to: channel.path)
    #expect(await heard().map(\.1) == [WorkerMessage(status: "again")])
  }

  @Test(arguments: [true, false])
  func `the folder that systemd made is made again where that is allowed, and else it is told`(mayBeMade: Bool)
    async throws
  {
    let parent = FileManager.default.temporaryDirectory.appending(path: "s\(UUID().uuidString.prefix(8))").path
    let folder = parent + "/run"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let channel = try channel(in: folder)
    try FileManager.default.removeItem(atPath: mayBeMade ? folder : parent)
    let problem = channel.mend()
    if mayBeMade {
      #expect(problem == nil)
      _ = try say("STATUS=again", to: channel.path)
      #expect(await heard().map(\.1) == [WorkerMessage(status: "again")])
    } else {
      #expect(problem?.exitStatus == .temporary)
      #expect(problem?.description.contains(channel.path) == true)
    }
    channel.close()
  }

  @Test func `a socket that is in its place is left alone`() async throws {
    let channel = try channel()
    defer { channel.close() }
    _ = try say("STATUS=before", to: channel.path)
    channel.mend()
    #expect(await heard().map(\.1) == [WorkerMessage(status: "before")])
  }

  @Test func `a folder that somebody else made in the place of ours is not entered`() throws {
    let channel = try channel()
    let folder = (channel.path as NSString).deletingLastPathComponent
    unlink(channel.path)
    rmdir(folder)
    mkdir(folder, 0o777)
    chmod(folder, 0o777)
    #expect(channel.mend()?.exitStatus == .temporary)
    #expect(access(channel.path, F_OK) != 0)
    channel.close()
  }

  @Test func `a socket left behind by one who was killed is replaced`() throws {
    try withFolder { folder in
      let first = try channel(in: folder)
      let second = try channel(in: folder)
      #expect(first.path == second.path)
      first.close()
      #expect(access(second.path, F_OK) == 0)
      second.close()
    }
  }

  @Test func `a folder whose path is too long for a socket is a clear error`() {
    #expect(throws: SupervisorError.self) { _ = try channel(in: "/tmp/" + String(repeating: "x", count: 200)) }
  }
}
