package import Secretary
import Storage
package import StoreRequests
package import Vault

/// Everything the supervisor is started with. The door fills it from the deployment.
package struct SupervisorConfiguration: Sendable {
  package var store: StoreLocation
  package var workers: WorkerKind
  /// What a reload (SIGHUP) may change.
  package var rules: Rules
  /// Reads the rules again; what it throws is said in the log and the old rules stay.
  package var reload: @Sendable () throws -> Rules
  /// Where the workers' notification socket is made: `$RUNTIME_DIRECTORY` under systemd, nil to have it
  /// beside the store.
  package var runtimeDirectory: String?
  /// Workers that may be starting at one time; nil means twice the cores.
  package var startingAtOnce: Int?
  /// Between SIGTERM and SIGKILL of a worker.
  package var stopGrace: Duration
  /// Tells the service manager; does nothing when there is none.
  package var notify: @Sendable (SupervisorNotice) -> Void
  /// How often the service manager wants to hear `watchdog` at least; nil when it does not watch.
  package var watchdogInterval: Duration?
  /// What confines workers here, for the status.
  package var sandbox: String?

  package struct Rules: Sendable {
    package var keys: KeyRing
    /// The interval that holds for a user: id, address and their own choice in seconds go in.
    package var interval: @Sendable (UserID, String, Int?) -> Duration

    package init(keys: KeyRing, interval: @escaping @Sendable (UserID, String, Int?) -> Duration) {
      self.keys = keys
      self.interval = interval
    }
  }

  package init(
    store: StoreLocation, workers: WorkerKind, rules: Rules, reload: @escaping @Sendable () throws -> Rules,
    runtimeDirectory: String? = nil, startingAtOnce: Int? = nil, stopGrace: Duration = .seconds(25),
    notify: @escaping @Sendable (SupervisorNotice) -> Void = { _ in }, watchdogInterval: Duration? = nil,
    sandbox: String? = nil
  ) {
    self.store = store
    self.workers = workers
    self.rules = rules
    self.reload = reload
    self.runtimeDirectory = runtimeDirectory
    self.startingAtOnce = startingAtOnce
    self.stopGrace = stopGrace
    self.notify = notify
    self.watchdogInterval = watchdogInterval
    self.sandbox = sandbox
  }
}

/// What a worker is.
package enum WorkerKind: Sendable {
  /// A process of its own, which this program makes. `store` serves the store to all of them; nil to have each open it.
  case process(WorkerProgram, store: WorkerProgram? = nil)
  /// A task of this process.
  case task(WorkerHosting)
}

/// What the supervisor tells the service manager above it.
package enum SupervisorNotice: Sendable, Equatable {
  case ready(status: String)
  case status(String)
  /// A reload began; `ready` ends it.
  case reloading
  case stopping
  case extendTimeout(Duration)
  /// Plan, exits and store were all in order since the last one.
  case watchdog
}
