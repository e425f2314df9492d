import Hummingbird
import Secretary
import Storage

/// The buttons of a draft's page. `DraftDecisions` decides; here its answers become pages.
struct DecisionRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = DecisionRoutes(services: services, pages: pages)
    group.post(SitePath.editDraft.pattern) { try await routes.edit($0, $1) }
    group.post(SitePath.approveDraft.pattern) { try await routes.approve($0, $1) }
    group.post(SitePath.rewriteDraft.pattern) { try await routes.rewrite($0, $1) }
    group.post(SitePath.dismissDraft.pattern) { try await routes.dismiss($0, $1) }
    group.post(SitePath.takeBackDraft.pattern) { try await routes.takeBack($0, $1) }
    group.post(SitePath.restoreDraft.pattern) { try await routes.restore($0, $1) }
    group.post(SitePath.settleDraft.pattern) { try await routes.settle($0, $1) }
  }

  private var decisions: DraftDecisions { services.store.decisions }

  private func edit(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let (id, user, form) = (try context.draftID(), context.user.id, DraftForm(context.form))
    if let problem = form.bodyProblem { return try await page(of: id, showing: problem, context) }
    let answer = try await decisions.edit(id, of: user, body: form.body, version: form.version)
    return try await respond(to: answer, about: form, on: id, flash: .edited, context)
  }

  /// Saves a changed text first, then approves exactly that version. Twice is the same as once.
  private func approve(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let (id, user, form) = (try context.draftID(), context.user.id, DraftForm(context.form))
    if let problem = form.bodyProblem { return try await page(of: id, showing: problem, context) }
    var answer = try await decisions.edit(id, of: user, body: form.body, version: form.version)
    if case .decided(let saved) = answer {
      answer = try await decisions.approve(id, of: user, version: saved.version, seen: form.seen)
    }
    return try await respond(to: answer, about: form, on: id, context)
  }

  private func rewrite(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let (id, user, form) = (try context.draftID(), context.user.id, DraftForm(context.form))
    if let problem = form.instructionProblem(hasModel: services.configuration.hasModel) {
      return try await page(of: id, showing: problem, context)
    }
    // What was typed into the text is replaced anyway; only the version counts, so that nothing unseen is overwritten.
    let row = try await DraftReading(services: services).draft(id, of: user)
    let answer = try await decisions.requestRewrite(
      id, of: user, instruction: form.instruction, version: form.body == row.body ? row.version : form.version)
    return try await respond(to: answer, about: form, on: id, context)
  }

  private func dismiss(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let id = try context.draftID()
    return try respond(
      to: try await decisions.dismiss(id, of: context.user.id), on: id, flash: .dismissed,
      address: SitePath.drafts.address())
  }

  private func takeBack(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let id = try context.draftID()
    return try respond(
      to: try await decisions.takeBack(id, of: context.user.id), on: id, flash: .takenBack, tooLate: .tooLate)
  }

  private func restore(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let id = try context.draftID()
    return try respond(to: try await decisions.restore(id, of: context.user.id), on: id, flash: .restored)
  }

  private func settle(_ request: Request, _ context: SignedInContext) async throws -> Response {
    guard let settlement = context.form["to"].flatMap(DraftSettlement.init(rawValue:)) else {
      throw HTTPError(.badRequest)
    }
    let id = try context.draftID()
    return try respond(
      to: try await decisions.settle(id, of: context.user.id, as: settlement), on: id, flash: .settled)
  }
}

extension DecisionRoutes {
  /// After a decision with typed text. What stands against it becomes the draft's page as it is now, with all that was typed.
  private func respond(
    to answer: DecisionAnswer, about form: DraftForm, on id: DraftID, flash: FlashMessage? = nil,
    _ context: SignedInContext
  ) async throws -> Response {
    let address = SitePath.draft.address(id.rawValue)
    switch answer {
    case .gone: throw HTTPError(.notFound)
    case .decided: return .redirect(to: flash?.added(to: address) ?? address)
    case .refused(let refusal, let row):
      switch RefusedTyping(refusal, row: row, form: form) {
      case .nothingLost: return .redirect(to: address)
      case .overtaken(let notice): return try pages.notice(notice, for: context.layout, status: .conflict)
      case .shown(let typed): return try await page(of: id, showing: typed, context)
      }
    }
  }

  /// After a decision that takes nothing typed. When the draft has moved on meanwhile, its page says where it is.
  private func respond(
    to answer: DecisionAnswer, on id: DraftID, flash: FlashMessage, tooLate: FlashMessage? = nil, address: String? = nil
  ) throws -> Response {
    let page = SitePath.draft.address(id.rawValue)
    return switch answer {
    case .gone: throw HTTPError(.notFound)
    case .decided: .redirect(to: flash.added(to: address ?? page))
    case .refused: .redirect(to: tooLate?.added(to: page) ?? page)
    }
  }

  /// The draft as it is now, with what was typed.
  private func page(
    of id: DraftID, showing typed: DraftTyping, _ context: SignedInContext
  ) async throws -> Response {
    let page = try await DraftReading(services: services).page(of: id, for: context.user, typed: typed)
    return try pages.render(
      page, for: context.layout, status: typed.problem == nil ? .unprocessableContent : .conflict)
  }
}
