import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
package import Storage
import UnixSignals

/// Serves until SIGTERM or SIGINT, and reads its configuration again at SIGHUP. Requests in flight get ten seconds to end.
package enum WebProgram {
  private static let grace = Duration.seconds(10)

  /// - `reload`: the services as they are configured now, on the store that is open.
  /// - `notify`: tells the service manager.
  package static func run(
    _ services: WebServices, watchdog: Duration? = nil, reload: @escaping @Sendable (Store) throws -> WebServices,
    notify: @escaping @Sendable (WebNotice) -> Void
  ) async throws {
    let server = try WebServer(services)
    let pages = CurrentPages(server)
    let site = services.configuration.site.origin
    let application = server.application(pages) { address in
      services.logger.notice("Listening.", metadata: ["on": "\(address?.description ?? "?")", "site": "\(site)"])
      notify(.ready("Serving \(site)"))
    }
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup),
        .init(service: Housekeeping(services)), .init(service: StoreWatch(services)),
        .init(service: Reloading(pages: pages, services: services, reload: reload, notify: notify)),
        .init(service: Heartbeat(services, every: watchdog.map { $0 / 2 }, beat: { notify(.alive) })),
      ], gracefulShutdownSignals: [.sigterm, .sigint], logger: services.logger)
    configuration.maximumGracefulShutdownDuration = grace
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw Self.problem(error, services.configuration.listen)
    } catch let loss as StoreLoss {
      if let words = await services.store.leave(after: loss) { services.logger.notice("\(words)") }
      throw loss
    }
    notify(.stopping)
  }

  private static func problem(_ error: IOError, _ listen: ListenAddress) -> WebProblem {
    let place = "\(listen.host) port \(listen.port)"
    switch error.errnoCode {
    case EADDRINUSE: return .temporary("Something else listens on \(place). Stop it, or change web.listen.")
    case EACCES: return .configuration("Listening on \(place) is not allowed. Change web.listen to a port above 1023.")
    case EADDRNOTAVAIL: return .configuration("\(listen.host) is not an address of this machine. Change web.listen.")
    default: return .temporary("Listening on \(place) failed (error \(error.errnoCode)).")
    }
  }
}

/// What a service manager is told.
package enum WebNotice: Sendable {
  case ready(String)
  case alive
  /// The configuration is read again; `ready` ends it.
  case reloading
  case stopping
}
