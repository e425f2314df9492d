import Glibc
import Testing

@testable import Storage

@Suite struct LeaseHolderTests {
  private static func holder(_ host: String) -> LeaseHolder {
    LeaseHolder(id: "1", program: "secretary-supervisor", host: host, pid: 7)
  }

  @Test(arguments: [("here", true, false), ("here", false, true), ("there", true, false), ("there", false, false)])
  func `a holder is gone when its process is, which only its own machine knows`(
    host: String, isRunning: Bool, isGone: Bool
  ) {
    #expect(Self.holder(host).isGone(seenFrom: Self.holder("here")) { _ in isRunning } == isGone)
  }

  @Test func `this process runs, and one of a number that is never given does not`() {
    #expect(!LeaseHolder.isRunning(.max))
    #expect(LeaseHolder.isRunning(getpid()))
    // Somebody else's may not be signalled, and runs.
    #expect(LeaseHolder.isRunning(1))
  }

  @Test func `a holder says which machine and process it is`() {
    var name = utsname()
    uname(&name)
    let host = withUnsafeBytes(of: name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let holder = LeaseHolder.thisProcess("secretary-worker")
    #expect(holder.host == host && holder.pid == getpid())
    #expect(holder.id != LeaseHolder.thisProcess("secretary-worker").id)
    #expect("\(Self.holder("mail1"))" == "secretary-supervisor on mail1 (pid 7)")
  }
}
