import Foundation
import Glibc
import Secretary
import Testing

@testable import Supervisor

@Suite struct StoreLockTests {
  @Test func `a second supervisor on the same store is refused and told which process is the first`() throws {
    try withFolder { folder in
      let first = try StoreLock(path: folder + "/lock")
      #expect(throws: SupervisorError.self) { _ = try StoreLock(path: folder + "/lock") }
      do throws(SupervisorError) { _ = try StoreLock(path: folder + "/lock") } catch {
        #expect("\(error)".contains("process \(getpid())"))
        #expect(error.exitStatus == .temporary)
      }
      _ = consume first
      // Gone with its holder, whatever became of the file.
      _ = try StoreLock(path: folder + "/lock")
    }
  }

  @Test func `a lock file that cannot be made is a sentence about its place`() {
    do throws(SupervisorError) { _ = try StoreLock(path: "/no/such/folder/lock") } catch {
      #expect("\(error)".contains("/no/such/folder/lock"))
    }
  }
}

@Suite struct StoreFileTests {
  @Test(arguments: [true, false]) func `every spelling of one store is one place, there or not yet`(exists: Bool) throws
  {
    try withFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: folder + "/real/below", withIntermediateDirectories: true)
      if exists { try Data().write(to: URL(fileURLWithPath: folder + "/real/store.db")) }
      for (link, target) in [
        ("folder", "real"), ("file.db", "real/store.db"), ("far.db", folder + "/real/store.db"),
        ("twice.db", "file.db"),
      ] { try files.createSymbolicLink(atPath: folder + "/" + link, withDestinationPath: target) }
      let place = StoreFile(folder + "/real/store.db")
      for spelling in [
        "folder/store.db", "real/below/../store.db", "file.db", "far.db", "twice.db", "./real//store.db",
      ] {
        #expect(StoreFile(folder + "/" + spelling) == place)
      }
      #expect(place.path.hasSuffix("/real/store.db"))
      #expect(StoreFile(folder + "/real/other.db") != place)
    }
  }

  @Test func `links in a circle and folders that are not there are left as they are spelled`() throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(atPath: folder + "/a", withDestinationPath: "a")
      #expect(StoreFile(folder + "/a").path.hasSuffix("/a"))
      #expect(StoreFile("/no/such/folder/store.db").path == "/no/such/folder/store.db")
    }
  }
}

@Suite struct WorkerProgramTests {
  @Test func `a program that cannot be run is refused before anything is started, with the reason`() throws {
    try withFolder { folder in
      let write = { (name: String, content: String, mode: mode_t) in
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        chmod(folder + "/" + name, mode)
      }
      try write("text", "hello", 0o755)
      try write("lost", "#!/no/such/interpreter\n", 0o755)
      try write("shut", "#!/bin/sh\n", 0o644)
      try write("good", "#!/bin/sh\n", 0o755)
      let cases = [
        ("missing", "cannot be found"), (".", "is not a file"), ("text", "neither a Linux program nor a script"),
        ("lost", "/no/such/interpreter"), ("good", nil), ("../../../../../../../../bin/true", nil),
      ]
      for (name, words) in cases {
        do throws(SupervisorError) {
          try WorkerProgram(path: folder + "/" + name, arguments: [], environment: [:]).check()
          #expect(words == nil)
        } catch {
          #expect(words.map { "\(error)".contains($0) } == true)
          #expect(error.exitStatus == .configuration)
        }
      }
      // Root may run nothing either that nobody may run.
      #expect(throws: SupervisorError.self) {
        try WorkerProgram(path: folder + "/shut", arguments: [], environment: [:]).check()
      }
    }
  }

  @Test func `a worker's environment is made afresh: nothing of ours passes that is not named`() {
    let program = WorkerProgram(
      path: "/bin/true", arguments: [],
      environment: [
        "PATH": "/p", "TZ": "Europe/Berlin", "NOTIFY_SOCKET": "/run/systemd/notify", "WATCHDOG_PID": "1",
        "AWS_SECRET_ACCESS_KEY": "x", "LD_PRELOAD": "y", "https_proxy": "http://proxy:3128",
      ])
    #expect(
      program.environment(notifySocket: "/run/ours", watchdog: .seconds(120)) == [
        "PATH": "/p", "TZ": "Europe/Berlin", "https_proxy": "http://proxy:3128", "NOTIFY_SOCKET": "/run/ours",
        "WATCHDOG_USEC": "120000000", "SECRETARY_TICKET": "stdin", "MALLOC_ARENA_MAX": "1",
        "MALLOC_TRIM_THRESHOLD_": "65536",
        "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.pthread.stack_cache_size=0",
        "GNUTLS_NO_IMPLICIT_INIT": "1", "LIBDISPATCH_LOG": "NO", "SWIFT_BACKTRACE": "enable=no",
      ])
  }
}

