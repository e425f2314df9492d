package import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Vault
import Worker

extension AcceptanceCase {
  /// Plays it once.
  /// - Parameter model: what answers where the case needs a model that reads.
  package func result(servedBy model: (ServedModel.Dialect, ModelServer)? = nil) async throws -> CaseResult {
    try await CaseStage.with { stage in
      let play = try await CasePlay(self, on: stage, model: model)
      return try await play.run()
    }
  }
}

/// A case under way.
private actor CasePlay {
  private let story: AcceptanceCase
  private let stage: CaseStage
  private let mailbox: StagedMailbox
  private let neighbour: StagedMailbox?
  private var ids: [String: MessageID] = [:]
  private var judged: String?
  private var refused = ""
  private var complaints: [String] = []

  init(_ story: AcceptanceCase, on stage: CaseStage, model: (ServedModel.Dialect, ModelServer)?) async throws {
    self.story = story
    self.stage = stage
    let writer: CaseWriter =
      switch story.model {
      case .none: .holdingReply
      case .scripted: .scripted
      case .any: model.map { .served($0.0, $0.1) } ?? .scripted
      }
    var rules: [ChatModel.Rule] = []
    if case .scripted(let own) = story.model { rules += own }
    if case .scripted(let others)? = story.neighbour?.model { rules += others }
    await stage.google.setChatRules(rules)
    mailbox = try await StagedMailbox(
      story.owner, on: stage, settings: story.settings, writer: writer, judges: rules.contains(where: \.isStructured),
      scopes: story.scopes)
    neighbour =
      if let person = story.neighbour?.person {
        try await StagedMailbox(person, on: stage, settings: story.settings, writer: .scripted)
      } else { nil }
  }

  func run() async throws -> CaseResult {
    if story.isWatched {
      await mailbox.check()
      await neighbour?.check()
    }
    for step in story.steps { try await take(step) }
    let outcome = try await outcome()
    complaints += story.expectation.complaints(about: outcome)
    guard let attack = story.attack else { return CaseResult(complaints: complaints, treatment: nil) }
    return CaseResult(
      complaints: complaints + attack.complaints(about: outcome), treatment: outcome.treatment)
  }

  // MARK: Steps

  private func take(_ step: CaseStep) async throws {
    let (google, store, address) = (stage.google, stage.store, story.owner.address)
    switch step {
    case .deliver(let names): for name in names { try await deliver(name) }
    case .check(let times): for _ in 0..<times { await mailbox.check() }
    case .calm: await mailbox.calm(checks: 40)
    case .wait(let seconds): stage.time.advance(by: seconds)
    case .restart: await mailbox.restart()
    case .neighbourDeliver(let names):
      for name in names { try await deliverToNeighbour(name) }
    case .neighbourCheck: await neighbour?.check()
    case .editInGmail, .sendInGmail, .deleteInGmail: try await takeInGmail(step)
    case .edit, .approve, .dismiss, .draftAnyway: try await decide(step)
    case .deleteForGood(let name): try await google.change(id(name).rawValue, of: address, .delete)
    case .relabel(let name, let add, let remove):
      try await google.change(id(name).rawValue, of: address, .relabel(add: add, remove: remove))
    case .choose(let choice, let sender):
      try await store.correspondents.choose(choice, for: EmailAddress(address: sender), of: story.owner.id)
    case .remember(let text):
      let fact = RememberedFact(
        id: FactID("fact-\(stage.time.now.timeIntervalSince1970)"), text: text, rememberedAt: stage.time.now)
      guard try await store.memory.remember(SealedFact(fact, with: keys()), of: story.owner.id) else {
        throw CaseProblem(file: story.file, line: story.line, words: "there is no room for another fact")
      }
      stage.time.advance(by: 1)
    case .forget(let text):
      for fact in try await facts() where fact.text == text {
        try await store.memory.forget(fact.id, of: story.owner.id)
      }
    case .fault(let fault): await google.add(fault)
    case .clearFaults: await google.clearFaults()
    case .expireHistory: try await google.expireHistory(of: address)
    case .expireTokens: try await google.expireAccessTokens(of: address)
    case .revoke: try await google.revokeAccess(of: address)
    case .reconnect: try await mailbox.connect()
    case .switchOff: try await store.settings.setEnabled(false, for: story.owner.id)
    case .switchOn: try await store.settings.setEnabled(true, for: story.owner.id)
    case .switchOffWhileWriting:
      let owner = story.owner.id
      mailbox.questions.interrupt(with: { try? await store.settings.setEnabled(false, for: owner) })
    case .expect(let expectation): complaints += expectation.complaints(about: try await outcome())
    }
  }

  private func keys() throws -> UserKeys { try stage.ring.keys(forUser: story.owner.id.rawValue) }

  /// What the owner had remembered by now.
  private func facts() async throws -> [RememberedFact] {
    try await stage.store.memory.facts(of: story.owner.id).open(with: keys())
  }

  private func id(_ name: String) throws -> MessageID {
    guard let id = ids[name] else {
      throw CaseProblem(file: story.file, line: story.line, words: "no mail \(name) yet")
    }
    return id
  }

  private func mail(_ name: String, of mails: [CaseMail]) throws -> CaseMail {
    guard let mail = mails.first(where: { $0.name == name }) else {
      throw CaseProblem(file: story.file, line: story.line, words: "there is no mail \(name)")
    }
    return mail
  }

  private func deliver(_ name: String) async throws {
    let mail = try mail(name, of: story.mails)
    let delivered = try await mailbox.deliver(
      mail.bytes(at: stage.time.now, among: story.mails), labels: mail.labels)
    ids[name] = delivered.id
    if delivered.isFromOutside { judged = name }
  }

  private func deliverToNeighbour(_ name: String) async throws {
    let mails = story.neighbour?.mails ?? []
    try await neighbour?.deliver(try mail(name, of: mails).bytes(at: stage.time.now, among: mails))
  }

  // MARK: The draft

  /// The newest that is open, or else the newest.
  private func draft() async throws -> EmailDraft {
    let all = try await rows(of: story.owner)
    guard let draft = all.last(where: \.status.isOpen) ?? all.last else {
      throw CaseProblem(file: story.file, line: story.line, words: "there is no draft yet")
    }
    return draft
  }

  private func rows(of person: StagedPerson) async throws -> [EmailDraft] {
    try await stage.store.drafts.page(of: person.id, statuses: Set(DraftStatus.allCases), limit: 100).items
      .sorted { $0.createdAt < $1.createdAt }
  }

  private func takeInGmail(_ step: CaseStep) async throws {
    let (google, address) = (stage.google, story.owner.address)
    let id = try await draft().place?.draftID.rawValue ?? ""
    guard let placed = try await google.drafts(of: address).first(where: { $0.draftID == id }) else {
      throw CaseProblem(file: story.file, line: story.line, words: "the draft is not in Gmail")
    }
    switch step {
    case .editInGmail(let text):
      let end = placed.raw.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? placed.raw.endIndex
      _ = try await google.editFromWeb(
        draft: id, of: address, raw: text.isEmpty ? placed.raw : Array(placed.raw[..<end]) + Array(text.utf8))
    case .sendInGmail: _ = try await google.sendFromWeb(draft: id, of: address, orphan: true)
    default: try await google.change(placed.id, of: address, .delete)
    }
  }

  private func decide(_ step: CaseStep) async throws {
    let (decisions, owner) = (stage.store.decisions, story.owner.id)
    if case .draftAnyway(let name) = step {
      return try await stage.store.ledger.draftAnyway(id(name), of: owner)
    }
    let draft = try await draft()
    let answer =
      switch step {
      case .edit(let text): try await decisions.edit(draft.id, of: owner, body: text, version: draft.version)
      case .approve:
        try await decisions.approve(draft.id, of: owner, version: draft.version, seen: draft.newestMessageID)
      default: try await decisions.dismiss(draft.id, of: owner)
      }
    if case .refused(let refusal, _) = answer { refused = "\(refusal)" } else { refused = "" }
  }

  // MARK: How things stand

  private func outcome() async throws -> CaseOutcome {
    let owner = story.owner
    var states: [String: MessageState] = [:]
    for (name, id) in ids { states[name] = try await stage.store.ledger.entry(for: id, of: owner.id)?.state }
    var drafts: [CaseOutcome.JudgedDraft] = []
    let messages = try await stage.google.messages(of: owner.address)
    for draft in try await rows(of: owner) { drafts.append(try await judged(draft, among: messages)) }
    var neighbourDrafts = 0
    if let person = story.neighbour?.person { neighbourDrafts = try await rows(of: person).count }
    let ours = messages.filter { $0.header("X-Secretary-Draft") != nil }
    return CaseOutcome(
      states: states, judged: judged, names: Dictionary(uniqueKeysWithValues: ids.map { ($1, $0) }), drafts: drafts,
      placed: ours.count(where: \.isDraft), sent: ours.count { $0.labels.contains("SENT") },
      requests: mailbox.questions.toModel, lastCheck: await mailbox.lastOutcome,
      isConnected: try await stage.store.credentials.credential(of: owner.id)?.isConnected ?? false,
      neighbourDrafts: neighbourDrafts, refused: refused)
  }

  private func judged(
    _ draft: EmailDraft, among messages: [SimulatedGoogle.MessageSummary]
  ) async throws -> CaseOutcome.JudgedDraft {
    let keys = try stage.ring.keys(forUser: draft.userID.rawValue)
    let conversation = try await stage.store.drafts.conversation(of: draft.id, user: draft.userID, openedWith: keys)
    var settings = story.settings
    settings.userID = draft.userID
    let person = EmailAddress(name: story.owner.name, address: story.owner.address)
    let others = story.owner.aliases.map { EmailAddress(address: $0) } + settings.otherAddresses
    let (zone, facts) = (settings.timeZone, try await facts())
    let sources = conversation.map {
      DraftSources($0, settings: settings, facts: facts, addresses: [person] + others) {
        try? LocalWallClock.moment(at: $0, in: zone)
      }
    }
    return CaseOutcome.JudgedDraft(
      draft: draft, checked: sources?.check(draft), doubts: conversation?.answered?.doubts ?? [],
      placed: messages.first { $0.draftID != nil && $0.draftID == draft.place?.draftID.rawValue },
      answered: messages.first { $0.id == draft.messageID.rawValue })
  }
}
