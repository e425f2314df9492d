import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// Every error of the API becomes a problem document. Errors of pages pass on to `ErrorPages`.
struct APIErrors: RouterMiddleware {
  typealias Context = PageContext

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    guard SitePath.isAPI(request.uri.path) else { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection itself is broken; the server answers and closes it.
      throw error
    } catch {
      return try Self.problem(error, context).response()
    }
  }

  private static func problem(_ error: any Error, _ context: PageContext) -> APIProblem {
    switch error {
    case let error as APIProblem: error
    case is SignInNeeded: .signInNeeded
    case is FormRefused: .foreignOrigin
    case let error as HTTPError: APIProblem(error.status, headers: error.headers)
    default:
      switch FailedRequest(error, context) {
      case .tooLarge: APIProblem(.contentTooLarge)
      case .notFound: APIProblem(.notFound)
      case .storeBusy: .storeBusy
      case .unreadable(let error):
        APIProblem(
          .internalServerError, "unreadable", "What is kept of this person cannot be understood",
          "Tell the person who runs this service: \(error)")
      case .unexpected: APIProblem(.internalServerError)
      }
    }
  }
}
