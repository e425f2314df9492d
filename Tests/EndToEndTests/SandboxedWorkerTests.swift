import Foundation
import Glibc
import Secretary
import Storage
import Testing

/// Built workers in their sandbox, under the built supervisor. What the sandbox keeps out is tried by `Tests/Attack/run`.
@Suite(.serialized) struct SandboxedWorkerTests {
  private func row(_ mailbox: ConnectedMailbox) async throws -> WorkerStatusLine? {
    try await mailbox.store.status.workers().first
  }

  /// A line of `/proc/PID/status`.
  private func line(_ name: String, of pid: Int32) -> String? {
    (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8))?.split(separator: "\n")
      .first { $0.hasPrefix(name + ":") }.map { $0.split(separator: "\t").last.map(String.init) ?? "" }
  }

  /// Asks for a check and waits until it is done and the worker sleeps again.
  private func check(_ mailbox: ConnectedMailbox) async throws {
    let before = try await row(mailbox)?.checks ?? 0
    try await mailbox.store.settings.requestCheck(of: ConnectedMailbox.ann)
    let isDone = try await eventually(within: .seconds(60)) {
      guard let row = try await row(mailbox) else { return false }
      return row.checks > before && row.worker.state == .asleep
    }
    #expect(isDone != nil)
  }

  @Test func `a worker enters its sandbox once, sleeps and wakes in it, and does its whole work`() async throws {
    try await ConnectedMailbox.with(worker: "interval: 5m, sleep_after: 1s, sandbox: required, memory_limit: 128M") {
      mailbox in
      _ = try mailbox.start("secretary-supervisor", ["run"])
      try await check(mailbox)
      let pid = try #require(try await row(mailbox)?.worker.pid)
      let outside = try #require(line("Seccomp_filters", of: getpid()).flatMap { Int($0) })
      for number in 1...3 {
        try await mailbox.deliver(from: "bob\(number)")
        try await check(mailbox)
        #expect(line("NoNewPrivs", of: pid) == "1")
        #expect(line("Seccomp_filters", of: pid) == "\(outside + 1)")
      }
      #expect(try await mailbox.drafts() == [3, 3])
      #expect(try await row(mailbox)?.worker.pid == pid)
      #expect(try await row(mailbox)?.worker.restarts == 0)
    }
  }

  @Test func `switched off there is none`() async throws {
    try await ConnectedMailbox.with(worker: "interval: 5m, sleep_after: 1s, sandbox: off") { mailbox in
      _ = try mailbox.start("secretary-supervisor", ["run"])
      try await check(mailbox)
      let pid = try #require(try await row(mailbox)?.worker.pid)
      #expect(line("NoNewPrivs", of: pid) == "0")
      #expect(line("Seccomp_filters", of: pid) == line("Seccomp_filters", of: getpid()))
    }
  }

  @Test func `a configuration that takes another's place is read by a new worker, at once and without a crash`()
    async throws
  {
    // A file in the store's folder could be read whatever it is.
    let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await ConnectedMailbox.with(storeFolder: folder, worker: "interval: 5m, sleep_after: 1s") { mailbox in
      _ = try mailbox.start("secretary-supervisor", ["run"])
      try await check(mailbox)
      let before = try #require(try await row(mailbox)?.worker.pid)
      let file = mailbox.path("secretary.yaml")
      try String(contentsOfFile: file, encoding: .utf8).write(toFile: file, atomically: true, encoding: .utf8)
      try await mailbox.store.settings.requestCheck(of: ConnectedMailbox.ann)
      let isBack = try await eventually(within: .seconds(60)) {
        guard let row = try await row(mailbox) else { return false }
        return row.worker.pid != before && row.worker.state == .asleep && row.worker.restarts == 1
      }
      #expect(isBack != nil)
      #expect(try await row(mailbox)?.worker.lastExit == .code(75))
      #expect(mailbox.said.contains("was replaced"))
      try await check(mailbox)
    }
  }

  @Test func `by hand a worker is in no sandbox of ours`() async throws {
    try await ConnectedMailbox.with(worker: "sandbox: required") { mailbox in
      let outcome = try await mailbox.once()
      #expect(outcome.code == 0)
    }
  }
}
