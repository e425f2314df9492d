import FoundationEssentials
import Logging
package import StoreRequests

extension WorkerLoop {
  /// The loop of a process that serves one user and ends with it.
  ///
  /// - Parameters:
  ///   - address: what people know the user by, for the log.
  ///   - beforeAbandoning: what is still done when a check hangs and the process ends without it.
  package static func ofProcess(
    _ configuration: WorkerConfiguration, of address: String?, lease: LeaseToken, carried: CarriedState? = nil,
    beforeAbandoning: @escaping @Sendable () async -> Void = {}
  ) -> WorkerLoop {
    var log = Logger(label: "secretary.worker")
    log[metadataKey: "address"] = address.map { .string($0) }
    let channel = StatusChannel(environment: ProcessInfo.processInfo.environment)
    let worker = MailboxWorker(configuration, lease: lease, log: log, carried: carried) { [log] end in
      log.error("\(end.words)")
      await beforeAbandoning()
      WorkerProcess.abandon(end, telling: channel)
    }
    return WorkerLoop(worker, channel: channel, log: log)
  }
}
