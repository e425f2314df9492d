import ServiceLifecycle
import Storage

/// Looks now and then whether the store is still the one on the disk, and ends the program when it is not: what people decide
/// on a store that nobody else sees would be lost.
struct StoreWatch: Service {
  private static let pause = Duration.seconds(15)

  private let services: WebServices

  init(_ services: WebServices) { self.services = services }

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if let loss = services.store.place?.loss { throw loss }
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}
