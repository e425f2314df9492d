import Logging
import ServiceLifecycle
import Storage
import UnixSignals

/// Reads the configuration again at SIGHUP: keys, who may sign in, and all else but the address that is listened on. One that
/// cannot work changes nothing.
struct Reloading: Service {
  let pages: CurrentPages
  let services: WebServices
  /// The services as they are configured now, on this store.
  let reload: @Sendable (Store) throws -> WebServices
  let notify: @Sendable (WebNotice) -> Void

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { reloadOnce() }
  }

  func reloadOnce() {
    notify(.reloading)
    do {
      let fresh = try reload(services.store)
      pages.replace(by: try WebServer(fresh))
      fresh.logger.notice("Read the configuration again.")
      notify(.ready("Serving \(fresh.configuration.site.origin)"))
    } catch {
      services.logger.error("The configuration was not read again, the old one stays: \(error)")
      notify(.ready("Serving \(services.configuration.site.origin); the configuration was not read again"))
    }
  }
}
