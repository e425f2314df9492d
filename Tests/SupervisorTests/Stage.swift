import EmptyStore
import Foundation
import Glibc
import Logging
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Vault

@testable import Supervisor

/// A supervisor on a real store with a staged launcher and a clock that stands still until the test moves it.
@MainActor struct Stage {
  let store: Store
  let launcher: StagedLauncher
  let events: EventQueue
  let clock = ManualClock()
  let notices = Notices()
  let folder: URL
  let keys: KeyRing

  private init(store: Store, folder: URL, keys: KeyRing) {
    (self.store, self.folder, self.keys) = (store, folder, keys)
    events = EventQueue()
    launcher = StagedLauncher(events: events)
  }

  /// Runs `body` while the supervisor serves `users`, then stops it and waits until it has left.
  static func with(
    users: [UserID] = [], watchdog: Duration? = nil, reload: (@Sendable () throws -> Void)? = nil,
    _ body: @MainActor (Stage) async throws -> Void,
    afterwards: @MainActor (Store) async throws -> Void = { _ in }
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "supervisor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let location = try StoreLocation("sqlite:\(folder.path)/store.db")
    let store = try await EmptyStore.open(location)
    let stage = Stage(store: store, folder: folder, keys: try KeyRing.generated())
    for user in users { try await stage.connect(user) }

    let rules = SupervisorConfiguration.Rules(keys: stage.keys) { _, _, chosen in .seconds(chosen ?? 300) }
    let notices = stage.notices
    let configuration = SupervisorConfiguration(
      store: location, workers: .process(WorkerProgram(path: "/bin/true", arguments: [], environment: [:])),
      rules: rules,
      reload: {
        try reload?()
        return rules
      },
      notify: { notices.add($0) }, watchdogInterval: watchdog)
    let client = StoreClient(store, holder: stage.holder, version: "test", wall: { Date() })
    let (requests, handOver) = AsyncStream.makeStream(of: StoreRequest.self)
    let supervisor = Supervisor(
      configuration, policy: RestartPolicy(startingAtOnce: 4), launcher: stage.launcher, events: stage.events,
      timer: DeadlineTimer(stage.clock, events: stage.events), storeRequests: handOver, jitter: { 0 },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    async let served: Void = client.serve(requests, answering: stage.events)
    async let running: Void = supervisor.run()
    try await body(stage)
    stage.events.post(.stop)
    for pid in stage.launcher.running { stage.events.post(.exited(pid: pid, .signal(SIGTERM))) }
    await running
    await served
    try await afterwards(store)
    await store.close()
  }

  let holder = LeaseHolder(id: "this", program: "secretary-supervisor", host: "here", pid: 1)

  /// Adds a user who is connected and switched on.
  func connect(_ user: UserID) async throws {
    _ = try await store.users.add("\(user)@example.com", id: user)
    try await reconnect(user)
  }

  /// Connects and switches on a user who is there already.
  func reconnect(_ user: UserID) async throws {
    try await store.credentials.connect(
      user, address: "\(user)@example.com",
      tokens: MailboxTokens(access: Secret("a"), refresh: Secret("r"), expiry: Date()),
      sealedWith: try keys.keys(forUser: user.rawValue), scopes: [])
    try await store.settings.setEnabled(true, for: user)
  }

  func say(_ message: WorkerMessage, from pid: Int32) { events.post(.heard([(pid, message)])) }

  /// Lets a second pass, once the supervisor has gone to sleep.
  func passSecond() async throws {
    try await clock.sleepers()
    clock.advance(by: .seconds(1))
  }

  /// The next order to the launcher, or nil when there is none within some minutes. Normally it is there or comes at once. When it
  /// does not, seconds pass: a supervisor that heard of something only after the test had let one pass begins to wait after it.
  func nextOrder() async -> StagedLauncher.Order? {
    async let _: Void = letTimePass()
    return await launcher.nextOrder()
  }

  /// A second for every five real ones, until it is cancelled or has lasted too long.
  private func letTimePass() async {
    for _ in 0..<30 {
      guard (try? await ContinuousClock().sleep(for: .seconds(5))) != nil, (try? await passSecond()) != nil else {
        return
      }
    }
    launcher.giveNoMore()
  }

  /// The status row of a user as soon as this is so, letting seconds pass until then. Between two seconds the store is
  /// asked many times: the supervisor writes to it in its own time, and what a row says may be true for a second only.
  func status(of user: UserID, when isSo: (WorkerStatus) -> Bool) async throws -> WorkerStatus? {
    for _ in 0..<60 {
      for _ in 0..<300 {
        let line = try await store.status.workers().first { $0.worker.userID == user }
        if let line, isSo(line.worker) { return line.worker }
      }
      try await passSecond()
    }
    return nil
  }
}

extension SupervisorNotice {
  /// How everything is, where that is what it tells.
  var status: String? { if case .status(let text) = self { text } else { nil } }
}

/// What the service manager was told, in order.
final class Notices: Sendable {
  private let all = Mutex<[SupervisorNotice]>([])

  func add(_ notice: SupervisorNotice) { all.withLock { $0.append(notice) } }
  var told: [SupervisorNotice] { all.withLock { $0 } }
}
