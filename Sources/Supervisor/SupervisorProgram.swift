import CLinux
import Dispatch
import Foundation
import Glibc
package import Logging
import Secretary
import Storage
import StoreRequests

/// The whole life of the supervisor process, from the main thread's point of view.
package enum SupervisorProgram {
  /// Serves until SIGTERM or SIGINT, then exits. Must be called on the main thread, from a `main` that is not `async`: only
  /// then is the main actor the main thread, which is the one thread on which `Process` starts children properly.
  package static func run(_ configuration: SupervisorConfiguration, version: String, logger: Logger) -> Never {
    precondition(Thread.isMainThread, "the supervisor lives on the main thread")
    unblockSignals()
    // Every exit is reported on a thread of its own, and each would get an arena of the allocator to itself.
    mallopt(M_ARENA_MAX, 1)
    let events = EventQueue()
    let signals = [
      SignalSource(SIGTERM) { events.post(.stop) }, SignalSource(SIGINT) { events.post(.stop) },
      SignalSource(SIGHUP) { events.post(.reload) },
    ]
    MainActor.assumeIsolated {
      // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
      _ = Task { @MainActor in
        let code = await serve(configuration, version: version, events: events, logger: logger)
        withExtendedLifetime(signals) { exit(code) }
      }
    }
    while true { RunLoop.main.run(until: .distantFuture) }
  }

  /// Children inherit what this thread blocks, and whoever started us may have had reasons of their own to block signals.
  private static func unblockSignals() {
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
  }

  /// Everything is made here, in the order in which it can fail without leaving anything behind.
  @MainActor private static func serve(
    _ configuration: SupervisorConfiguration, version: String, events: EventQueue, logger: Logger
  ) async -> Int32 {
    do throws(SupervisorError) {
      if case .process(let program, let storeProgram) = configuration.workers {
        try program.check()
        try storeProgram?.check()
      }
      let file = configuration.store.localFile.map { StoreFile($0) }
      let lock = try StoreLock.hold(file)
      let descriptors = DescriptorBudget()
      let store = try await open(configuration.store, logger)
      let client = StoreClient(
        store, holder: .thisProcess("secretary-supervisor"), version: version, sandbox: configuration.sandbox,
        wall: { Date() })
      do { try await client.clearAfterTheDead(isAlone: file != nil) } catch {
        throw .store(error, configuration.store)
      }
      var policy = RestartPolicy(
        startingAtOnce: configuration.startingAtOnce ?? 2 * ProcessInfo.processInfo.activeProcessorCount)
      policy.stopGrace = configuration.stopGrace
      let launcher: any WorkerLauncher
      let channel: BackChannel?
      let keeper: StoreKeeper?
      switch configuration.workers {
      case .process(let program, let storeProgram):
        let back = try BackChannel(in: configuration.runtimeDirectory, beside: file, events: events, logger: logger)
        launcher = LauncherFleet(
          program, channel: back, watchdog: policy.watchdog, descriptors: descriptors, events: events)
        keeper = storeProgram.map {
          StoreKeeper(
            $0, socket: back.storeSocket, notifySocket: back.path, watchdog: policy.watchdog, logger: logger)
        }
        channel = back
      case .task(let host):
        launcher = TaskLauncher(host, watchdog: policy.watchdog, descriptors: descriptors, events: events)
        (channel, keeper) = (nil, nil)
      }
      let (requests, handOver) = AsyncStream.makeStream(of: StoreRequest.self)
      let supervisor = Supervisor(
        configuration, policy: policy, launcher: launcher, events: events,
        // Stands still while the machine sleeps, as the workers do: nobody was silent then.
        timer: DeadlineTimer(SuspendingClock(), events: events), storeRequests: handOver, storeKeeper: keeper,
        storeLoss: { store.place?.loss }, logger: logger)
      async let served: Void = client.serve(requests, answering: events)
      async let kept: Void? = keeper?.keep()
      await supervisor.run()
      keeper?.stop()
      await kept
      await served
      channel?.close()
      if let loss = supervisor.loss {
        if let words = await store.leave(after: loss) { logger.notice("\(words)") }
      } else {
        await store.close()
      }
      _ = consume lock
      return supervisor.end.rawValue
    } catch {
      logger.critical("\(error)")
      return error.exitStatus.rawValue
    }
  }

  private static func open(_ location: StoreLocation, _ logger: Logger) async throws(SupervisorError) -> Store {
    let isNew = location.isMissing
    do {
      defer {
        if isNew, !location.isMissing {
          logger.notice(
            "made a new, empty store: \(location); if there should have been one, put it back with `secretary-supervisor restore FILE`"
          )
        }
      }
      return try await Store.open(location, migrating: true)
    } catch {
      throw .store(error, location)
    }
  }
}

/// Calls back when a signal arrives. libdispatch takes the signal over, and children are not affected by that.
private struct SignalSource {
  private let source: any DispatchSourceSignal

  init(_ signal: Int32, _ act: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeSignalSource(signal: signal, queue: DispatchQueue.global())
    source.setEventHandler(handler: act)
    source.resume()
  }
}
