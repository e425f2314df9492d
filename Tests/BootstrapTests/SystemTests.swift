import CLinux
import Glibc
import Testing

@testable import Bootstrap

struct SystemTests {
  @Test(arguments: [
    (ServiceNotification.ready(status: "3 workers"), "READY=1\nSTATUS=3 workers"),
    (.status("one\nREADY=1"), "STATUS=one READY=1"),
    (.stopping, "STOPPING=1"),
    (.watchdog, "WATCHDOG=1"),
    (.extendTimeout(.seconds(10)), "EXTEND_TIMEOUT_USEC=10000000"),
  ])
  func `a notification is the assignment systemd knows`(notification: ServiceNotification, message: String) {
    #expect(notification.message == message)
  }

  @Test func `a reload carries the moment it began, by the monotonic clock`() throws {
    let message = ServiceNotification.reloading.message
    #expect(message.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    #expect(Int(message.drop { $0 != "U" }.drop { $0 != "=" }.dropFirst()) ?? 0 > 0)
  }

  @Test func `a notification reaches the socket the service manager named`() throws {
    let path = "/tmp/secretary-notify-\(getpid())"
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer {
      close(descriptor)
      unlink(path)
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    try #require(bound == 0)

    setenv("NOTIFY_SOCKET", path, 1)
    ServiceNotification.ready(status: "here").send()
    unsetenv("NOTIFY_SOCKET")

    var buffer = [UInt8](repeating: 0, count: 200)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    #expect(String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self) == "READY=1\nSTATUS=here")
  }

  @Test func `a hardened process leaves no core and hides its memory`() {
    ProcessHardening.apply()
    defer { _ = secretary_prctl_set_dumpable(1) }
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    #expect(limit.rlim_cur == 0 && limit.rlim_max == 0)
    #expect(secretary_prctl_get_dumpable() == 0)
  }
}
