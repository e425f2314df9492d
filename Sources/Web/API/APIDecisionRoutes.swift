import Hummingbird
import Secretary
import Storage

/// What a person decides about a draft. As on the pages `DraftDecisions` decides; here its answers become documents.
struct APIDecisionRoutes: Sendable {
  let services: WebServices

  /// - `present`: where it is looked up how a session stands now.
  static func add(
    to group: RouterGroup<APIContext>, present: RouterGroup<APIContext>, _ services: WebServices
  ) {
    let routes = APIDecisionRoutes(services: services)
    present.post(SitePath.apiApproveDraft.pattern) { try await routes.approve($1) }
    group.post(SitePath.apiEditDraft.pattern) { try await routes.edit($1) }
    group.post(SitePath.apiRewriteDraft.pattern) { try await routes.rewrite($1) }
    group.post(SitePath.apiDismissDraft.pattern) { try await routes.move($1) { try await $0.dismiss($1, of: $2) } }
    group.post(SitePath.apiTakeBackDraft.pattern) { try await routes.move($1) { try await $0.takeBack($1, of: $2) } }
    group.post(SitePath.apiRestoreDraft.pattern) { try await routes.move($1) { try await $0.restore($1, of: $2) } }
    group.post(SitePath.apiSettleDraft.pattern) { try await routes.settle($1) }
  }

  private var decisions: DraftDecisions { services.store.decisions }

  private func approve(_ context: APIContext) async throws -> Response {
    try context.fields.allow(["version", "newest_message_id"])
    let version = try context.fields.version()
    let seen = try context.fields.textOrNull("newest_message_id")
    return try respond(
      to: try await decisions.approve(
        try context.draftID(), of: context.user.id, version: version, seen: seen.map { MessageID($0) }))
  }

  private func edit(_ context: APIContext) async throws -> Response {
    try context.fields.allow(["version", "body"])
    let (version, body) = (try context.fields.version(), try context.fields.text("body"))
    guard EmailDraft.body(typed: body).contains(where: { !$0.isWhitespace }) else {
      throw APIProblem.invalid(["body": "There is no text. Write something, or dismiss the draft."])
    }
    return try respond(
      to: try await decisions.edit(try context.draftID(), of: context.user.id, body: body, version: version))
  }

  private func rewrite(_ context: APIContext) async throws -> Response {
    try context.fields.allow(["version", "instruction"])
    let (version, instruction) = (try context.fields.version(), try context.fields.text("instruction"))
    guard services.configuration.hasModel else {
      throw APIProblem(
        .conflict, "no-model", "Nobody can write this again", "No language model is set up here. Edit the text instead."
      )
    }
    guard instruction.contains(where: { !$0.isWhitespace }) else {
      throw APIProblem.invalid(["instruction": "Say in a few words what should be different."])
    }
    return try respond(
      to: try await decisions.requestRewrite(
        try context.draftID(), of: context.user.id, instruction: instruction, version: version))
  }

  private func settle(_ context: APIContext) async throws -> Response {
    try context.fields.allow(["as"])
    guard let settlement = DraftSettlement(rawValue: try context.fields.text("as")) else {
      throw APIProblem.invalid([
        "as": "It must be \(DraftSettlement.allCases.map(\.rawValue).joined(separator: " or "))."
      ])
    }
    return try respond(
      to: try await decisions.settle(try context.draftID(), of: context.user.id, as: settlement))
  }

  /// A decision that takes nothing.
  private func move(
    _ context: APIContext, _ decide: (DraftDecisions, DraftID, UserID) async throws -> DecisionAnswer
  ) async throws -> Response {
    try context.fields.allow([])
    return try respond(to: try await decide(decisions, try context.draftID(), context.user.id))
  }

  private func respond(to answer: DecisionAnswer) throws -> Response {
    switch answer {
    case .gone: throw APIProblem(.notFound)
    case .decided(let draft): try draft.json.response()
    case .refused(let refusal, let draft): throw refusal.problem(draft)
    }
  }
}

extension DecisionRefusal {
  /// - `draft`: as it is now; nothing was changed.
  fileprivate func problem(_ draft: EmailDraft) -> APIProblem {
    let members = ["draft": draft.json]
    func conflict(_ name: String, _ title: String, _ detail: String) -> APIProblem {
      APIProblem(.conflict, name, title, detail, members: members)
    }
    switch self {
    case .notPossible:
      return conflict(
        "not-possible", "That cannot be done with this draft any more", "Look at draft: its status says where it is.")
    case .changedMeanwhile:
      return conflict(
        "changed-meanwhile", "The draft was changed meanwhile", "Nothing was sent. Look at draft, and decide again.")
    case .threadMovedOn:
      return conflict(
        "thread-moved-on", "The conversation has changed since it was shown",
        "Nothing was sent. Read the draft and its conversation again, and decide again.")
    case .beingRewritten:
      return conflict("being-rewritten", "The draft is being written again", "Wait until it is; then decide.")
    case .editedInMailbox:
      return conflict(
        "edited-in-gmail", "The draft was changed in Gmail", "Send it from there, or dismiss it here.")
    case .notActive:
      return conflict(
        "not-active", "It cannot be done right now", "Connect the mailbox and switch the secretary on; then try again.")
    case .hasGaps:
      return conflict("has-gaps", "Something is still missing in the text", "Fill in what gaps names, then approve.")
    case .tooLarge:
      return APIProblem(
        .unprocessableContent, "too-large", "The text is too long",
        "It may have \(EmailDraft.longestBody / 1024) KB.", members: members)
    }
  }
}
