import EmptyStore
import Foundation
import Gmail
import GmailSimulator
import HTTPTransport
import Hummingbird
import InMemoryLogging
import Logging
import Secretary
import Storage
import StoreRequests
import Supabase
import Synchronization
import Vault

@testable import Web

/// The whole web over a store of its own and a Google of its own. Requests go through the same responder as in the program;
/// only the socket and the clock are ours.
struct WebFixture: Sendable {
  static let site = "https://secretary.example.com"

  let google: SimulatedGoogle
  /// The simulator's address.
  let base: String
  let store: Store
  let services: WebServices
  let server: WebServer
  /// One for all browsers, as in the program.
  let responder: RouterResponder<PageContext>
  let time: TestTime
  let log: InMemoryLogHandler

  /// - `change`: what is configured otherwise; everybody at example.com may sign in.
  /// - `takingTokens`: of the simulated Supabase project.
  static func with(
    site: String = site, takingTokens: Bool = false,
    _ change: @Sendable (inout WebConfiguration) throws -> Void = { _ in },
    _ body: @Sendable (WebFixture) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let time = TestTime()
    let address = try SiteAddress(site)
    var simulated = SimulatorConfiguration()
    simulated.redirectURIs = [address.redirectURI]
    simulated.now = { time.now }
    let registered = OAuthClient(id: simulated.clientID, secret: Secret(simulated.clientSecret))
    try await SimulatorServer(configuration: simulated).serving { google, base in
      let store = try await EmptyStore.open(
        try StoreLocation("sqlite:\(folder)/secretary.db"), now: { time.now })
      var configuration = try WebConfiguration(
        listen: ListenAddress(host: "127.0.0.1", port: 0), site: address)
      configuration.signIn = SignInRule(allowed: ["@example.com"])
      try change(&configuration)
      let log = InMemoryLogHandler()
      let keys = try KeyRing.generated()
      let services = WebServices(
        store: store, keys: keys, webKeys: try keys.webKeys(), configuration: configuration,
        google: GoogleSignIn(
          client: registered,
          endpoints: GoogleEndpoints(
            api: base, token: base + "/token", revoke: base + "/revoke", authorize: base + "/o/oauth2/v2/auth",
            issuer: base),
          now: { time.now }),
        supabase: takingTokens
          ? SupabaseProject(
            SupabaseEndpoints(url: base, key: Secret(SimulatedSupabase.key)), now: { time.now }) : nil,
        now: { time.now }, logger: Logger(label: "web") { _ in log })
      for name in ["ann", "ben"] { await google.addUser("\(name)@example.com", name: name.capitalized) }
      let server = try WebServer(services)
      let fixture = WebFixture(
        google: google, base: base, store: store, services: services, server: server, responder: server.responder(),
        time: time,
        log: log)
      do {
        try await body(fixture)
        await store.close()
      } catch {
        await store.close()
        throw error
      }
    }
  }

  /// A browser that nobody has signed in with.
  func browser(from client: String = "198.51.100.7") -> TestBrowser {
    TestBrowser(site: services.configuration.site, responder: responder, client: client, log: log)
  }

  /// A browser in which somebody is signed in, without Google's pages; nothing is connected.
  func browser(signedInAs address: String) async throws -> TestBrowser {
    let user = try await store.users.signIn(subject: "subject of \(address)", address: address)
    let token = try await store.sessions.open(for: user.id, lifetime: services.configuration.sessionLifetime)
    let browser = browser()
    browser.plant(services.cookies.session.name, token.reveal())
    return browser
  }

  /// A connected mailbox, as after signing in through Google; for tests in which that is not the point.
  func connect(_ user: UserID, _ address: String) async throws {
    try await store.credentials.connect(
      user, address: address,
      tokens: MailboxTokens(access: Secret("access"), refresh: Secret("refresh"), expiry: .distantFuture),
      sealedWith: try services.keys.keys(forUser: user.rawValue), scopes: [MailboxScope.modify])
  }

  func user(_ address: String) async throws -> User? { try await store.users.find(address) }

  /// Everything that was logged, as one text.
  var logged: String { log.entries.map { "\($0.level) \($0.message) \($0.metadata)" }.joined(separator: "\n") }
}

/// A wall clock that tests move.
final class TestTime: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

  var now: Date { moment.withLock { $0 } }
  func advance(by seconds: Double) { moment.withLock { $0 = $0.addingTimeInterval(seconds) } }
}
