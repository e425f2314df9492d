import Glibc
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing
import Vault

@testable import Supervisor

/// Workers as tasks of one process.
@MainActor @Suite struct TaskLauncherTests {
  private static let ann = UserID("ann")

  /// A worker that ends when a test says so.
  private final class PlayedWorker: HostedWorker {
    let reports: HostedWorkerReports
    let asked = Mutex<[String]>([])
    private let (ends, end) = AsyncStream.makeStream(of: Secretary.ExitStatus.self)

    init(_ reports: HostedWorkerReports) { self.reports = reports }

    func run() async -> Secretary.ExitStatus { await ends.first { _ in true } ?? .finished }
    func requestCheck() { asked.withLock { $0.append("check") } }
    func requestEnd() { asked.withLock { $0.append("end") } }
    func end(_ status: Secretary.ExitStatus) { end.yield(status) }
  }

  private final class Workers: Sendable {
    private let made = Mutex<[PlayedWorker]>([])
    func add(_ worker: PlayedWorker) { made.withLock { $0.append(worker) } }
    var all: [PlayedWorker] { made.withLock { $0 } }
  }

  private let events = EventQueue()
  private let workers = Workers()
  private let launcher: TaskLauncher
  private let ticket: [UInt8]

  init() throws {
    launcher = TaskLauncher(
      { [workers] _, reports in
        let worker = PlayedWorker(reports)
        workers.add(worker)
        return worker
      }, watchdog: .seconds(60), descriptors: DescriptorBudget(open: 1, limit: 1000), events: events)
    ticket = try WorkerTicket(
      user: Self.ann, address: nil, lease: LeaseToken("l"), keys: KeyRing.generated().keys(forUser: "ann"),
      intervalSeconds: 60
    ).line()
  }

  /// What happened since it was last asked, once something has.
  private func happened() async -> [SupervisorEvent] {
    for await _ in events.arrivals { return events.takeAll() }
    return []
  }

  private func started() async throws -> Int32 {
    launcher.launch(Self.ann, ticket: ticket)
    guard case .started(Self.ann, let number)? = await happened().first else { throw CancellationError() }
    return number
  }

  @Test func `a worker has a number that no process has, speaks by it, and ends by it`() async throws {
    let number = try await started()
    #expect(number < 0)
    let worker = try #require(workers.all.first)
    worker.reports.tell(Array("READY=1".utf8))
    guard case .heard(let messages)? = await happened().first else { return #expect(Bool(false)) }
    #expect(messages.map(\.pid) == [number] && messages[0].1.isReady)
    worker.end(.temporary)
    guard case .exited(number, .code(75))? = await happened().first else { return #expect(Bool(false)) }
    #expect(try await started() < number)
  }

  @Test func `signals become requests`() async throws {
    let number = try await started()
    launcher.signal(number, SIGUSR1)
    launcher.signal(number, SIGTERM)
    #expect(workers.all.first?.asked.withLock { $0 } == ["check", "end"])
  }

  @Test func `one that is given up counts as ended, is to end, and has no successor while it lasts`() async throws {
    let number = try await started()
    let worker = try #require(workers.all.first)
    worker.reports.giveUp(.temporary)
    guard case .exited(number, .code(75))? = await happened().first else { return #expect(Bool(false)) }
    launcher.forget(number)
    #expect(worker.asked.withLock { $0 } == ["end"])
    launcher.launch(Self.ann, ticket: ticket)
    guard case .notStarted(Self.ann, let refusal)? = await happened().first else { return #expect(Bool(false)) }
    #expect(refusal.words.contains("does not end"))
    worker.end(.finished)
    _ = await happened()
    #expect(try await started() < number)
  }

  @Test func `what cannot be killed counts as killed`() async throws {
    let number = try await started()
    launcher.signal(number, SIGKILL)
    guard case .exited(number, .signal(SIGKILL))? = await happened().first else { return #expect(Bool(false)) }
  }
}
