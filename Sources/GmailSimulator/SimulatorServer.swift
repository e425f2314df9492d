import HTTPTypes
import Hummingbird
package import Logging
import NIOCore

/// The simulator as an HTTP server on the loopback interface.
///
/// In a test: `try await SimulatorServer().serving { google, base in … }`. As a program: `run()`, which ends when its task
/// is cancelled or the service group it runs in shuts down.
package struct SimulatorServer: Sendable {
  package let google: SimulatedGoogle
  private let configuration: SimulatorConfiguration
  private let bound = BoundAddress()
  private let logger: Logger

  /// The largest request body that is read, in bytes: Gmail's limit for an import, and some.
  private static let largestBody = 160 * 1024 * 1024

  package init(configuration: SimulatorConfiguration = SimulatorConfiguration(), logger: Logger? = nil) {
    self.init(google: SimulatedGoogle(configuration: configuration), configuration: configuration, logger: logger)
  }

  private init(google: SimulatedGoogle, configuration: SimulatorConfiguration, logger: Logger?) {
    self.configuration = configuration
    self.google = google
    var quiet = Logger(label: "gmail-simulator")
    quiet.logLevel = .error
    self.logger = logger ?? quiet
  }

  /// Puts a Google that was served before back on the network, at `port`.
  package init(google: SimulatedGoogle, port: Int) {
    var configuration = google.configuration
    configuration.port = port
    self.init(google: google, configuration: configuration, logger: nil)
  }

  /// `http://127.0.0.1:port`, once it listens. Throws when it stopped before.
  package func baseURL() async throws -> String { try await bound.value() }

  /// Serves until cancelled.
  package func run() async throws {
    do {
      try await application.run()
    } catch {
      await bound.fail(error)
      throw error
    }
    await bound.fail(CancellationError())
  }

  /// Serves while `body` runs, and stops after it.
  package func serving<Result: Sendable>(
    _ body: @Sendable (SimulatedGoogle, String) async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await run() }
      let result = try await body(google, try await baseURL())
      group.cancelAll()
      return result
    }
  }

  /// The service, for a group that handles signals.
  private var application: some ApplicationProtocol {
    Application(
      responder: CallbackResponder<Connection> { request, context in try await respond(to: request, on: context) },
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 4096),
      onServerRunning: { [bound, host = configuration.host] channel in
        await bound.set("http://\(host):\(channel.localAddress?.port ?? 0)")
      },
      logger: logger)
  }

  /// The connection is kept, to be able to reset it.
  struct Connection: InitializableFromSource {
    let channel: any Channel
    init(source: ApplicationRequestContextSource) { channel = source.channel }
  }

  private func respond(to request: Request, on connection: Connection) async throws -> Response {
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    if let authority = request.head.authority { headers["host"] = authority }
    let body = try await request.body.collect(upTo: Self.largestBody)
    let answer = await google.answer(
      SimulatedRequest(
        method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
        body: Array(body.readableBytesView)))
    return try await NetworkLatency(answer, on: connection.channel).response()
  }
}

/// Where the server listens, for those who wait to know.
private actor BoundAddress {
  private var outcome: Result<String, any Error>?
  private var waiting: [CheckedContinuation<String, any Error>] = []

  func value() async throws -> String {
    if let outcome { return try outcome.get() }
    return try await withCheckedThrowingContinuation { waiting.append($0) }
  }

  func set(_ address: String) { finish(.success(address)) }

  func fail(_ error: any Error) { finish(.failure(error)) }

  private func finish(_ outcome: Result<String, any Error>) {
    guard self.outcome == nil else { return }
    self.outcome = outcome
    for continuation in waiting { continuation.resume(with: outcome) }
    waiting = []
  }
}
