import HTTPTypes
import Hummingbird
import Logging
import Secretary
import Storage
import Vault

/// `/drafts` and what can be done with one draft. Every verb asks the store, which decides; here its answers become pages.
struct DraftRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = DraftRoutes(services: services, pages: pages)
    group.get("drafts") { try await routes.list($0, $1) }
    group.get("drafts/:id") { try await routes.show($0, $1) }
    group.get("live/drafts/:id") { try await routes.live($0, $1) }
    group.post("drafts/:id/edit") { try await routes.edit($0, $1) }
    group.post("drafts/:id/approve") { try await routes.approve($0, $1) }
    group.post("drafts/:id/rewrite") { try await routes.rewrite($0, $1) }
    group.post("drafts/:id/dismiss") { try await routes.dismiss($0, $1) }
    group.post("drafts/:id/take-back") { try await routes.takeBack($0, $1) }
    group.post("drafts/:id/restore") { try await routes.restore($0, $1) }
    group.post("drafts/:id/settle") { try await routes.settle($0, $1) }
  }

  private func list(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let query = request.fields
    let shelf = query["show"].flatMap(DraftShelf.init(rawValue:)) ?? .waiting
    let trail = PageTrail(text: query["before"])
    let drafts = services.store.drafts
    let found = try await drafts.page(
      of: context.user.id, statuses: shelf.statuses, before: trail.current.flatMap { PageMark($0) },
      limit: DraftListPage.pageSize)
    let page = DraftListPage(
      shelf, drafts: found.items, next: found.next?.text, trail: trail,
      counts: try await drafts.counts(of: context.user.id), isOn: person.isActive, news: News.sentence(query),
      clock: person.clock)
    return try pages.render(page, for: context.layout)
  }

  private func show(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await page(try await draft(context), news: News.of(request.fields), context)
  }

  private func live(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let draft = try await draft(context)
    let person = try await Person.read(context.user, services)
    let page = DraftPage(
      draft, conversation: nil, seen: request.fields["seen"], isActive: person.isActive,
      gmailAddress: gmailAddress(of: draft, person), clock: person.clock)
    return try pages.fragment(page, region: DraftPage.region, for: context.layout)
  }

  private func edit(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await deciding(context) { typing in
      try await save(typing, context)
      return .redirect(to: News.edited.added(to: "/drafts/\(typing.id)"))
    }
  }

  /// Saves a changed text first, then approves exactly that version. Twice is the same as once.
  private func approve(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await deciding(context) { typing in
      let draft = try await save(typing, context)
      let approved = try await services.store.drafts.approve(
        DraftID(typing.id), of: context.user.id, version: draft.version, seen: typing.seen)
      if draft.status == .proposed { try await record(.approved, approved, context) }
      return .redirect(to: "/drafts/\(typing.id)")
    }
  }

  private func rewrite(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await deciding(context) { typing in
      // What was typed into the text is replaced anyway; only the version counts, so that nothing unseen is overwritten.
      let row = try await draft(context)
      guard typing.instruction.contains(where: { !$0.isWhitespace }) else { throw TypingProblem.noInstruction }
      let version = typing.body == row.body ? row.version : typing.version
      try await services.store.drafts.requestRewrite(
        row.id, of: context.user.id, instruction: typing.instruction, version: version)
      return .redirect(to: "/drafts/\(typing.id)")
    }
  }

  private func dismiss(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await moving(context, news: .dismissed, to: "/drafts") { id in
      let draft = try await services.store.drafts.dismiss(id, of: context.user.id)
      try await record(.dismissed, draft, context)
    }
  }

  private func takeBack(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await moving(context, news: .takenBack, tooLate: .tooLate) { id in
      _ = try await services.store.drafts.takeBack(id, of: context.user.id)
    }
  }

  private func restore(_ request: Request, _ context: SignedInContext) async throws -> Response {
    try await moving(context, news: .restored) { id in
      let draft = try await services.store.drafts.restore(id, of: context.user.id)
      try await record(.restored, draft, context)
    }
  }

  private func settle(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let answers: [DraftStatus: AuditAction] = [
      .sent: .settledAsSent, .proposed: .settledAsProposed, .dismissed: .settledAsDismissed,
    ]
    guard let next = context.form["to"].flatMap(DraftStatus.init(rawValue:)), let action = answers[next] else {
      throw HTTPError(.badRequest)
    }
    return try await moving(context, news: .settled) { id in
      let draft = try await services.store.drafts.settle(id, of: context.user.id, to: next)
      try await record(action, draft, context)
    }
  }
}

extension DraftRoutes {
  /// A form as it came, with the draft it is about.
  struct Typing: Sendable {
    let id: String
    let body: String
    let version: Int
    let seen: MessageID?
    let instruction: String

