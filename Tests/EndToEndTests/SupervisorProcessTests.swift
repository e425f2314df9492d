import Foundation
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing

/// The built supervisor with real processes: each rule under which `Process` is dependable on Linux, and what a person may
/// rely on when processes are killed.
@Suite(.serialized) struct SupervisorProcessTests {
  @Test func `a worker starts with no signal blocked, a fresh environment, and its ticket on standard input`()
    async throws
  {
    try await SupervisedFleet.with(users: 1) { fleet in
      let supervisor = try fleet.startSupervisor(environment: ["STRAY_SECRET": "x", "TZ": "Europe/Berlin"])
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      let pid = try #require(fleet.living.first)
      let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
      #expect(status.contains("SigBlk:\t0000000000000000"))
      let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/environ"))
        .split(separator: 0).map { String(decoding: $0.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self) }
        .filter { !$0.hasPrefix("glibc.") }  // glibc takes its tunables apart where they lie
      #expect(
        Set(environment) == [
          "PATH", "TZ", "NOTIFY_SOCKET", "WATCHDOG_USEC", "SECRETARY_TICKET", "MALLOC_ARENA_MAX",
          "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES", "GNUTLS_NO_IMPLICIT_INIT", "LIBDISPATCH_LOG",
          "SWIFT_BACKTRACE",
        ])
      let line = try Data(contentsOf: URL(fileURLWithPath: fleet.folder + "/ticket-user-0"))
      let ticket = try #require(WorkerTicket(line: Array(line)))
      #expect(ticket.user == UserID("user-0"))
      // Nothing of the ticket can be seen from outside.
      let arguments = try String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
      #expect(!arguments.contains(ticket.lease.rawValue))
    }
  }

  @Test func `SIGTERM ends workers that know nothing of signals at once, and the supervisor leaves last`() async throws
  {
    let ignorant = "#!/bin/sh\necho \"$4 $$\" >> FOLDER/starts\nexec sleep 1000\n"
    try await SupervisedFleet.with(users: 4, worker: ignorant) { fleet in
      let supervisor = try fleet.startSupervisor()
      #expect(await eventually { fleet.living.count == 4 } != nil)
      supervisor.terminate()
      // With signals blocked they would live until the kill after 25 s.
      #expect(await eventually(within: .seconds(10)) { !supervisor.isRunning } != nil)
      #expect(fleet.living.isEmpty)
      #expect(supervisor.terminationStatus == 0)
    }
  }

  @Test func `when the supervisor is killed no worker is left after a second`() async throws {
    try await SupervisedFleet.with(users: 30) { fleet in
      let supervisor = try fleet.startSupervisor()
      #expect(await eventually { fleet.living.count == 30 } != nil)
      kill(supervisor.processIdentifier, SIGKILL)
      let gone = try #require(await eventually(within: .seconds(5)) { fleet.living.isEmpty })
      #expect(gone < .seconds(1))
      // And the next one serves at once: no lease of the dead is waited for.
      let next = try fleet.startSupervisor()
      defer { next.terminate() }
      #expect(await eventually(within: .seconds(10)) { fleet.living.count == 30 } != nil)
    }
  }

  @Test func `a second supervisor on the same store is refused, names the first, and disturbs nothing`() async throws {
    try await SupervisedFleet.with(users: 1) { fleet in
      let first = try fleet.startSupervisor()
      defer { first.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      let second = try fleet.startSupervisor()
      #expect(await eventually(within: .seconds(10)) { !second.isRunning } != nil)
      #expect(second.terminationStatus == 75)
      #expect(fleet.log.contains("another supervisor (process \(first.processIdentifier)) already serves this store"))
      #expect(fleet.starts.count == 1)
    }
  }

  @Test func `a second supervisor that calls the same store by another name is refused as well`() async throws {
    try await SupervisedFleet.with(users: 1) { fleet in
      let first = try fleet.startSupervisor()
      defer { first.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      try FileManager.default.createSymbolicLink(atPath: fleet.folder + "/link.db", withDestinationPath: "store.db")
      let configuration = try String(contentsOfFile: fleet.folder + "/secretary.yaml", encoding: .utf8)
      try configuration.replacing("/store.db", with: "/link.db")
        .write(toFile: fleet.folder + "/secretary.yaml", atomically: false, encoding: .utf8)
      let second = try fleet.startSupervisor()
      #expect(await eventually(within: .seconds(10)) { !second.isRunning } != nil)
      #expect(second.terminationStatus == 75)
    }
  }

  @Test
  func `switched on starts within three seconds, off stops within three, killed is replaced within half a second`()
    async throws
  {
    try await SupervisedFleet.with(users: 1) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      try await fleet.add(UserID("late"))
      #expect(try #require(await eventually { fleet.living.count == 2 }) < .seconds(3))
      let victim = try #require(fleet.living.first)
      // Its ticket is written before it says that it completed a cycle; a moment later that has been heard.
      _ = await eventually(within: .milliseconds(200)) { false }
      kill(victim, SIGKILL)
      let replaced = try #require(await eventually { fleet.starts.count == 3 })
      #expect(replaced < .milliseconds(500))
      try await fleet.store.settings.setEnabled(false, for: UserID("late"))
      #expect(try #require(await eventually { fleet.living.count == 1 }) < .seconds(3))
    }
  }

  @Test func `under a low limit of open files more launchers share the workers, and every exit is still noticed`()
    async throws
  {
    try await SupervisedFleet.with(users: 40) { fleet in
      // Of ours the supervisor inherits the socket on which Process waits for it: here one that lies above its limit.
      let occupied = (0..<70).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
      defer { for file in occupied { close(file) } }
      let supervisor = try fleet.startSupervisor(limits: "ulimit -n 56")
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 40 } != nil)
      #expect(fleet.launchers.count == 4)
      let victim = try #require(fleet.living.first)
      kill(victim, SIGKILL)
      #expect(await eventually { fleet.starts.count == 41 } != nil)
    }
  }

  @Test func `when a launcher is killed its workers end with it, and each user has one again`() async throws {
    try await SupervisedFleet.with(users: 5) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 5 } != nil)
      let before = Set(fleet.living)
      let launcher = try #require(fleet.launchers.first)
      kill(launcher, SIGKILL)
      #expect(await eventually(within: .seconds(2)) { before.allSatisfy { !SupervisedFleet.isAlive($0) } } != nil)
      #expect(await eventually { fleet.living.count == 5 } != nil)
      #expect(Set(fleet.starts.suffix(5).map(\.user)).count == 5)
      #expect(fleet.launchers.count == 1 && fleet.launchers.first != launcher)
      // They became the supervisor's own, which has waited for each: a dead process that nobody waits for keeps its number.
      #expect(before.allSatisfy { kill($0, 0) != 0 })
    }
  }

  @Test func `a child whose end is hidden by a grandchild is found dead and replaced, the grandchild ended`()
    async throws
  {
    // The grandchild inherits the socket on which Process waits for the end of the child.
    let forking = SupervisedFleet.readyWorker.replacing(
      "while (<STDIN>) {}",
      with:
        "if (!fork) { open(my $n, '>>', 'FOLDER/grandchildren'); syswrite($n, \"$$\\n\"); sleep 600; exit }\nwhile (<STDIN>) {}"
    )
    try await SupervisedFleet.with(users: 1, worker: forking) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { FileManager.default.fileExists(atPath: fleet.folder + "/grandchildren") } != nil)
      let child = try #require(fleet.living.first)
      kill(child, SIGKILL)
      #expect(await eventually { !SupervisedFleet.isAlive(child) } != nil)
      // A reload looks after the children at once instead of within fifteen seconds.
      kill(supervisor.processIdentifier, SIGHUP)
      #expect(await eventually(within: .seconds(10)) { fleet.starts.count == 2 } != nil)
      let text = try String(contentsOfFile: fleet.folder + "/grandchildren", encoding: .utf8)
      let grandchild = try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
      #expect(await eventually { !SupervisedFleet.isAlive(grandchild) } != nil)
    }
  }

  @Test func `many starts and ends leave no open file and no memory behind`() async throws {
    // Ends by itself after every cycle, so that it is started again every second.
    let brief = SupervisedFleet.readyWorker.replacing("while (<STDIN>) {}", with: "exit 0;")
    try await SupervisedFleet.with(users: 40, worker: brief) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually(within: .seconds(60)) { fleet.starts.count >= 200 } != nil)
      var launchers: [Int32] = []
      let isKnown = await eventually {
        launchers = fleet.launchers
        return launchers.count == 1
      }
      #expect(isKnown != nil)
      let processes = [supervisor.processIdentifier] + launchers
      let before = processes.map { Footprint(of: $0) }
      #expect(await eventually(within: .seconds(120)) { fleet.starts.count >= 1000 } != nil)
      for (before, after) in zip(before, processes.map { Footprint(of: $0) }) {
        // Without waitUntilExit() in the termination handler each of the 800 would leave an object of 1.6 KB behind.
        #expect(after.heapKilobytes - before.heapKilobytes < 700)
        #expect(after.openFiles - before.openFiles < 40)
      }
    }
  }

  @Test func `a worker program that cannot be run is a sentence and exit code 78, before anything is started`()
    async throws
  {
    try await SupervisedFleet.with(users: 1, worker: "no program at all") { fleet in
      let supervisor = try fleet.startSupervisor()
      #expect(await eventually { !supervisor.isRunning } != nil)
      #expect(supervisor.terminationStatus == 78)
      #expect(fleet.log.contains("neither a Linux program nor a script"))
    }
  }

  @Test func `the status says what a worker uses: its memory by its own word, its time by the kernel's`() async throws {
    let busy = SupervisedFleet.readyWorker.replacing("READY=1", with: "READY=1\\nX_SECRETARY_RESIDENT=4096")
      .replacing("while (<STDIN>) {}", with: "while ((times)[0] < 0.2) {}\nwhile (<STDIN>) {}")
    try await SupervisedFleet.with(users: 1, worker: busy) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      let isTold = try await eventually {
        // A reload reads what everybody uses at once instead of within ten seconds.
        kill(supervisor.processIdentifier, SIGHUP)
        _ = await eventually(within: .milliseconds(300)) { false }
        let row = try await fleet.store.status.workers().first?.worker
        return row?.residentBytes == 4_096 && (row?.cpuSeconds ?? 0) >= 0.2
      }
      #expect(isTold != nil)
    }
  }

  @Test
  func `workers held for a broken configuration are tried again by the reload that mends it, not by one that fails`()
    async throws
  {
    let reader = SupervisedFleet.readyWorker.replacing(
      "use Socket;", with: "open(my $c, '<', $ARGV[1]); exit 78 if join('', <$c>) =~ /broken/;\nuse Socket;")
    try await SupervisedFleet.with(users: 1, worker: reader) { fleet in
      func states() async throws -> [WorkerCondition.Name] {
        try await fleet.store.status.workers().map(\.worker.state)
      }
      let file = fleet.folder + "/secretary.yaml"
      let good = try String(contentsOfFile: file, encoding: .utf8)
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.living.count == 1 } != nil)
      try (good + "broken: yes\n").write(toFile: file, atomically: false, encoding: .utf8)
      try await fleet.add(UserID("late"))
      #expect(try await eventually { try await states().contains(.held) } != nil)
      kill(supervisor.processIdentifier, SIGHUP)
      #expect(await eventually { fleet.log.contains("the configuration was not reloaded") } != nil)
      #expect(try await states().contains(.held))
      #expect(fleet.starts.count == 1)
      try good.write(toFile: file, atomically: false, encoding: .utf8)
      kill(supervisor.processIdentifier, SIGHUP)
      #expect(try await eventually { try await states() == [.running, .running] } != nil)
      // Nobody else was disturbed.
      #expect(fleet.starts.count == 2)
    }
  }

  @Test func `a running worker is heard again after its socket was cleaned away`() async throws {
    let telling = SupervisedFleet.readyWorker.replacing(
      "while (<STDIN>) {}",
      with: """
        $SIG{USR1} = sub { send($out, "STATUS=was asked", 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET})) };
        while (<STDIN>) {}
        """)
    try await SupervisedFleet.with(users: 1, worker: telling) { fleet in
      func worker() async throws -> WorkerStatus? { try await fleet.store.status.workers().first?.worker }
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(try await eventually { try await worker()?.state == .running } != nil)
      try FileManager.default.removeItem(atPath: fleet.folder + "/store.db.workers")
      // Looked after at once instead of within fifteen seconds.
      kill(supervisor.processIdentifier, SIGHUP)
      #expect(await eventually { fleet.log.contains("notification socket was removed by somebody and is back") } != nil)
      try await fleet.store.settings.requestCheck(of: UserID("user-0"))
      #expect(try await eventually { try await worker()?.condition == .running(said: "was asked") } != nil)
      #expect(fleet.starts.count == 1)
    }
  }

  @Test func `a message on the back channel counts only from the worker itself`() async throws {
    // The READY comes from a grandchild, so the kernel names another process: the worker stays `starting`.
    let indirect = """
      #!/usr/bin/perl
      use Socket;
      open(my $notes, '>>', 'FOLDER/starts'); syswrite($notes, "$ARGV[-1] $$\\n");
      if (!fork) {
        socket(my $out, PF_UNIX, SOCK_DGRAM, 0);
        send($out, "READY=1", 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET}));
        open(my $done, '>', 'FOLDER/said'); exit;
      }
      while (<STDIN>) {}
      """
    try await SupervisedFleet.with(users: 1, worker: indirect) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { FileManager.default.fileExists(atPath: fleet.folder + "/said") } != nil)
      let isStarting = try await eventually {
        try await fleet.store.status.workers().first?.worker.state == .starting
      }
      #expect(isStarting != nil)
      let isRunning = try await eventually(within: .seconds(3)) {
        try await fleet.store.status.workers().first?.worker.state == .running
      }
      #expect(isRunning == nil)
    }
  }
}

/// What a process holds on to.
private struct Footprint {
  var openFiles: Int
  var heapKilobytes: Int

  init(of pid: Int32) {
    openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count) ?? 0
    let rollup = (try? String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)) ?? ""
    let line = rollup.split(separator: "\n").first { $0.hasPrefix("Private_Dirty:") } ?? ""
    heapKilobytes = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
