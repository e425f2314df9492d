import FoundationEssentials
import HTTPTransport
import Secretary
import StoreRequests
import Vault

/// One consent of the user's, in use: the mailbox it opens and who the user is there. Lives from check to check until
/// the account is connected anew.
actor MailboxSession {
  /// Send-as addresses change about never; a worker asks for them once in this many seconds.
  private static let ownerLifetime: Double = 6 * 3600

  let credential: MailboxCredential
  let mailbox: any Mailbox
  private let tokens: TokenSink
  private let now: @Sendable () -> Date
  private let labelName: String
  /// Nil before it was asked for; the inner one where the mailbox will not have one.
  private var label: RequestLabelID??
  private var owner: (value: MailboxOwner, asked: Date)?

  /// - Parameter carried: what a session of before a sleep knew; it counts for the same connection only.
  init(
    _ credential: MailboxCredential, configuration: WorkerConfiguration, transport: HTTPTransport,
    clock: any Clock<Duration>, now: @escaping @Sendable () -> Date, carried: CarriedState.Mailbox? = nil
  ) throws(StorageError) {
    self.credential = credential
    self.now = now
    var recentUnits: [QuotaUse] = []
    if let carried, carried.credentialVersion == credential.version {
      recentUnits = carried.recentUnits ?? []
      if carried.hasAskedForLabel { label = .some(carried.label) }
      if let primary = carried.primary, let asked = carried.askedForOwnerAt {
        owner = (MailboxOwner(primary: primary, sendAs: carried.sendAs), asked)
      }
    }
    labelName = configuration.requestLabel
    let opened = try credential.open(with: configuration.keys)
    let sink = TokenSink(credential: credential, keys: configuration.keys)
    tokens = sink
    mailbox = configuration.mailbox(
      MailboxAccess(
        tokens: TokenSet(
          access: opened.access, expiry: opened.expiry, refresh: opened.refresh, scopes: credential.scopes),
        transport: transport, clock: clock, now: now, recentUnits: recentUnits,
        save: { try await sink.save($0) }))
  }

  /// What need not be asked for again after a sleep.
  var carried: CarriedState.Mailbox {
    get async {
      CarriedState.Mailbox(
        credentialVersion: credential.version, label: label ?? nil, hasAskedForLabel: label != nil,
        primary: owner?.value.primary, sendAs: owner?.value.sendAs ?? [], askedForOwnerAt: owner?.asked,
        recentUnits: await mailbox.recentUnits)
    }
  }

  /// From here on renewed tokens are saved in that store; with nil they are only used.
  func saveTokens(in store: (any WorkerStore)?) async { await tokens.use(store) }

  /// Every address that means this user: those that the mailbox knows, and those that the person named.
  func mailboxOwner(with others: [EmailAddress]) async throws(MailboxError) -> MailboxOwner {
    var owner = try await account()
    owner.others = others
    return owner
  }

  /// What the person puts on a message to ask for a draft; nil while the mailbox has none and will not have one made. That is
  /// nothing to stop for: mail is answered without it. Asked for once.
  func requestLabel() async throws(MailboxError) -> RequestLabelID? {
    if let label { return label }
    guard !labelName.isEmpty else { return nil }
    do {
      let found = try await mailbox.requestLabel(named: labelName)
      label = .some(found)
      return found
    } catch {
      switch error {
      case .refused, .gone, .changesLost, .misconfigured: label = .some(nil)
      // The next check asks again.
      case .temporary, .answerUnknown: break
      case .paused, .accessWithdrawn, .cancelled: throw error
      }
      return nil
    }
  }

  /// As the mailbox has it. Unverified addresses do not count: nothing could be sent from them.
  private func account() async throws(MailboxError) -> MailboxOwner {
    if let owner, now().timeIntervalSince(owner.asked) < Self.ownerLifetime { return owner.value }
    let addresses = try await mailbox.sendAs()
    let account = EmailAddress(address: credential.address)
    let value = MailboxOwner(
      primary: addresses.first { $0.isPrimary }?.address ?? account,
      sendAs: addresses.filter(\.isVerified).map(\.address) + [account])
    owner = (value, now())
    return value
  }
}

/// Saves renewed tokens in the store of the check that is running.
private actor TokenSink {
  private let credential: MailboxCredential
  private let keys: UserKeys
  private var store: (any WorkerStore)?

  init(credential: MailboxCredential, keys: UserKeys) {
    self.credential = credential
    self.keys = keys
  }

  func use(_ store: (any WorkerStore)?) { self.store = store }

  func save(_ tokens: TokenSet) async throws {
    guard let store, let access = tokens.access, let expiry = tokens.expiry else { return }
    try await store.account.saveTokens(
      SealedTokens(MailboxTokens(access: access, refresh: tokens.refresh, expiry: expiry), with: keys),
      ofConnection: credential.version)
  }
}
