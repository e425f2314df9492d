import Foundation
import Glibc
import Secretary
import Storage
import Testing

/// The built `secretary-store` under the built supervisor, with built workers.
@Suite(.serialized) struct StoreProcessTests {
  /// The process of that program under a supervisor, or under a launcher of its; nil while there is none.
  private static func child(_ program: String, of supervisor: Process) -> Int32? {
    descendants(of: supervisor.processIdentifier).first { pid in
      SupervisedFleet.isAlive(pid)
        && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe"))?.hasSuffix("/" + program)
          == true
    }
  }

  private static func descendants(of pid: Int32) -> [Int32] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    let children = tasks.flatMap { task in
      let text = try? String(contentsOfFile: "/proc/\(pid)/task/\(task)/children", encoding: .utf8)
      return (text ?? "").split(separator: " ").compactMap { Int32($0) }
    }
    return children + children.flatMap { descendants(of: $0) }
  }

  private static func openFiles(of pid: Int32) -> [String] {
    let folder = "/proc/\(pid)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
  }

  private static func checks(_ mailbox: ConnectedMailbox) async throws -> Int {
    try await mailbox.store.status.workers().first?.checks ?? 0
  }

  @Test(arguments: ["interval: 15s, sleep_after: never", "interval: 5m, sleep_after: 1s"])
  func `a worker has no database open, and goes on when the store's process was killed`(_ worker: String) async throws {
    try await ConnectedMailbox.with(worker: worker) { mailbox in
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      #expect(try await eventually(within: .seconds(60)) { try await Self.checks(mailbox) > 0 } != nil)
      let store = try #require(Self.child("secretary-store", of: supervisor))
      // Asleep it has the connection as well; on its way there it may be neither program.
      var files: [String] = []
      let isSeen = await eventually {
        let worker =
          Self.child("secretary-worker", of: supervisor) ?? Self.child("secretary-worker-sleep", of: supervisor)
        files = worker.map(Self.openFiles) ?? []
        return !files.isEmpty
      }
      #expect(isSeen != nil)
      #expect(files.contains { $0.hasPrefix("socket:") } && !files.contains { $0.contains("secretary.db") })
      #expect(Self.openFiles(of: store).contains { $0.hasSuffix("secretary.db") })
      kill(store, SIGKILL)
      let back = await eventually { Self.child("secretary-store", of: supervisor).map { $0 != store } ?? false }
      #expect(try #require(back) < .seconds(1))
      try await mailbox.deliver()
      let isDrafted = try await eventually(within: .seconds(60)) {
        // The request stands until a worker has answered it.
        try await mailbox.store.settings.requestCheck(of: ConnectedMailbox.ann)
        return try await mailbox.drafts() == [1, 1]
      }
      #expect(isDrafted != nil)
      supervisor.terminate()
      #expect(await eventually { !supervisor.isRunning } != nil)
      #expect(supervisor.terminationStatus == 0)
    }
  }

  @Test func `the store's process does not outlive its supervisor, and leaves no socket behind`() async throws {
    try await ConnectedMailbox.with { mailbox in
      let first = try mailbox.start("secretary-supervisor", ["run"])
      #expect(await eventually { Self.child("secretary-store", of: first) != nil } != nil)
      let store = try #require(Self.child("secretary-store", of: first))
      #expect(await eventually { access(mailbox.path("secretary.db.store"), F_OK) == 0 } != nil)
      kill(first.processIdentifier, SIGKILL)
      #expect(await eventually(within: .seconds(5)) { !SupervisedFleet.isAlive(store) } != nil)
      #expect(access(mailbox.path("secretary.db.store"), F_OK) != 0)
      let second = try mailbox.start("secretary-supervisor", ["run"])
      #expect(try await eventually(within: .seconds(60)) { try await Self.checks(mailbox) > 0 } != nil)
      second.terminate()
      #expect(await eventually { !second.isRunning } != nil)
      #expect(access(mailbox.path("secretary.db.store"), F_OK) != 0)
    }
  }
}
