import Foundation
import Glibc
import Secretary
import Storage
import StoreRequests
import Testing

/// What an operator, a cron job or a full pipe does to a running supervisor.
@Suite(.serialized) struct OperatorAccidentTests {
  private static func end(_ process: Process) async -> Int32? {
    guard await eventually(within: .seconds(90), { !process.isRunning }) != nil else { return nil }
    return process.terminationStatus
  }

  @Test func `with its store removed the supervisor ends, keeps what was in it, and no command begins an empty one`()
    async throws
  {
    try await SupervisedFleet.with(users: 1) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.starts.count == 1 } != nil)
      for end in ["", "-wal", "-shm"] { unlink(fleet.folder + "/store.db" + end) }
      #expect(await Self.end(supervisor) == 78)
      #expect(fleet.log.contains("store.db was removed while it was in use"))
      #expect(fleet.living.isEmpty)
      let rescued = try await Store.open(StoreLocation("sqlite:\(fleet.folder)/store.db.rescued"), migrating: false)
      #expect(try await rescued.users.list().count == 1)
      await rescued.close()
      let add = try fleet.startSupervisor("user add eve@example.com")
      #expect(await Self.end(add) == 78)
      #expect(access(fleet.folder + "/store.db", F_OK) != 0)
    }
  }

  @Test func `nothing is sealed with a key that a running supervisor does not have`() async throws {
    try await SupervisedFleet.with(users: 1) { fleet in
      let supervisor = try fleet.startSupervisor()
      #expect(await eventually { fleet.starts.count == 1 } != nil)
      let rotate = try fleet.startSupervisor("keys rotate")
      #expect(await Self.end(rotate) == 0)
      let early = try fleet.startSupervisor("keys reseal")
      #expect(await Self.end(early) != 0)
      #expect(fleet.log.contains("started before the key file was changed"))
      let reloaded = try fleet.startSupervisor("keys reseal --reloaded")
      #expect(await Self.end(reloaded) == 0)
      supervisor.terminate()
      #expect(await Self.end(supervisor) == 0)
      let late = try fleet.startSupervisor("keys reseal")
      #expect(await Self.end(late) == 0)
    }
  }

  @Test func `a worker program that becomes unusable costs nothing, and is started when it is one again`() async throws
  {
    try await SupervisedFleet.with(users: 3) { fleet in
      let supervisor = try fleet.startSupervisor()
      defer { supervisor.terminate() }
      #expect(await eventually { fleet.starts.count == 3 } != nil)
      let openFiles = { try await fleet.store.status.supervisors().first?.openFiles }
      let program = fleet.folder + "/worker"
      let content = try String(contentsOfFile: program, encoding: .utf8)
      for (bad, words) in [("", "is empty"), ("#!/no/such/interpreter\n", "is a script for"), ("MZ", "neither")] {
        let before = fleet.starts.count
        try bad.write(toFile: program, atomically: false, encoding: .utf8)
        for pid in fleet.living { kill(pid, SIGKILL) }
        // Several tries of each of them.
        let isTold = try await eventually(within: .seconds(60)) {
          let workers = try await fleet.store.status.workers().map(\.worker)
          return workers.allSatisfy {
            if case .notStarted(let why) = $0.lastExit { why.contains(words) } else { false }
          }
        }
        #expect(isTold != nil, "\(bad)")
        #expect(try await openFiles().map { $0 < 40 } == true)
        try content.write(toFile: program, atomically: false, encoding: .utf8)
        #expect(await eventually(within: .seconds(60)) { fleet.starts.count >= before + 3 } != nil)
      }
      #expect(try await openFiles().map { $0 < 40 } == true)
    }
  }

  @Test func `a pipe that nobody reads stops neither the supervisor nor its workers`() async throws {
    try await SupervisedFleet.with(users: 1) { fleet in
      let pipe = Pipe()
      // Full to the brim before it begins.
      let writing = pipe.fileHandleForWriting.fileDescriptor
      _ = fcntl(writing, F_SETFL, O_NONBLOCK)
      let line = [UInt8](repeating: 120, count: 4_096)
      while write(writing, line, line.count) > 0 {}
      while write(writing, line, 1) > 0 {}
      _ = fcntl(writing, F_SETFL, 0)
      let supervisor = try fleet.startSupervisor(output: pipe)
      #expect(await eventually { fleet.starts.count == 1 } != nil)
      supervisor.terminate()
      #expect(await Self.end(supervisor) == 0)
    }
  }
}
