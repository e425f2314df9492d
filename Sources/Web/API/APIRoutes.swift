import HTTPTypes
import Hummingbird
import NIOCore

/// What the API can be asked, and what every request of it passes.
enum APIRoutes {
  /// The description of the API, for everybody.
  static func addDescription(to group: RouterGroup<PageContext>) {
    group.get(SitePath.apiDescription.pattern) { _, _ -> Response in
      Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_json)))
    }
  }

  /// - `group`: of requests of which it is known who asks.
  static func add(to group: RouterGroup<PageContext>, _ services: WebServices) {
    let configuration = services.configuration
    let known = group.group(context: APIContext.self)
      .add(
        middleware: JSONGuard(
          site: configuration.site, token: FormToken(services.webKeys), largest: configuration.limits.form))
    let present = known.group().add(middleware: PresentSession(services: services))
    APISessionRoutes.add(to: known, services)
    APIConnectionRoutes.add(to: known, present: present, services)
    APISettingsRoutes.add(to: known, services)
    APIDraftRoutes.add(to: known, services)
    APIDecisionRoutes.add(to: known, present: present, services)
    APILedgerRoutes.add(to: known, services)
    APIStatusRoutes.add(to: known, services)
  }
}
