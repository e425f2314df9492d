package import Bootstrap
import ConfiguredModels
package import FoundationEssentials
import Gmail
package import Secretary
package import Vault
package import Worker

extension WorkerConfiguration {
  /// What the configuration file says, for this user.
  ///
  /// - Parameters:
  ///   - openStore: how it comes by what it may ask of the store.
  ///   - keys: the user's own.
  ///   - interval: between two checks.
  ///   - since: where the very first check of the mailbox begins; nil means now.
  package init(
    of user: UserID, store openStore: @escaping StoreOpening, keys: UserKeys, interval: Duration,
    in deployment: Deployment, since: Date? = nil
  ) throws {
    let google = deployment.configuration.google
    let drafting = deployment.configuration.drafting
    let models = try ConfiguredModels(deployment)
    var limits = DraftLimits()
    if let drafts = drafting.budget.drafts { limits.perMailboxAndDay = drafts }
    let gmail = GmailService(
      client: OAuthClient(id: google.clientID, secret: try deployment.googleClientSecret()),
      endpoints: GoogleEndpoints(api: google.apiURL, token: google.tokenURL, revoke: google.revokeURL),
      unitsPerMinute: google.unitsPerMinute)
    self.init(
      user: user,
      store: openStore,
      keys: keys,
      mailbox: {
        gmail.mailbox(
          of: $0.tokens, over: $0.transport, clock: $0.clock, now: $0.now, recent: $0.recentUnits, save: $0.save)
      },
      judge: models.judge, writer: models.writer, budget: drafting.budget.limit(in: drafting.currency),
      interval: Double(interval.components.seconds), limits: limits,
      redactsSecrets: drafting.secrets == .redact,
      requestLabel: google.requestLabel, since: since)
    shortfall = deployment.budgetShortfall
  }
}
