import HTTPTypes
import Hummingbird

/// Answers 405 with `Allow` where a path exists but not with this method, which the router by itself calls not found.
enum MethodNotAllowed {
  private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

  /// Called when every route is there.
  static func add(to router: Router<PageContext>) {
    for (_, routes) in Dictionary(grouping: router.routes, by: \.path.description) {
      guard let path = routes.first?.path else { continue }
      var present = Set(routes.map(\.method))
      if present.contains(.get) { present.insert(.head) }
      let allowed = methods.filter(present.contains).map(\.rawValue).joined(separator: ", ")
      for method in methods where !present.contains(method) {
        router.on(path, method: method) { _, _ -> Response in
          throw HTTPError(.methodNotAllowed, headers: [.allow: allowed])
        }
      }
    }
  }
}
