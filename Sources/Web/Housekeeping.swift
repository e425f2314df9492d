import Logging
import ServiceLifecycle
import Storage
import StoreRequests

/// Removes what is over: sessions and sign-ins that nobody finished. Both are refused when they are over, removed or not.
struct Housekeeping: Service {
  private static let pause = Duration.seconds(3600)

  private let services: WebServices

  init(_ services: WebServices) { self.services = services }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await tidy()
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  func tidy() async {
    do throws(StorageError) {
      try await services.store.sessions.removeExpired(idle: services.configuration.sessionIdle)
      try await services.store.oauthRequests.removeExpired()
    } catch {
      services.logger.warning("Old sessions stay for now.", metadata: ["error": "\(error)"])
    }
  }
}
