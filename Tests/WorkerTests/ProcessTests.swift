import Dispatch
import FoundationEssentials
import Glibc
import ManualTime
import Secretary
import Testing

@testable import Worker

@Suite(.serialized) struct ProcessTests {
  @Test(arguments: [
    ("UTC", 1_790_000_000.0, Weekday.monday, 14 * 60 + 13), ("Europe/Berlin", 1_790_000_000, .monday, 16 * 60 + 13),
    ("Asia/Kolkata", 1_790_000_000, .monday, 19 * 60 + 43), ("Pacific/Auckland", 1_790_000_000, .tuesday, 2 * 60 + 13),
    // An hour before and after Berlin's clocks go back.
    ("Europe/Berlin", 1_792_888_200, .sunday, 2 * 60 + 30), ("Europe/Berlin", 1_792_891_800, .sunday, 2 * 60 + 30),
    ("America/New_York", 1_767_225_600, .wednesday, 19 * 60),
  ])
  func `the user's clock is asked of the machine`(zone: String, moment: Double, day: Weekday, minute: Int) throws {
    #expect(
      try LocalWallClock.time(at: Date(timeIntervalSince1970: moment), in: zone)
        == LocalTime(weekday: day, minuteOfDay: minute))
  }

  @Test(arguments: ["", "Atlantis", "../../../etc/passwd", "/etc/localtime", "Europe", "Europe/Berlin\n", "a b"])
  func `an unknown time zone is never taken for another`(zone: String) {
    #expect(throws: LocalWallClock.UnknownTimeZone.self) { try LocalWallClock.time(at: Date(), in: zone) }
  }

  @Test(arguments: [false, true])
  func `status goes out as datagrams, to a path or an abstract name`(isAbstract: Bool) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("notify-\(UUID().uuidString)").path
    let receiver = try Receiver(path, isAbstract: isAbstract)
    let channel = StatusChannel(
      environment: ["NOTIFY_SOCKET": isAbstract ? "@\(path)" : path, "WATCHDOG_USEC": "30000000"])
    channel.ready("Ready\nand waiting")
    #expect(receiver.next() == "READY=1\nSTATUS=Ready and waiting")
    channel.completedCycle("Nothing new.")
    #expect(receiver.next() == "X_SECRETARY_CYCLE=1\nSTATUS=Nothing new.")
    channel.alive()
    let alive = receiver.next().split(separator: "\nX_SECRETARY_RESIDENT=")
    #expect(alive.first == "WATCHDOG=1")
    // This test's process is some tens of megabytes; a page count taken for bytes would be far below.
    #expect(alive.last.flatMap { Int($0) }.map { $0 > 1 << 20 } == true)
    #expect(channel.asleep("the last check found nothing new", for: .milliseconds(299_500)))
    #expect(receiver.next() == "X_SECRETARY_ASLEEP=300\nSTATUS=the last check found nothing new")
    // Asleep it is not even alive.
    channel.alive()
    channel.ready("Ready.")
    #expect(receiver.next() == "READY=1\nSTATUS=Ready.")
    #expect(channel.watchdog == .seconds(30))
  }

  @Test func `a line of status fits into a datagram, even of letters that hold megabytes`() {
    #expect(StatusChannel.line("e" + String(repeating: "\u{301}", count: 1_000_000)).utf8.count < 2_001)
  }

  @Test func `without a socket nothing is said and nobody watches`() {
    let channel = StatusChannel(environment: ["WATCHDOG_USEC": "1000"])
    channel.ready("Ready.")
    #expect(channel.watchdog == nil)
  }

  @Test func `another process's watchdog is not ours`() {
    let channel = StatusChannel(environment: ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"])
    #expect(channel.watchdog == nil)
  }

  @Test func `the ticket is the first line, and nothing behind it is taken`() {
    let (read, write) = pipe()
    send("{\"user\":\"ada\"}\nrest", to: write)
    #expect(Lifeline.readTicket(from: read) == "{\"user\":\"ada\"}")
    var rest = [UInt8](repeating: 0, count: 4)
    #expect(Glibc.read(read, &rest, 4) == 4 && rest == Array("rest".utf8))
    close(write)
    #expect(Lifeline.readTicket(from: read) == nil)
    close(read)
  }

  @Test func `a ticket without end is refused`() {
    let (read, write) = pipe()
    Flood.fill(write, bytes: Lifeline.longestTicket)
    #expect(Lifeline.readTicket(from: read) == nil)
    close(read)
    close(write)
  }

  @Test func `the lifeline tells when the other end is gone, and not before`() async {
    let (read, write) = pipe()
    let (cuts, cut) = AsyncStream.makeStream(of: Void.self)
    let source = Lifeline.watch(read) {
      cut.yield()
      cut.finish()
    }
    send("noise", to: write)
    close(write)
    var count = 0
    for await _ in cuts { count += 1 }
    #expect(count == 1)
    source.cancel()
    close(read)
  }

  private func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    Glibc.pipe(&ends)
    return (ends[0], ends[1])
  }

  private func send(_ text: String, to file: Int32) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(file, bytes, bytes.count)
  }
}

private enum Flood {
  /// A pipe holds exactly 64 KiB by default.
  static func fill(_ file: Int32, bytes: Int) {
    let letters = [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
    _ = Glibc.write(file, letters, letters.count)
  }
}

/// The other end of a notify socket.
private final class Receiver {
  private let file: Int32
  private let path: String?

  init(_ path: String, isAbstract: Bool) throws {
    file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    self.path = isAbstract ? nil : path
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = (isAbstract ? [0] : []) + Array(path.utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, socklen_t(length)) }
    }
    try #require(result == 0)
  }

  deinit {
    close(file)
    if let path { unlink(path) }
  }

  func next() -> String {
    var buffer = [UInt8](repeating: 0, count: 1_000)
    let count = recv(file, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
