import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

extension SimulatorServer {
  /// Serves until SIGTERM or SIGINT; requests in flight get half a second to end.
  package func runUntilSignalled(listening: @escaping @Sendable (String) -> Void) async throws {
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: Announced(server: self, listening: listening))],
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: Logger(label: "gmail-simulator") { _ in SwiftLogNoOpLogHandler() })
    configuration.maximumGracefulShutdownDuration = .milliseconds(500)
    try await ServiceGroup(configuration: configuration).run()
  }
}

/// The server, telling where it listens once it does.
private struct Announced: Service {
  let server: SimulatorServer
  let listening: @Sendable (String) -> Void

  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      listening(try await server.baseURL())
      try await group.waitForAll()
    }
  }
}
