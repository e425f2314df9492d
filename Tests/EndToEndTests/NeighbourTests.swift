import Foundation
import Glibc
import GmailSimulator
import Secretary
import Storage
import Testing

/// Two people under one supervisor, each with a worker process of their own: what is slow, fails or hangs for one is no matter
/// of the other's.
@Suite(.serialized) struct NeighbourTests {
  private static let noa = UserID("noa")
  private static let address = "noa@example.com"

  private static func row(_ user: UserID, _ here: ConnectedMailbox) async throws -> WorkerStatusLine? {
    try await here.store.status.workers(of: user).first
  }

  private static func drafts(of user: UserID, _ here: ConnectedMailbox) async throws -> Int {
    try await here.store.drafts.counts(of: user).values.reduce(0, +)
  }

  @Test(arguments: [Fault.Kind.late(seconds: 600), .backendError])
  func `a mailbox that answers slowly or not at all, and a worker that hangs, delay nobody else`(
    kind: Fault.Kind
  ) async throws {
    try await ConnectedMailbox.with { here in
      try await here.connect(Self.noa, Self.address)
      let supervisor = try here.start("secretary-supervisor", ["run"])
      for user in [ConnectedMailbox.ann, Self.noa] {
        #expect(
          try await eventually(within: .seconds(60)) { try await Self.row(user, here)?.lastCheckAt != nil } != nil)
      }
      let ann = try #require(try await Self.row(ConnectedMailbox.ann, here)?.worker.pid)
      let noa = try #require(try await Self.row(Self.noa, here)?.worker.pid)
      #expect(ann != noa)
      // Noa's mailbox is in trouble, and she has mail that waits.
      await here.google.add(Fault(kind, account: Self.address, times: nil))
      try await here.deliver(to: Self.address)
      kill(noa, SIGUSR1)
      let isMet = await eventually { await here.google.log.entries.contains { $0.fault == kind.name } }
      #expect(isMet != nil)
      try await here.deliver()
      kill(ann, SIGUSR1)
      let isDrafted = try await eventually(within: .seconds(30)) { try await here.drafts() == [1, 1] }
      #expect(isDrafted != nil)
      #expect(try await Self.drafts(of: Self.noa, here) == 0)
      // Her worker does nothing at all any more.
      kill(noa, SIGSTOP)
      defer { kill(noa, SIGCONT) }
      try await here.deliver(from: "cleo")
      kill(ann, SIGUSR1)
      #expect(try await eventually(within: .seconds(30)) { try await here.drafts() == [2, 2] } != nil)
      #expect(try await Self.row(ConnectedMailbox.ann, here)?.worker.pid == ann)
      #expect(try await Self.row(ConnectedMailbox.ann, here)?.problem == nil)
      #expect(supervisor.isRunning)
    }
  }
}