    init(_ context: SignedInContext) throws {
      id = try context.parameters.require("id")
      body = EmailDraft.body(typed: context.form["body"] ?? "")
      version = context.form["version"].flatMap((0...Int(Int32.max)).number(in:)) ?? 0
      seen = context.form["seen"].flatMap { $0.isEmpty ? nil : MessageID($0) }
      instruction = EmailDraft.body(typed: context.form["instruction"] ?? "")
    }
  }

  /// Somebody else's draft is not found, as if there were none.
  private func draft(_ context: SignedInContext) async throws -> EmailDraft {
    let id = DraftID(try context.parameters.require("id"))
    guard let draft = try await services.store.drafts.draft(id, of: context.user.id) else { throw HTTPError(.notFound) }
    return draft
  }

  /// The draft with the typed text. The same text as the row's is a text the person saw, whatever version they began with;
  /// that also makes a second click harmless.
  @discardableResult
  private func save(_ typing: Typing, _ context: SignedInContext) async throws -> EmailDraft {
    let row = try await draft(context)
    if typing.body == row.body { return row }
    guard typing.body.contains(where: { !$0.isWhitespace }) else { throw TypingProblem.noText }
    guard typing.body.utf8.count <= EmailDraft.longestBody else { throw TypingProblem.tooLong }
    return try await services.store.drafts.edit(row.id, of: context.user.id, body: typing.body, version: typing.version)
  }

  /// Something that must be typed was not, or too much was.
  enum TypingProblem: Error { case noText, tooLong, noInstruction }

  /// Runs a verb of the one form. What stands against it becomes the draft's page as it is now, with all that was typed.
  private func deciding(
    _ context: SignedInContext, _ verb: (Typing) async throws -> Response
  ) async throws -> Response {
    let typing = try Typing(context)
    do {
      return try await verb(typing)
    } catch let error as StorageError {
      let row = try await draft(context)
      guard let refusal = DraftRefusal(error, row: row, typed: typing.body) else { throw error }
      switch refusal {
      case .nothingLost: return .redirect(to: "/drafts/\(typing.id)")
      case .overtaken(let notice): return try pages.notice(notice, for: context.layout, status: .conflict)
      case .showing(let problem, let isOvertaken):
        let typed = DraftTyping(
          body: typing.body, instruction: typing.instruction, isOvertaken: isOvertaken, problem: problem)
        return try await page(row, typed: typed, context)
      }
    } catch let problem as TypingProblem {
      var typed = DraftTyping(body: typing.body, instruction: typing.instruction)
      switch problem {
      case .noText: typed.bodyError = "There is no text. Write something, or dismiss the draft."
      case .tooLong:
        typed.bodyError =
          "The text is too long: \(typing.body.utf8.count / 1024 + 1) KB, and \(EmailDraft.longestBody / 1024) KB can be kept."
      case .noInstruction: typed.instructionError = "Say in a few words what should be different."
      }
      return try await page(try await draft(context), typed: typed, context)
    }
  }

  /// Runs a verb that takes nothing typed. When the draft has moved on meanwhile, its page says where it is.
  private func moving(
    _ context: SignedInContext, news: News, tooLate: News? = nil, to address: String? = nil,
    _ verb: (DraftID) async throws -> Void
  ) async throws -> Response {
    let id = try context.parameters.require("id")
    do {
      try await verb(DraftID(id))
    } catch StorageError.illegalMove {
      return .redirect(to: tooLate?.added(to: "/drafts/\(id)") ?? "/drafts/\(id)")
    }
    return .redirect(to: news.added(to: address ?? "/drafts/\(id)"))
  }

  private func page(
    _ draft: EmailDraft, typed: DraftTyping? = nil, news: News? = nil, _ context: SignedInContext
  ) async throws -> Response {
    let person = try await Person.read(context.user, services)
    let page = DraftPage(
      draft, conversation: try await conversation(of: draft), typed: typed, isActive: person.isActive,
      gmailAddress: gmailAddress(of: draft, person), news: news, clock: person.clock)
    let status: HTTPResponse.Status =
      typed == nil ? .ok : typed?.problem == nil ? .unprocessableContent : .conflict
    return try pages.render(page, for: context.layout, status: status)
  }

  /// What cannot be opened any more is as good as not kept; the draft itself can still be decided about.
  private func conversation(of draft: EmailDraft) async throws -> Conversation? {
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
    guard services.configuration.isGoogleItself, case .connected(let address) = person.connection else { return nil }
    return "https://mail.google.com/mail/?authuser=\(FormFields.encoded(address))#all/\(draft.threadID.rawValue)"
  }

  private func record(_ action: AuditAction, _ draft: EmailDraft, _ context: SignedInContext) async throws {
    try await services.store.audit.record(
      action, by: context.user.id.rawValue, about: context.user.id, detail: draft.id.rawValue)
  }
}
