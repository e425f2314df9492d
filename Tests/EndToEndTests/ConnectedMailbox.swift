import Foundation
import GmailSimulator
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing
import Vault

/// Ann's installation: a simulated mailbox, a store in which she is connected and switched on, and the built programs.
/// Whatever was started is gone afterwards.
final class ConnectedMailbox: Sendable {
  static let ann = UserID("ann")
  static let address = "ann@example.com"
  /// What no message of ours may show: her tokens, her mail, our SQL.
  private static let secrets = ["ya29.", "1//", "Lunch", "SELECT", "INSERT", "UPDATE", "PRAGMA"]

  let folder: String
  let google: SimulatedGoogle
  let base: String
  let store: Store
  private let started = Mutex<[Process]>([])

  private init(folder: String, google: SimulatedGoogle, base: String, store: Store) {
    self.folder = folder
    self.google = google
    self.base = base
    self.store = store
  }

  /// `storeFolder` is made by the caller when the store shall not lie beside the configuration. The simulator answers until
  /// `body` ends, or not at all when it `isDown`.
  static func with(
    storeFolder: String? = nil, isDown: Bool = false, worker: String = "interval: 15s",
    _ body: @escaping @Sendable (ConnectedMailbox) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mailbox-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = SimulatorServer()
    let visit: @Sendable (SimulatedGoogle, String) async throws -> Void = { google, base in
      let mailbox = try await set(up: folder, storeFolder ?? folder, worker, google, base)
      do { try await body(mailbox) } catch {
        await mailbox.endRest()
        throw error
      }
      await mailbox.endRest()
    }
    guard isDown else { return try await server.serving(visit) }
    // Its port is known, and nobody listens there any more.
    let base = try await server.serving { _, base in base }
    try await visit(server.google, base)
  }

  private static func set(
    up folder: String, _ storeFolder: String, _ worker: String, _ google: SimulatedGoogle, _ base: String
  ) async throws -> ConnectedMailbox {
    let ring = try KeyRing.generated()
    try ring.create(file: folder + "/master-keys")
    let client = google.configuration
    try client.clientSecret.write(toFile: folder + "/google-client-secret", atomically: false, encoding: .utf8)
    chmod(folder + "/google-client-secret", 0o600)
    try """
    store: sqlite:\(storeFolder)/secretary.db
    google: { client_id: \(client.clientID), api_url: "\(base)", token_url: "\(base)/token", revoke_url: "\(base)/revoke" }
    worker: { \(worker) }

    """.write(toFile: folder + "/secretary.yaml", atomically: false, encoding: .utf8)
    let store = try await Store.open(StoreLocation("sqlite:\(storeFolder)/secretary.db"), migrating: true)
    let mailbox = ConnectedMailbox(folder: folder, google: google, base: base, store: store)
    try await mailbox.connect(ann, address)
    return mailbox
  }

  /// Gives somebody a mailbox, connects it and switches the secretary on.
  func connect(_ user: UserID, _ address: String) async throws {
    await google.addUser(address)
    let credentials = try await google.credentials(of: address)
    try await store.users.add(address, id: user)
    try await store.credentials.connect(
      user, address: address,
      tokens: MailboxTokens(
        access: Secret(credentials.accessToken), refresh: Secret(credentials.refreshToken),
        expiry: Date().addingTimeInterval(3_000)),
      sealedWith: try KeyRing.read(file: path("master-keys")).keys(forUser: user.rawValue), scopes: credentials.scopes)
    try await store.settings.save(
      AgentSettings(userID: user, activeAgents: [AgentSettings.emailSecretary], draftMode: .gmail))
  }

  func path(_ name: String) -> String { folder + "/" + name }

  var storePath: String {
    get throws { String(try configuration.prefix { $0 != "\n" }.dropFirst("store: sqlite:".count)) }
  }

  private var configuration: String {
    get throws { try String(contentsOfFile: path("secretary.yaml"), encoding: .utf8) }
  }

