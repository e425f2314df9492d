import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Storage

/// Every error becomes a page with a way on. What is unknown is logged as an error by its type alone, since its text may
/// hold anything.
struct ErrorPages: RouterMiddleware {
  typealias Context = PageContext

  let pages: Pages

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection itself is broken; the server answers and closes it.
      throw error
    } catch {
      let problem = problem(error, request, context)
      var response = try pages.notice(problem.notice, for: context.layout, status: problem.status)
      for field in problem.headers { response.headers[field.name] = field.value }
      return response
    }
  }

  private func problem(_ error: any Error, _ request: Request, _ context: PageContext) -> PageProblem {
    switch error {
    case let error as PageProblem: return error
    case is SignInNeeded: return .signInNeeded(request)
    case FormRefused.foreignToken: return .foreignToken
    case FormRefused.foreignOrigin: return .foreignOrigin
    case let error as HTTPError: return PageProblem(error.status, headers: error.headers)
    case is NIOTooManyBytesError: return PageProblem(.contentTooLarge)
    case StorageError.unknownDraft, StorageError.unknownMessage, StorageError.unknownUser:
      return PageProblem(.notFound)
    case let error as StorageError where error.isTemporary:
      context.logger.warning("The store is busy.", metadata: Self.place(context))
      return .storeBusy
    case let error as StorageError:
      // Safe anywhere: no SQL, no mail, no secret.
      context.logger.error("\(error)", metadata: Self.place(context))
      return PageProblem(.internalServerError)
    default:
      context.logger.error(
        "A request failed.", metadata: Self.place(context).merging(["error": "\(type(of: error))"]) { $1 })
      return PageProblem(.internalServerError)
    }
  }

  private static func place(_ context: PageContext) -> Logger.Metadata { ["path": "\(context.endpointPath ?? "none")"] }
}
