import Foundation
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

/// Built workers that sleep between their checks, under the built supervisor and by themselves.
@Suite(.serialized) struct SleepingWorkerTests {
  private static let sleepy = "interval: 5m, sleep_after: 1s"

  private func row(_ mailbox: ConnectedMailbox) async throws -> WorkerStatusLine? {
    try await mailbox.store.status.workers().first
  }

  /// Asks Ann's worker for a check, and waits until that was done and it sleeps again; its process.
  private func checkAndSleep(_ mailbox: ConnectedMailbox) async throws -> Int32? {
    #expect(try await eventually(within: .seconds(60)) { try await row(mailbox)?.worker.pid != nil } != nil)
    let before = try await row(mailbox)?.checks ?? 0
    try await mailbox.store.settings.requestCheck(of: ConnectedMailbox.ann)
    let sleeps = try await eventually(within: .seconds(60)) {
      guard let row = try await row(mailbox), row.checks > before, let pid = row.worker.pid else { return false }
      return row.worker.state == .asleep && program(pid)?.hasSuffix("secretary-worker-sleep") == true
    }
    #expect(sleeps != nil)
    return try await row(mailbox)?.worker.pid
  }

  private func program(_ pid: Int32) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
  }

  @Test func `between checks a worker is a small program that knows no secret, and wakes up for a request`()
    async throws
  {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      let pid = try #require(try await checkAndSleep(mailbox))
      let resident = try await eventually(within: .seconds(30)) {
        try await row(mailbox)?.worker.residentBytes ?? .max < 3_000_000
      }
      #expect(resident != nil)
      #expect(try String(contentsOfFile: "/proc/\(pid)/maps", encoding: .utf8).contains("memfd") == false)
      let lease = try await mailbox.sqlite("SELECT token FROM worker_leases").split(separator: "'").dropFirst().first
      let arguments = try String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
      #expect(lease.map { !arguments.contains($0) } == true && arguments.contains("--because\0waiting"))
      try await mailbox.deliver()
      #expect(try await checkAndSleep(mailbox) == pid)
      #expect(try await mailbox.drafts() == [1, 1])
      #expect(try await row(mailbox)?.worker.restarts == 0)
      supervisor.terminate()
      #expect(await eventually { !supervisor.isRunning } != nil)
      #expect(!SupervisedFleet.isAlive(pid))
      #expect(try await row(mailbox)?.worker.lastExit == .code(0))
    }
  }

  @Test func `sleepers end when their supervisor is killed, and one that is killed comes back`() async throws {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      let first = try #require(try await checkAndSleep(mailbox))
      kill(first, SIGKILL)
      #expect(
        try await eventually(within: .seconds(30)) { try await row(mailbox).map { $0.worker.restarts == 1 } ?? false }
          != nil)
      let second = try #require(try await checkAndSleep(mailbox))
      #expect(second != first)
      kill(supervisor.processIdentifier, SIGKILL)
      #expect(await eventually(within: .seconds(5)) { !SupervisedFleet.isAlive(second) } != nil)
    }
  }

  /// Lets the configuration name copies of the worker's programs in a folder.
  private func useCopies(_ mailbox: ConnectedMailbox) throws -> String {
    let folder = mailbox.path("programs")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["secretary-worker", "secretary-worker-sleep"] { try copy(name, to: folder) }
    let file = mailbox.path("secretary.yaml")
    try String(contentsOfFile: file, encoding: .utf8)
      .replacing("sleep_after: 1s", with: "sleep_after: 1s, program: \(folder)/secretary-worker")
      .write(toFile: file, atomically: false, encoding: .utf8)
    return folder
  }

  /// As an upgrade does: another file takes the name.
  private func copy(_ name: String, to folder: String) throws {
    let source = URL(fileURLWithPath: SupervisedFleet.program).deletingLastPathComponent().appending(path: name).path
    try FileManager.default.copyItem(atPath: source, toPath: folder + "/new")
    #expect(rename(folder + "/new", folder + "/" + name) == 0)
  }

  /// What tells a file from another of the same name.
  private func file(_ path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }

  @Test func `after an upgrade the next check runs the new program, without a restart`() async throws {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let folder = try useCopies(mailbox)
      _ = try mailbox.start("secretary-supervisor", ["run"])
      let pid = try #require(try await checkAndSleep(mailbox))
      let old = try #require(file(folder + "/secretary-worker-sleep"))
      for name in ["secretary-worker", "secretary-worker-sleep"] { try copy(name, to: folder) }
      #expect(try await checkAndSleep(mailbox) == pid)
      #expect(program(pid) == folder + "/secretary-worker-sleep")
      #expect(file(folder + "/secretary-worker-sleep") != old)
      #expect(try await row(mailbox)?.worker.restarts == 0)
    }
  }

  @Test func `while the worker's program is missing, or its configuration is broken, it sleeps on and says so`()
    async throws
  {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let folder = try useCopies(mailbox)
      _ = try mailbox.start("secretary-supervisor", ["run"])
      let pid = try #require(try await checkAndSleep(mailbox))
      let says = { (words: String) in
        try await eventually(within: .seconds(20)) {
          guard case .asleep(let said?)? = try await row(mailbox)?.worker.condition else { return false }
          return said.contains(words)
        } != nil
      }
      #expect(rename(folder + "/secretary-worker", folder + "/away") == 0)
      kill(pid, SIGUSR1)
      #expect(try await says("cannot be run (No such file or directory)"))
      #expect(rename(folder + "/away", folder + "/secretary-worker") == 0)
      #expect(try await checkAndSleep(mailbox) == pid)
      let file = mailbox.path("secretary.yaml")
      let good = try String(contentsOfFile: file, encoding: .utf8)
      try good.replacing("sleep_after: 1s", with: "sleep_after: soon").write(
        toFile: file, atomically: false, encoding: .utf8)
      kill(pid, SIGUSR1)
      #expect(try await says("worker.sleep_after"))
      try good.write(toFile: file, atomically: false, encoding: .utf8)
      #expect(try await checkAndSleep(mailbox) == pid)
      #expect(try await row(mailbox)?.worker.restarts == 0)
    }
  }

  @Test func `a worker that cannot sleep goes on awake, and says so once`() async throws {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let folder = try useCopies(mailbox)
      try FileManager.default.removeItem(atPath: folder + "/secretary-worker-sleep")
      _ = try mailbox.start("secretary-supervisor", ["run"])
      for checks in 1...2 {
        #expect(try await eventually(within: .seconds(30)) { try await row(mailbox)?.worker.state == .running } != nil)
        try await mailbox.store.settings.requestCheck(of: ConnectedMailbox.ann)
        #expect(try await eventually(within: .seconds(30)) { try await row(mailbox)?.checks ?? 0 >= checks } != nil)
      }
      #expect(mailbox.said.components(separatedBy: "stays awake between its checks").count == 2)
      #expect(try await row(mailbox)?.worker.state == .running)
    }
  }

  @Test func `signals at random instants wake and end a worker, whatever program it is just then`() async throws {
    try await ConnectedMailbox.with(worker: Self.sleepy) { mailbox in
      let holder = LeaseHolder.thisProcess("test")
      let leases = try await mailbox.store.leases.acquire(
        [ConnectedMailbox.ann], holder: holder, until: Date().addingTimeInterval(3_600))
      let ticket = WorkerTicket(
        user: ConnectedMailbox.ann, address: ConnectedMailbox.address,
        lease: try #require(leases.granted[ConnectedMailbox.ann]),
        keys: try KeyRing.read(file: mailbox.path("master-keys")).keys(forUser: "ann"), intervalSeconds: 300,
        storeSocket: mailbox.path("store.sock"))
      let lifeline = Pipe()
      _ = try mailbox.start(
        "secretary-store", ["--socket", mailbox.path("store.sock")], input: lifeline.fileHandleForReading)
      for _ in 0..<15 {
        let (worker, input) = (Process(), Pipe())
        worker.executableURL = URL(fileURLWithPath: SupervisedFleet.program).deletingLastPathComponent()
          .appending(path: "secretary-worker")
        worker.arguments = ["--config", mailbox.path("secretary.yaml"), "--user", "ann"]
        worker.environment = ["PATH": "/usr/bin:/bin", "SECRETARY_TICKET": "stdin"]
        worker.standardInput = input
        worker.standardError = FileHandle.nullDevice
        try input.fileHandleForWriting.write(contentsOf: Data(try ticket.line()))
        try worker.run()
        for _ in 0..<Int.random(in: 1...200) {
          kill(worker.processIdentifier, SIGUSR1)
          usleep(.random(in: 0..<10_000))
        }
        #expect(worker.isRunning)
        let before = try await row(mailbox)?.checks ?? 0
        kill(worker.processIdentifier, SIGUSR1)
        #expect(try await eventually { try await row(mailbox)?.checks ?? 0 > before } != nil)
        usleep(.random(in: 0..<100_000))
        worker.terminate()
        #expect(await eventually { !worker.isRunning } != nil)
        #expect(worker.terminationReason == .exit && worker.terminationStatus == 0)
        try input.fileHandleForWriting.close()
      }
      try lifeline.fileHandleForWriting.close()
    }
  }
}
