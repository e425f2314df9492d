import Foundation
import Glibc
import GmailSimulator
import Secretary
import Storage
import Testing

/// What can be wrong around the programs: each is a sentence that says what to do, and an exit code that is right.
@Suite(.serialized) struct BadInputTests {
  // MARK: Keys

  @Test func `a worker by hand refuses a key file that is missing, open to others, or empty`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      let keys = mailbox.path("master-keys")
      chmod(keys, 0o644)
      let open = try await mailbox.once()
      #expect(open.code == 78)
      #expect(open.complaint.contains("Close it with `chmod 600 \(keys)`"))
      try Data().write(to: URL(filePath: keys))
      chmod(keys, 0o600)
      let empty = try await mailbox.once()
      #expect(empty.code == 78)
      #expect(
        empty.complaint.contains("Put the file back from its copy. If nobody has connected a mailbox yet, rename it"))
      try FileManager.default.removeItem(atPath: keys)
      let missing = try await mailbox.once()
      #expect(missing.code == 78)
      #expect(missing.complaint.contains("Make one with `secretary-supervisor keys generate`"))
    }
  }

  @Test func `a wrong key is named to whoever starts a worker by hand`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      try mailbox.forgetKeys()
      for purpose in ["--once", "--dry-run"] {
        let outcome = try await mailbox.run("secretary-worker", ["--user", "ann", purpose])
        #expect(outcome.code == 78)
        #expect(outcome.complaint.contains("which is not in the key file. Put that key back."), "\(outcome.complaint)")
        #expect(outcome.complaint.split(separator: "\n").count == 1)
        #expect(try await mailbox.store.leases.holders().isEmpty, "nobody waits for who cannot begin")
      }
    }
  }

  @Test func `a worker by hand says why it ended, and gives the lease back`() async throws {
    try await ConnectedMailbox.with { mailbox in
      let outcome = try await mailbox.once()
      #expect(outcome.code == 0 && !outcome.complaint.isEmpty)
      #expect(try await mailbox.store.leases.holders().isEmpty)
    }
  }

  @Test func `a wrong key holds the worker, says why in log and status, and the right one lets it go on`()
    async throws
  {
    try await ConnectedMailbox.with { mailbox in
      let right = try String(contentsOfFile: mailbox.path("master-keys"), encoding: .utf8)
      try mailbox.forgetKeys()
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      let isHeld = try await eventually {
        let status = try await mailbox.status()
        return status?.state == "held" && status?.problem.contains("Put that key back.") == true
      }
      #expect(isHeld != nil)
      #expect(mailbox.said.split(separator: "\n").contains { $0.contains("ann") && $0.contains("Put that key back.") })
      try right.write(toFile: mailbox.path("master-keys"), atomically: false, encoding: .utf8)
      kill(supervisor.processIdentifier, SIGHUP)
      let isCured = try await eventually {
        let status = try await mailbox.status()
        return status?.state == "running" && status?.problem == ""
      }
      #expect(isCured != nil)
    }
  }

  // MARK: Store

  @Test(arguments: [
    ("nowhere/secretary.db", "check the path"), ("letter.db", "is damaged or is not a database"),
    ("folder.db", "check the path"),
  ])
  func `a store that cannot be used is named by worker and supervisor, and is the operator's`(
    name: String, words: String
  ) async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      try String(repeating: "This is a letter. ", count: 500)
        .write(toFile: mailbox.path("letter.db"), atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(atPath: mailbox.path("folder.db"), withIntermediateDirectories: false)
      try mailbox.useStore(mailbox.path(name))
      for (program, arguments) in [
        ("secretary-worker", ["--user", "ann", "--once"]), ("secretary-worker", ["--user", "ann", "--dry-run"]),
        ("secretary-supervisor", ["run"]), ("secretary-supervisor", ["status"]),
      ] {
        let outcome = try await mailbox.run(program, arguments)
        #expect(outcome.code == 78, "\(program) \(arguments)")
        #expect(outcome.complaint.contains(mailbox.path(name)), "\(outcome.complaint)")
        let isLock = outcome.complaint.contains("must lie on a local disk this user may write to")
        #expect(outcome.complaint.contains(words) || isLock, "\(outcome.complaint)")
      }
    }
  }

  @Test func `a worker makes no store where there is none`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      try mailbox.useStore(mailbox.path("misspelt.db"))
      let outcome = try await mailbox.once()
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains("misspelt.db cannot be used"))
      #expect(!FileManager.default.fileExists(atPath: mailbox.path("misspelt.db")))
    }
  }

  @Test(.enabled(if: Privilege.canBecomeNobody, "only root can run a program as somebody else"))
  func `a store that belongs to somebody else is a question of its owner`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      chmod(mailbox.folder, 0o755)
      chown(mailbox.path("master-keys"), Privilege.nobody, Privilege.nobody)
      for mode: mode_t in [0o600, 0o644] {
        chmod(try mailbox.storePath, mode)
        for (program, arguments) in [
          ("secretary-worker", ["--user", "ann", "--once"]), ("secretary-supervisor", ["status"]),
        ] {
          let outcome = try await mailbox.run(program, arguments, as: Privilege.nobody)
          #expect(outcome.code == 78)
          #expect(outcome.complaint.contains("secretary.db cannot be used"), "\(outcome.complaint)")
          #expect(outcome.complaint.contains("who owns"), "\(outcome.complaint)")
        }
      }
    }
  }

  @Test func `a store of a newer version is refused by every program and left alone`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      _ = try await mailbox.sqlite("INSERT INTO schema_migrations VALUES (99, 'of the future', 'x')")
      for (program, arguments) in [
        ("secretary-worker", ["--user", "ann", "--once"]), ("secretary-supervisor", ["run"]),
        ("secretary-supervisor", ["status"]), ("secretary-supervisor", ["migrate"]),
      ] {
        let outcome = try await mailbox.run(program, arguments)
        #expect(outcome.code == 78, "\(program) \(arguments)")
        #expect(
          outcome.complaint.contains("secretary.db cannot be used")
            && outcome.complaint.contains("made by a newer version of this program. Use that version."),
          "\(outcome.complaint)")
      }
      #expect(try await mailbox.sqlite("SELECT max(version) FROM schema_migrations").contains("99"))
    }
  }

  // MARK: Users

  @Test func `a worker names a user who is unknown, and says how to connect one who is not`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      let unknown = try await mailbox.run("secretary-worker", ["--user", "nobody", "--once"])
      #expect(unknown.code == 78)
      #expect(unknown.complaint.contains("There is no user 'nobody'. `secretary-supervisor user list`"))
      try await mailbox.store.users.add("new@example.com", id: UserID("new"))
      for purpose in ["--once", "--dry-run"] {
        let unconnected = try await mailbox.run("secretary-worker", ["--user", "new", purpose])
        #expect(unconnected.code == 77)
        #expect(unconnected.complaint.contains("import-google-token"), "\(unconnected.complaint)")
      }
    }
  }

  @Test(arguments: [
    ("", "No ticket came"), ("half a line", "No ticket came"), ("rubbish\n", "is no ticket"), ("{}\n", "is no ticket"),
    ("{\"user\":\"ann\",\"lease\":\"x\",\"keys\":{},\"interval_seconds\":60}\n", "is no ticket"),
  ])
  func `a ticket that is none ends the worker with a word about who makes tickets`(
    line: String, words: String
  ) async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      let outcome = try await mailbox.run(
        "secretary-worker", ["--user", "ann"], input: line, environment: ["SECRETARY_TICKET": "stdin"])
      #expect(outcome.code == 78)
      #expect(outcome.complaint.contains(words) && outcome.complaint.contains("secretary-supervisor"))
    }
  }

  // MARK: Gmail

  @Test(arguments: [false, true])
  func `when Google cannot be reached one check ends with 75 and a sentence`(hasOldToken: Bool) async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      if hasOldToken {
        _ = try await mailbox.sqlite("UPDATE gmail_credentials SET token_expiry = '2020-01-01T00:00:00.000Z'")
      }
      let outcome = try await mailbox.once()
      #expect(outcome.code == 75)
      #expect(outcome.complaint.contains("check the network"), "\(outcome.complaint)")
      #expect(outcome.complaint.contains("google.token_url") == hasOldToken, "\(outcome.complaint)")
      #expect(outcome.complaint.split(separator: "\n").count == 1)
    }
  }

  @Test func `a supervised worker lives through an outage of Google and drafts when it is over`() async throws {
    try await ConnectedMailbox.with(isDown: true) { mailbox in
      let port = try #require(mailbox.base.split(separator: ":").last.flatMap { Int($0) })
      let google = mailbox.google
      try await SimulatorServer(google: google, port: port).serving { _, _ in
        let first = try await mailbox.once()
        #expect(first.code == 0)
      }
      try await mailbox.deliver()
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      let isTold = try await eventually(within: .seconds(60)) {
        try await mailbox.status()?.problem.contains("could not be reached") == true
      }
      #expect(isTold != nil)
      #expect(try await mailbox.status()?.state == "running")
      let worker = try await mailbox.status()?.pid
      try await SimulatorServer(google: google, port: port).serving { _, _ in
        let isDrafted = try await eventually(within: .seconds(60)) { try await mailbox.drafts() == [1, 1] }
        #expect(isDrafted != nil)
      }
      #expect(try await mailbox.status()?.pid == worker)
      #expect(supervisor.isRunning)
    }
  }

  @Test(arguments: [("GET", "/gmail/v1/users/*/messages/*"), ("POST", "/gmail/v1/users/*/drafts")])
  func `SIGTERM ends a worker in the middle of a slow answer, and nothing is lost or doubled`(
    method: String, path: String
  ) async throws {
    try await ConnectedMailbox.with { mailbox in
      #expect(try await mailbox.once().code == 0)
      try await mailbox.deliver()
      // The request is carried out, and its answer comes much later.
      await mailbox.google.add(Fault(.late(seconds: 120), .after, method: method, path: path))
      let worker = try mailbox.start("secretary-worker", ["--user", "ann"])
      #expect(await eventually { await mailbox.google.log.entries.contains { $0.fault == "late" } } != nil)
      worker.terminate()
      #expect(await eventually(within: .seconds(10)) { !worker.isRunning } != nil)
      #expect(worker.terminationReason == .exit && worker.terminationStatus == 0)
      await mailbox.google.clearFaults()
      #expect(try await mailbox.once().code == 0)
      #expect(try await mailbox.drafts() == [1, 1])
    }
  }

  // MARK: Disk

  @Test(.enabled(if: Privilege.canMount, "only root can mount a small disk"))
  func `a full disk damages nothing, is told, and the mail is drafted once when there is room`() async throws {
    let disk = try SmallDisk()
    defer { disk.remove() }
    try await ConnectedMailbox.with(storeFolder: disk.path) { mailbox in
      #expect(try await mailbox.once().code == 0)
      let supervisor = try mailbox.start("secretary-supervisor", ["run"])
      #expect(try await eventually { try await mailbox.status()?.state == "running" } != nil)
      let worker = try #require(try await mailbox.status()?.pid)
      disk.fill()
      try await mailbox.deliver()
      kill(worker, SIGUSR1)
      #expect(
        await eventually { mailbox.said.contains("ann") && mailbox.said.contains("is full. Nothing was damaged") }
          != nil)
      #expect(try await mailbox.drafts() == [0, 0])
      #expect(try await mailbox.sqlite("PRAGMA integrity_check").contains("ok"))
      disk.makeRoom()
      #expect(try await eventually(within: .seconds(60)) { try await mailbox.drafts() == [1, 1] } != nil)
      #expect(supervisor.isRunning && SupervisedFleet.isAlive(worker))
      // Another look finds nothing left to do.
      kill(worker, SIGUSR1)
      #expect(try await eventually { try await mailbox.status()?.problem == "" } != nil)
      #expect(try await mailbox.drafts() == [1, 1])
      #expect(try await mailbox.sqlite("PRAGMA integrity_check").contains("ok"))
    }
  }

  @Test(.enabled(if: Privilege.canMount, "only root can mount a small disk"))
  func `a worker by hand that meets a full disk says so and ends with 75`() async throws {
    let disk = try SmallDisk()
    defer { disk.remove() }
    try await ConnectedMailbox.with(storeFolder: disk.path) { mailbox in
      #expect(try await mailbox.once().code == 0)
      try await mailbox.deliver()
      disk.fill()
      let outcome = try await mailbox.once()
      #expect(outcome.code == 75)
      #expect(outcome.complaint.contains("work goes on when there is room"))
      disk.makeRoom()
      #expect(try await mailbox.once().code == 0)
      #expect(try await mailbox.drafts() == [1, 1])
    }
  }
}

/// A file system of one megabyte, which really has no room when it is full.
private struct SmallDisk {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else { throw POSIXError(.EPERM) }
  }

  func remove() {
    umount2(path, Int32(MNT_DETACH))
    try? FileManager.default.removeItem(atPath: path)
  }

  func fill() {
    let file = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
    let block = [UInt8](repeating: 0, count: 4096)
    while write(file, block, block.count) > 0 {}
    close(file)
  }

  func makeRoom() { unlink(path + "/filler") }
}

/// What this test run is allowed to do to the machine.
private enum Privilege {
  static let nobody: UInt32 = 65534

  static let canMount: Bool = {
    guard let disk = try? SmallDisk() else { return false }
    disk.remove()
    return true
  }()

  /// Root, with programs in a place that everybody may enter.
  static let canBecomeNobody: Bool = {
    guard geteuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else { return false }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    process.arguments = ["--reuid", "\(nobody)", "--clear-groups", SupervisedFleet.program, "--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
