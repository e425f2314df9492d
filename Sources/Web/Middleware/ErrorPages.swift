import HTTPTypes
import Hummingbird
import NIOHTTP1

/// Every error of a page becomes a page with a way on. Those of the API pass on to `APIErrors`.
struct ErrorPages: RouterMiddleware {
  typealias Context = PageContext

  let pages: Pages
  let site: SiteAddress
  /// Bytes.
  let largestForm: Int

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    if SitePath.isAPI(request.uri.path) { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection itself is broken; the server answers and closes it.
      throw error
    } catch {
      let problem = await problem(error, request, context)
      var response = try pages.notice(problem.notice, for: context.layout, status: problem.status)
      for field in problem.headers { response.headers[field.name] = field.value }
      return response
    }
  }

  private func problem(_ error: any Error, _ request: Request, _ context: PageContext) async -> PageProblem {
    switch error {
    case let error as PageProblem: return error
    case is SignInNeeded:
      if request.method == .get || request.method == .head { return .signInNeeded(for: request) }
      return .signedOut(typed: await typed(in: request))
    case FormRefused.foreignToken(let form): return .foreignToken(typed: TypedText.all(in: form))
    case FormRefused.foreignOrigin: return .foreignOrigin
    case let error as HTTPError: return PageProblem(error.status, headers: error.headers)
    default:
      return switch FailedRequest(error, context) {
      case .tooLarge: PageProblem(.contentTooLarge)
      case .notFound: PageProblem(.notFound)
      case .storeBusy: .storeBusy
      case .unreadable(let error): .unreadableRow(error)
      case .unexpected: PageProblem(.internalServerError)
      }
    }
  }

  /// What the person wrote, to be shown to them again: only when the browser says that the form was on a page of ours,
  /// for nobody else may have our pages show a text.
  private func typed(in request: Request) async -> [Notice.Typed] {
    let origin = FormOrigin(site: site)
    guard (try? origin.check(request.headers)) != nil, origin.isCertain(request.headers),
      let form = try? await FormBody(largest: largestForm).read(request)
    else { return [] }
    return TypedText.all(in: form)
  }
}
