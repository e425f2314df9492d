import CLinux
import Foundation
import Glibc
import Testing

@testable import Bootstrap

/// Log lines that nobody reads.
struct LogStreamTests {
  private func pipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    pipe2(&ends, O_CLOEXEC)
    return (ends[0], ends[1])
  }

  private func read(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  @Test func `a pipe that nobody reads stops nobody, and what was dropped is told once there is room`() {
    signal(SIGPIPE, SIG_IGN)  // as every program of ours begins
    let (reading, writing) = pipe()
    let stream = LogStream(writing)
    let line = String(repeating: "x", count: 999)
    for _ in 0..<200 { stream.write(line) }
    // Whoever else writes to that pipe waits as before.
    #expect(fcntl(writing, F_GETFL) & O_NONBLOCK == 0)
    let kept = read(reading).split(separator: "\n").count
    #expect((1..<200).contains(kept))
    stream.write("after")
    let text = read(reading)
    #expect(text.hasSuffix("\(200 - kept) log lines were dropped: nobody read them\nafter\n"), "\(text.suffix(200))")
    stream.write("more")
    #expect(read(reading) == "more\n")
    close(reading)
    stream.write("nobody is there")
    close(writing)
  }

  @Test func `a socket that nobody reads stops nobody either`() {
    var ends: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    let stream = LogStream(ends[1])
    for _ in 0..<2_000 { stream.write(String(repeating: "x", count: 999)) }
    #expect(read(ends[0]).hasPrefix("xxx"))
    for end in ends { close(end) }
  }

  @Test func `a file gets every line`() throws {
    let path = NSTemporaryDirectory() + "log-\(UUID().uuidString)"
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let stream = LogStream(file)
    for number in 0..<3 { stream.write("line \(number)") }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "line 0\nline 1\nline 2\n")
    close(file)
    unlink(path)
  }

  @Test func `an entry for the journal is written as its protocol says`() {
    #expect(JournalSocket.datagram(["MESSAGE=a=b", "X=é"]) == Array("MESSAGE=a=b\nX=é\n".utf8))
    #expect(
      JournalSocket.datagram(["MESSAGE=a\nb"]) == Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0]
        + Array("a\nb\n".utf8))
  }

  @Test func `a journal that does not read stops nobody, and is told how many it missed`() throws {
    let path = "/tmp/journal-\(UUID().uuidString.prefix(8))"
    let journal = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(journal, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    let socket = JournalSocket(path: path)
    for _ in 0..<5_000 { socket.send(["MESSAGE=hello"]) }
    #expect(read(journal) == "MESSAGE=hello\n")
    var flags = Int32(0)
    repeat { flags = Int32(recv(journal, nil, 0, Int32(MSG_DONTWAIT))) } while flags >= 0
    socket.send(["MESSAGE=again"])
    #expect(read(journal).hasPrefix("MESSAGE=again\nSECRETARY_DROPPED_LINES="))
    socket.send(["MESSAGE=and again"])
    #expect(read(journal) == "MESSAGE=and again\n")
    close(journal)
    unlink(path)
  }
}