@Suite struct DescriptorBudgetTests {
  @Test func `starting stops at 80 % of the open files, says so, and goes on when children have ended`() {
    var budget = DescriptorBudget(open: 796, limit: 1000)
    #expect(budget.refusal == nil)
    budget.childStarted()
    budget.childStarted()
    #expect(budget.refusal?.contains("800 of 1000 open files") == true)
    budget.childEnded()
    #expect(budget.refusal == nil)
  }

  @Test func `a launcher has at most a thousand children, fewer under a low limit, and never none`() {
    #expect(
      [20_000, 1_024, 56, 20].map { DescriptorBudget(open: 0, limit: $0).childrenOfLauncher } == [1_000, 397, 10, 1])
  }

  @Test func `a limit of open files that is too low for all workers is said beforehand`() {
    #expect(DescriptorBudget(open: 0, limit: 20_000).lack(for: 100_000) == nil)
    #expect(DescriptorBudget(open: 0, limit: 56).lack(for: 60) == nil)
    #expect(DescriptorBudget(open: 0, limit: 56).lack(for: 61)?.contains("LimitNOFILE=") == true)
    #expect(DescriptorBudget(open: 0, limit: 20).lack(for: 1) != nil)
  }

  @Test func `the soft limit is raised as far as it may go`() {
    var limits = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    #expect(DescriptorBudget().limit == Int(clamping: limits.rlim_max))
  }
}

@Suite struct ProcessBudgetTests {
  @Test func `the lowest limit is named when it is too low for all workers, with room for others`() {
    let budget = ProcessBudget(limits: [("threads", 9_000), ("tasks of this unit", 4_064), ("process numbers", 32_768)])
    #expect(budget.lack(for: 4_000) == nil)
    let lack = budget.lack(for: 4_001)
    #expect(lack?.contains("4001 workers cannot all run with 4064 tasks of this unit") == true, "\(lack ?? "")")
    #expect(lack?.contains("TasksMax=") == true)
    #expect(ProcessBudget(limits: []).lack(for: 1_000_000) == nil)
  }

  @Test func `this system has limits, and they suffice for a few workers`() {
    #expect(ProcessBudget().limits.contains { $0.name == "threads" })
    #expect(ProcessBudget().lack(for: 3) == nil)
  }
}

@Suite struct PacketSocketTests {
  @Test func `orders and reports pass whole and in order, and the end of one side is told to the other`() throws {
    let (here, there) = try #require(PacketSocket.pair())
    let orders = [
      LaunchOrder.start(UserID("ann"), ticket: String(repeating: "x", count: 20_000)), .signal(pid: 7, SIGTERM), .look,
    ]
    for order in orders { #expect(here.send(order)) }
    #expect(there.isReadable(within: 0))
    for order in orders { #expect(there.receive(LaunchOrder.self) == order) }
    #expect(!there.isReadable(within: 0))
    there.send(LaunchReport.ended(pid: 7, .signal(SIGKILL)))
    close(there.descriptor)
    #expect(here.receive(LaunchReport.self) == .ended(pid: 7, .signal(SIGKILL)))
    #expect(here.receive(LaunchReport.self) == nil)
    #expect(!here.send(LaunchOrder.look))
    close(here.descriptor)
  }
}

@Suite struct EarlyWordsTests {
  @Test func `what strangers say is remembered within bounds`() {
    var early = EarlyWords()
    for pid in 0..<Int32(2 * EarlyWords.most) {
      for _ in 0..<20 { early.keep(WorkerMessage(isReady: true), from: pid) }
    }
    #expect((0..<Int32(2 * EarlyWords.most)).reduce(0) { $0 + early.take(of: $1).count } <= 8 * EarlyWords.most)
  }
}

@Suite struct StartRateTests {
  @Test func `a start counts for one minute`() {
    var starts = StartRate()
    for second in [0, 0, 30] { starts.count(at: Moment(.seconds(second))) }
    #expect([0, 59, 60, 89, 90].map { starts.perMinute(at: Moment(.seconds($0))) } == [3, 3, 1, 1, 0])
  }
}

/// A folder of its own for one test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "supervisor-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
