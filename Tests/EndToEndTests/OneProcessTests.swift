import Foundation
import GmailSimulator
import Secretary
import Storage
import StoreRequests
import Testing

/// `secretary-worker --all`: every active user in one process.
@Suite struct OneProcessTests {
  private static let others = ["ben", "cleo"].map { UserID($0) }

  private static func address(_ user: UserID) -> String { "\(user)@example.com" }

  private func drafts(_ user: UserID, _ mailbox: ConnectedMailbox) async throws -> Int {
    try await mailbox.google.drafts(of: Self.address(user)).count
  }

  /// Waits until so many mailboxes were looked at: mail counts from then on.
  private func looked(_ count: Int, _ mailbox: ConnectedMailbox) async throws {
    #expect(
      try await eventually(within: .seconds(60)) {
        try await mailbox.store.status.workers().count { $0.checks > 0 } >= count
      } != nil)
  }

  /// The processes below it.
  private func children(of process: Process) throws -> String {
    try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children", encoding: .utf8)
  }

  @Test func `one process serves everybody, and ends when it is told to`() async throws {
    try await ConnectedMailbox.with { mailbox in
      for user in Self.others { try await mailbox.connect(user, Self.address(user)) }
      let process = try mailbox.start("secretary-worker", ["--all"])
      try await looked(3, mailbox)
      for user in [ConnectedMailbox.ann] + Self.others { try await mailbox.deliver(to: Self.address(user)) }
      for user in [ConnectedMailbox.ann] + Self.others {
        #expect(try await eventually(within: .seconds(60)) { try await drafts(user, mailbox) == 1 } != nil)
      }
      #expect(try children(of: process).isEmpty)
      let workers = try await mailbox.store.status.workers()
      #expect(workers.count == 3 && workers.allSatisfy { $0.worker.state == .running && $0.worker.pid == nil })
      process.terminate()
      #expect(await eventually { !process.isRunning } != nil)
      #expect(process.terminationStatus == 0)
      #expect(try await mailbox.sqlite("SELECT count(*) FROM worker_leases").hasPrefix("(0,"))
    }
  }

  @Test func `one whose access was withdrawn stops nobody else`() async throws {
    try await ConnectedMailbox.with { mailbox in
      for user in Self.others { try await mailbox.connect(user, Self.address(user)) }
      try await mailbox.google.revokeAccess(of: ConnectedMailbox.address)
      _ = try await mailbox.sqlite("UPDATE agent_settings SET time_zone = 'Nowhere' WHERE user_id = 'ben'")
      let process = try mailbox.start("secretary-worker", ["--all"])
      #expect(
        try await eventually(within: .seconds(60)) {
          try await mailbox.store.credentials.credential(of: ConnectedMailbox.ann)?.isConnected == false
        } != nil)
      #expect(
        try await eventually(within: .seconds(60)) {
          try await mailbox.store.status.workers().contains { $0.worker.userID == Self.others[1] && $0.checks > 0 }
        } != nil)
      try await mailbox.deliver(to: Self.address(Self.others[1]))
      #expect(try await eventually(within: .seconds(60)) { try await drafts(Self.others[1], mailbox) == 1 } != nil)
      #expect(process.isRunning)
    }
  }

  @Test func `whom to serve is said one way or the other`() async throws {
    try await ConnectedMailbox.with { mailbox in
      for arguments in [[], ["--all", "--user", "ann"], ["--all", "--once"], ["--all", "--dry-run"]] {
        let end = try await mailbox.run("secretary-worker", arguments)
        #expect(end.code == 64 && end.complaint.contains("--all"))
      }
    }
  }
}
