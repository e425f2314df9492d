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

  @Test(arguments: [
    ("1@4026531836", "2@4026531836", true), ("1@4026532999", "2@4026531836", false), ("1", "2@4026531836", false),
    ("1@4026531836", "2", false), ("1", "2", true),
  ])
  func `of a process with numbers of its own nothing is known`(_ other: String, _ here: String, isGone: Bool) {
    let holder = { LeaseHolder(id: $0, program: "secretary-supervisor", host: "here", pid: 7) }
    #expect(holder(other).isGone(seenFrom: holder(here)) { _ in false } == isGone)
  }

  @Test(arguments: Engine.available) func `one user's lease is taken from the dead, and nobody else's`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let leases = test.store.leases
      _ = try await leases.acquire([ann, bob], holder: TestStore.supervisor, until: .nine(plus: 60))
      try await leases.release(ann, heldBy: "another")
      try await leases.release(ann, heldBy: TestStore.supervisor.id)
      let answer = try await leases.acquire([ann, bob], holder: RunningTests.other, until: .nine(plus: 60))
      #expect(Set(answer.granted.keys) == [ann])
      #expect(answer.refused[bob]?.holder == TestStore.supervisor)
    }
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
