import FleetStatus
import HTTPTypes
import Hummingbird
import NIOCore
import Secretary
import Vault

/// `/metrics`: the fleet in the text format Prometheus scrapes, for an operator's browser or whoever shows the token of
/// `web.metrics_token_file`.
enum MetricsRoutes {
  static func add(to group: RouterGroup<PageContext>, _ services: WebServices) {
    group.get(SitePath.metrics.pattern) { request, context -> Response in
      try admit(request, context, services.configuration.metricsToken)
      let report = try await StatusReport.read(from: services.store, at: services.now())
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: StatusMetrics(report).text)))
    }
  }

  /// A wrong token is told so, because somebody is setting up a scraper; everybody else finds nothing here.
  private static func admit(_ request: Request, _ context: PageContext, _ token: Secret?) throws {
    if context.visitor?.isOperator == true { return }
    guard let token, let shown = request.headers[.authorization] else { throw HTTPError(.notFound) }
    // Hashes, so that the time to compare tells nothing about the token.
    guard SHA256.hash(shown) == SHA256.hash("Bearer \(token.reveal())") else {
      throw HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Bearer"])
    }
  }
}
