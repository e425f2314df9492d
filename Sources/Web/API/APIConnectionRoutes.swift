import Hummingbird
import Secretary
import Storage
import StoreRequests

/// `/api/v1/connection`: whether the mailbox is connected, the way to connect it, and taking it away again.
struct APIConnectionRoutes: Sendable {
  let services: WebServices

  /// - `present`: where it is looked up how a session stands now.
  static func add(
    to group: RouterGroup<APIContext>, present: RouterGroup<APIContext>, _ services: WebServices
  ) {
    let routes = APIConnectionRoutes(services: services)
    group.get(SitePath.apiConnection.pattern) { _, context in try await routes.state(of: context.user.id).response() }
    present.post(SitePath.apiConnection.pattern) { _, context in try routes.begin(context) }
    present.delete(SitePath.apiConnection.pattern) { _, context in try await routes.disconnect(context) }
  }

  private func state(of user: UserID) async throws -> JSONValue {
    let credential = try await services.store.credentials.credential(of: user)
    return [
      "email_address": JSONValue(credential?.address), "is_connected": .bool(credential?.isConnected ?? false),
      "disconnected_reason": JSONValue(credential?.disconnectedReason),
      "updated_at": JSONValue(credential?.updatedAt),
    ]
  }

  /// Connecting needs the person's browser at Google: the answer is where to send it. It signs in there as anybody does, so
  /// whoever is given this address can connect no mailbox but their own, to no account but their own.
  private func begin(_ context: APIContext) throws -> Response {
    try context.fields.allow(["return_to"])
    var returnTo: String?
    if context.fields.members["return_to"] != nil, let text = try context.fields.textOrNull("return_to") {
      guard let address = ReturnAddress(text, origins: services.configuration.returnTo) else {
        throw APIProblem.invalid([
          "return_to": "A path of this site, or an address of an origin in web.return_to."
        ])
      }
      returnTo = address.text
    }
    let path = ConnectLink(returnTo: returnTo, account: context.user.address).address
    return try JSONValue.object(["url": .string(services.configuration.site.origin + path)]).response()
  }

  private func disconnect(_ context: APIContext) async throws -> Response {
    try context.fields.allow([])
    let result = try await Disconnection(services: services, logger: context.logger).perform(context.user.id)
    var state = try await state(of: context.user.id).members ?? [:]
    state["google_was_told"] = .bool(result == .complete)
    return try JSONValue.object(state).response()
  }
}
