import Hummingbird
import Logging

/// One line for every request that somebody made: what was asked by the pattern of its path, so that neither ids nor a query string, which in
/// signing in holds Google's code, ever reach a log.
struct AccessLog: RouterMiddleware {
  typealias Context = PageContext

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let response = try await next(request, context)
      log(request, status: "\(response.status.code)", took: clock.now - start, context)
      return response
    } catch {
      log(request, status: "broken off", took: clock.now - start, context)
      throw error
    }
  }

  private func log(_ request: Request, status: String, took: Duration, _ context: PageContext) {
    let milliseconds = took.components.seconds * 1_000 + took.components.attoseconds / 1_000_000_000_000_000
    // A page that looks for news does so every few seconds: nobody asked for anything.
    context.logger.log(
      level: SitePath.isRegion(request.uri.path) ? .debug : .info, "request",
      metadata: [
        "method": "\(Self.known(request.method))", "path": "\(context.pathPattern)", "status": "\(status)",
        "milliseconds": "\(milliseconds)",
      ])
  }

  /// A method may be any word; only the usual ones are worth a line in a log.
  private static func known(_ method: HTTPRequest.Method) -> String {
    [.get, .head, .post, .put, .delete, .patch, .options].contains(method) ? method.rawValue : "other"
  }
}
