import ServiceLifecycle
import Storage

/// Tells the service manager that this program is alive, as long as the store answers. An error is an answer: restarting us
/// mends no disk. A call that never returns is none.
struct Heartbeat: Service {
  private let services: WebServices
  private let pause: Duration?
  private let beat: @Sendable () -> Void

  /// - `every`: nil when nobody listens.
  init(_ services: WebServices, every pause: Duration?, beat: @escaping @Sendable () -> Void) {
    self.services = services
    self.pause = pause
    self.beat = beat
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = try? await services.store.settings.wantedRevision()
        beat()
        try? await Task.sleep(for: pause ?? .seconds(86_400))
      }
    }
  }
}
