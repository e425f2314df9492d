import Hummingbird
import Secretary
import Storage
import StoreRequests

/// What a person wants for all mail of one sender, from wherever they say it.
struct SenderRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = SenderRoutes(services: services, pages: pages)
    group.post(SitePath.senders.pattern) { try await routes.choose($0, $1) }
  }

  private func choose(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let address = EmailAddress(address: (context.form["address"] ?? "").trimmed)
    guard address.isDeliverable else { throw HTTPError(.badRequest) }
    let wanted = try Self.choice(context.form["choice"] ?? "")
    guard try await isTaken(wanted, for: address, of: context.user.id) else { return try full(context) }
    let back = ReturnAddress(context.form["back"] ?? "", origins: [])?.text ?? SitePath.settings.address()
    return .redirect(to: Self.flash(wanted).added(to: back))
  }

  /// False when there is no room.
  private func isTaken(_ choice: SenderChoice?, for address: EmailAddress, of user: UserID) async throws -> Bool {
    do {
      try await services.store.correspondents.choose(choice, for: address, of: user)
      return true
    } catch StorageError.tooManyAddresses {
      return false
    }
  }

  /// Empty takes a choice back.
  private static func choice(_ text: String) throws -> SenderChoice? {
    if text.isEmpty { return nil }
    guard let choice = SenderChoice(rawValue: text) else { throw HTTPError(.badRequest) }
    return choice
  }

  private func full(_ context: SignedInContext) throws -> Response {
    let list = Notice.Link(
      text: "Go to the list", address: SitePath.settings.address(fragment: "senders"), isMain: true)
    let notice = Notice(
      title: "There is no room for another sender",
      sentences: ["Nothing was changed. Take a sender off the list that you no longer need, and choose again."],
      links: [list])
    return try pages.notice(notice, for: context.layout, status: .conflict)
  }

  private static func flash(_ wanted: SenderChoice?) -> FlashMessage {
    switch wanted {
    case .always: .senderAlways
    case .never: .senderNever
    case nil: .senderJudged
    }
  }
}
