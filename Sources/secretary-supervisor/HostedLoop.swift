import Bootstrap
import ConfiguredWorker
import HandWorker
import Logging
import Secretary
import Storage
import StoreRequests
import Supervisor
import Worker

/// One user's worker as a task of the supervisor's process, on a thread of its own.
struct HostedLoop: HostedWorker {
  private let loop: WorkerLoop
  private let firstDelay: Double
  private let thread: WorkerThread
  private let log: Logger

  init(_ ticket: WorkerTicket, in deployment: Deployment, _ reports: HostedWorkerReports) throws {
    let configuration = try WorkerConfiguration(
      of: ticket.user, store: WorkerConfiguration.opening(deployment.store), keys: ticket.keys,
      interval: .seconds(ticket.intervalSeconds), in: deployment)
    let thread = WorkerThread(label: "secretary.worker.\(ticket.user)")
    var log = Logger(label: "secretary.worker")
    log[metadataKey: "user"] = .string(ticket.user.rawValue)
    log[metadataKey: "address"] = ticket.address.map { .string($0) }
    let channel = StatusChannel(watchdog: reports.watchdog, tell: reports.tell)
    // Memory is everybody's: whatever limits it, no one check can be blamed.
    let worker = MailboxWorker(
      configuration, lease: ticket.lease, log: log,
      limits: CheckLimits(memory: nil, processorTimeUsed: { thread.processorTime })
    ) { [log] end in
      log.error("\(end.words)")
      channel.giveUp(end)
      reports.giveUp(end.status)
    }
    loop = WorkerLoop(worker, channel: channel, log: log)
    firstDelay = CheckSchedule(interval: configuration.interval).firstDelay(of: ticket.user, isSupervised: true)
    (self.thread, self.log) = (thread, log)
  }

  func run() async -> ExitStatus {
    let end = await withTaskExecutorPreference(thread) { await loop.run(firstDelay: firstDelay) }
    if end.status != .finished { log.error("\(end.words)") }
    return end.status
  }

  func requestCheck() { loop.requestCheck() }

  func requestEnd() { loop.requestEnd(WorkerEnd(.finished, "Asked to stop.")) }
}
