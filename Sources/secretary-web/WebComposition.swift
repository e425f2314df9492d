import Bootstrap
import Foundation
import Gmail
import HTTPTransport
import Logging
import Storage
import StoreRequests
import Supabase
import Vault
import Web

/// Puts the pieces together: the configuration file, the keys and the store become what handlers work with.
struct WebComposition {
  private let deployment: Deployment

  /// Names at once everything that is missing.
  init(_ deployment: Deployment) throws(BootstrapError) {
    let missing = deployment.missingForWeb().map { ConfigurationProblem(line: nil, key: "", words: $0) }
    guard missing.isEmpty else { throw .configuration(file: deployment.file, problems: missing) }
    self.deployment = deployment
  }

  func configuration() throws -> WebConfiguration {
    let web = deployment.configuration.web
    var configuration = try WebConfiguration(
      listen: try ListenAddress(web.listen), site: try SiteAddress(web.publicURL))
    configuration.trustedProxies = try web.trustedProxies.map { (text) throws(WebProblem) in try AddressRange(text) }
    configuration.signIn = SignInRule(allowed: web.signIn)
    configuration.operators = Set(web.operators.map { $0.lowercased() })
    configuration.returnTo = web.returnTo
    configuration.apiOrigins = web.apiOrigins
    configuration.sessionIdle = web.sessionIdle
    configuration.sessionLifetime = web.sessionLifetime
    configuration.metricsToken = try deployment.metricsToken()
    configuration.standardInterval = deployment.configuration.worker.interval
    configuration.intervalOverrides = deployment.configuration.users.compactMapValues(\.interval)
    let drafting = deployment.configuration.drafting
    configuration.currency = drafting.currency
    configuration.budget = drafting.budget.limit(in: drafting.currency)
    if let drafts = drafting.budget.drafts { configuration.draftsADay = drafts }
    configuration.hasModel = deployment.configuration.drafting.writing.provider != .holdingReply
    configuration.requestLabel = deployment.configuration.google.requestLabel
    configuration.isGoogleItself =
      deployment.configuration.google.authorizeURL == Configuration.Google().authorizeURL
    return configuration
  }

  func services(logger: Logger) async throws -> WebServices {
    // What is wrong with the configuration is told before the store is asked for.
    _ = try configuration()
    return try services(on: try await store(), logger: logger)
  }

  func services(on store: Store, logger: Logger) throws -> WebServices {
    let configuration = try configuration()
    let keys = try deployment.masterKeys()
    let google = deployment.configuration.google
    let signIn = GoogleSignIn(
      client: OAuthClient(id: google.clientID, secret: try deployment.googleClientSecret()),
      endpoints: GoogleEndpoints(
        api: google.apiURL, token: google.tokenURL, revoke: google.revokeURL, authorize: google.authorizeURL,
        issuer: google.issuer),
      now: { Date() })
    let webKeys: WebKeys
    do { webKeys = try keys.webKeys() } catch { throw BootstrapError.unusable(error.description) }
    return WebServices(
      store: store, keys: keys, webKeys: webKeys, configuration: configuration, google: signIn,
      supabase: try deployment.supabaseKey().map {
        SupabaseProject(
          SupabaseEndpoints(url: deployment.configuration.supabase.url, key: $0), now: { Date() })
      },
      logger: logger)
  }

  /// Nobody waits longer in front of a page for a store that is busy.
  private static let patience = Duration.milliseconds(1_500)

  /// The supervisor makes and upgrades the tables; the web uses them only when they are its own version's.
  private func store() async throws(WebProblem) -> Store {
    do {
      return try await Store.open(deployment.store, migrating: false, patience: Self.patience, readingApart: true)
    } catch {
      let words = error.words(about: deployment.store)
      throw error.isTemporary ? .temporary(words) : .configuration(words)
    }
  }
}
