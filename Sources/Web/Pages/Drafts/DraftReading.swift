import Hummingbird
import Logging
import Secretary
import Storage
import StoreRequests
import Vault

/// Reads what the page of a draft shows. Somebody else's draft is not found, as if there were none.
struct DraftReading: Sendable {
  let services: WebServices

  func draft(_ id: DraftID, of user: UserID) async throws -> EmailDraft {
    guard let draft = try await services.store.drafts.draft(id, of: user) else { throw HTTPError(.notFound) }
    return draft
  }

  /// - `typed`: what the person sent, and what stood against it.
  func page(
    of id: DraftID, for user: User, typed: DraftTyping? = nil, flash: FlashMessage? = nil
  ) async throws -> DraftPage {
    let draft = try await draft(id, of: user.id)
    let person = try await Person.read(user, services)
    let conversation = try await conversation(of: draft)
    return DraftPage(
      draft, conversation: conversation, typed: typed, isActive: person.isActive,
      hasModel: services.configuration.hasModel,
      gmailAddress: gmailAddress(of: draft, person), sources: try await sources(conversation, person), flash: flash,
      clock: person.clock)
  }

  /// The page for the region that `live.js` fetches again, which shows no conversation, but compares the reply with it.
  ///
  /// - `seen`: the newest message of the conversation that is on the page.
  func region(of id: DraftID, for user: User, seen: String?) async throws -> DraftPage {
    let draft = try await draft(id, of: user.id)
    let person = try await Person.read(user, services)
    let isCompared = draft.status == .proposed || !draft.ownWords.isEmpty
    let conversation = isCompared ? try await conversation(of: draft) : nil
    return DraftPage(
      draft, conversation: nil, seen: seen, isActive: person.isActive, hasModel: services.configuration.hasModel,
      gmailAddress: gmailAddress(of: draft, person),
      sources: try await sources(conversation, person), clock: person.clock)
  }

  /// What the drafts of a list answer, as far as it is kept.
  func answered(by drafts: [EmailDraft], of user: UserID) async throws -> [DraftID: Conversation.Message] {
    try await services.store.drafts.conversations(
      of: drafts.map(\.id), user: user, openedWith: try services.keys.keys(forUser: user.rawValue)
    ).compactMapValues(\.answered)
  }

  private func sources(_ conversation: Conversation?, _ person: Person) async throws -> DraftSources? {
    guard let conversation else { return nil }
    var addresses = person.settings.otherAddresses
    if case .connected(let address, _) = person.connection { addresses.append(EmailAddress(address: address)) }
    let clock = person.clock
    return DraftSources(
      conversation, settings: person.settings, facts: try await services.remembered(of: person.user.id),
      addresses: addresses
    ) { clock.moment($0) }
  }

  /// What cannot be opened any more is as good as not kept; the draft itself can still be decided about.
  func conversation(of draft: EmailDraft) async throws -> Conversation? {
    do {
      let keys = try services.keys.keys(forUser: draft.userID.rawValue)
      return try await services.store.drafts.conversation(of: draft.id, user: draft.userID, openedWith: keys)
    } catch StorageError.secret(let error) {
      services.logger.error("A conversation cannot be opened. \(error)")
      return nil
    }
  }

  /// Where the conversation is in Gmail itself; nil when the mailbox is not at Google, as in the demo.
  private func gmailAddress(of draft: EmailDraft, _ person: Person) -> String? {
    guard services.configuration.isGoogleItself, case .connected(let address, _) = person.connection else { return nil }
    return "https://mail.google.com/mail/?authuser=\(FormFields.encoded(address))#all/\(draft.threadID.rawValue)"
  }
}

extension WebServices {
  /// What a person had remembered, newest first. What cannot be opened any more is as good as forgotten.
  func remembered(of user: UserID) async throws -> [RememberedFact] {
    try await store.memory.facts(of: user).open(with: try keys.keys(forUser: user.rawValue))
  }
}