  /// Lets the configuration name another file as the store.
  func useStore(_ other: String) throws {
    try configuration.replacing(try storePath, with: other)
      .write(toFile: path("secretary.yaml"), atomically: false, encoding: .utf8)
  }

  /// Makes another key file: its keys open nothing that is in the store.
  func forgetKeys() throws {
    try FileManager.default.removeItem(atPath: path("master-keys"))
    try KeyRing.generated().create(file: path("master-keys"))
  }

  /// Mail that deserves a reply.
  func deliver(to address: String = address, from sender: String = "bob") async throws {
    let mail = """
      From: Bob <\(sender)@example.net>\r
      To: \(address)\r
      Subject: Lunch on Friday\r
      Message-ID: <lunch-\(sender)@example.net>\r
      Date: Mon, 23 Nov 2026 09:00:00 +0000\r
      \r
      Shall we meet for lunch on Friday at noon?\r

      """
    try await google.deliver(Array(mail.utf8), to: address)
  }

  // MARK: The built programs

  /// Runs a program to its end; what it says on standard error must be fit for people.
  func run(
    _ program: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
    as user: UInt32? = nil
  ) async throws -> Installation.Outcome {
    var file = FileHandle.nullDevice
    if let input {
      try input.write(toFile: path("input"), atomically: false, encoding: .utf8)
      file = try FileHandle(forReadingFrom: URL(filePath: path("input")))
    }
    let process = try start(program, arguments, input: file, environment: environment, as: user)
    #expect(await eventually(within: .seconds(60)) { !process.isRunning } != nil)
    let complaint = said
    for secret in Self.secrets { #expect(!complaint.contains(secret), "\(complaint)") }
    return Installation.Outcome(code: process.terminationStatus, output: "", complaint: complaint)
  }

  func once() async throws -> Installation.Outcome { try await run("secretary-worker", ["--user", "ann", "--once"]) }

  func start(
    _ program: String, _ arguments: [String], input: FileHandle = .nullDevice, environment: [String: String] = [:],
    as user: UInt32? = nil
  ) throws -> Process {
    let process = Process()
    let path = URL(filePath: SupervisedFleet.program).deletingLastPathComponent().appending(path: program).path
    var words = [path] + arguments + ["--config", self.path("secretary.yaml")]
    if let user { words = ["/usr/bin/setpriv", "--reuid", "\(user)", "--clear-groups"] + words }
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = input
    try Data().write(to: URL(filePath: self.path("said")))
    let said = try FileHandle(forWritingTo: URL(filePath: self.path("said")))
    process.standardError = said
    process.standardOutput = said
    try process.run()
    started.withLock { $0.append(process) }
    return process
  }

  /// What the program started last has said so far.
  var said: String { (try? String(contentsOfFile: path("said"), encoding: .utf8)) ?? "" }

  private func endRest() async {
    let started = started.withLock { $0 }
    for process in started where process.isRunning { process.terminate() }
    if await eventually(within: .seconds(15), { started.allSatisfy { !$0.isRunning } }) == nil {
      for process in started where process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    await store.close()
  }

  // MARK: How it came out

  /// What status says about Ann.
  func status() async throws -> (state: String, pid: Int32?, problem: String)? {
    try await store.status.workers().first.map { ($0.worker.state.rawValue, $0.worker.pid, $0.problem ?? "") }
  }

  /// Rows in `email_drafts`, and drafts in Gmail.
  func drafts() async throws -> [Int] {
    [try await store.drafts.counts(of: Self.ann).values.reduce(0, +), try await google.drafts(of: Self.address).count]
  }

  /// One statement on the store's file, by another program than ours.
  func sqlite(_ statement: String) async throws -> String {
    let process = Process()
    let output = path("sqlite")
    try Data().write(to: URL(filePath: output))
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=10) as d: print(d.execute(sys.argv[2]).fetchone())",
      try storePath, statement,
    ]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    try process.run()
    #expect(await eventually { !process.isRunning } != nil)
    #expect(process.terminationStatus == 0)
    return try String(contentsOfFile: output, encoding: .utf8)
  }
}
