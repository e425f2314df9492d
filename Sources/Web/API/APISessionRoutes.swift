import Hummingbird
import Secretary
import Storage

/// `/api/v1/session`: who is asking, and what their scripts need to change something.
enum APISessionRoutes {
  static func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    let tokens = FormToken(services.webKeys)
    group.get(SitePath.apiSession.pattern) { _, context -> Response in
      try JSONValue.object([
        "user_id": .string(context.user.id.rawValue), "email_address": .string(context.user.address),
        "form_token": JSONValue(context.session.map(tokens.text)),
      ]).response()
    }
  }
}
