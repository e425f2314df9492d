import Foundation
import Hummingbird
import Secretary
import Storage
import StoreRequests
import Vault

/// What a person has remembered, changed and forgotten, from the settings or beside a draft.
struct MemoryRoutes: Sendable {
  let services: WebServices
  let pages: Pages

  static func add(to group: RouterGroup<SignedInContext>, _ services: WebServices, _ pages: Pages) {
    let routes = MemoryRoutes(services: services, pages: pages)
    group.post(SitePath.memory.pattern) { try await routes.change($0, $1) }
  }

  /// - `id`: of a fact that is there; without one it is a new one.
  private func change(_ request: Request, _ context: SignedInContext) async throws -> Response {
    let (user, known) = (context.user.id, context.form["id"].map { FactID($0) })
    let back =
      ReturnAddress(context.form["back"] ?? "", origins: [])?.text ?? SitePath.settings.address(fragment: "memory")
    if context.form["do"] == "forget", let known {
      try await services.store.memory.forget(known, of: user)
      return redirect(to: back, .factForgotten)
    }
    guard let text = RememberedFact.text(typed: context.form["fact"] ?? "") else {
      return redirect(to: back, .factUnclear)
    }
    let fact = RememberedFact(
      id: known ?? FactID(UUID().uuidString.lowercased()), text: text, rememberedAt: services.now())
    let sealed = try SealedFact(fact, with: try services.keys.keys(forUser: user.rawValue))
    if known != nil {
      guard try await services.store.memory.change(sealed, of: user) else { throw HTTPError(.notFound) }
    } else if try await !services.store.memory.remember(sealed, of: user) {
      return try full(context)
    }
    return redirect(to: back, .factRemembered)
  }

  /// The message stands at the top of the page, so the place on it is left out.
  private func redirect(to back: String, _ flash: FlashMessage) -> Response {
    .redirect(to: flash.added(to: String(back.prefix { $0 != "#" })))
  }

  private func full(_ context: SignedInContext) throws -> Response {
    let list = Notice.Link(
      text: "Go to the list", address: SitePath.settings.address(fragment: "memory"), isMain: true)
    let notice = Notice(
      title: "There is no room for another fact",
      sentences: ["Nothing was remembered. Delete one that is not needed any more, and try again."], links: [list])
    return try pages.notice(notice, for: context.layout, status: .conflict)
  }
}
