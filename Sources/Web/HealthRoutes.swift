import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage

/// `/healthz`: whether this program can serve people, which it can when the store answers. It says nothing about anybody, so
/// a balancer needs no secret to ask.
enum HealthRoutes {
  static func add(to group: RouterGroup<PageContext>, _ services: WebServices) {
    group.get(SitePath.health.pattern) { _, context -> Response in
      do {
        _ = try await services.store.settings.wantedRevision()
        return text("ok\n", .ok)
      } catch {
        context.logger.error("The store does not answer.", metadata: ["error": "\(error)"])
        return text("the store does not answer\n", .serviceUnavailable)
      }
    }
  }

  private static func text(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
