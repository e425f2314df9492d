import HTTPTypes
import Hummingbird
import Storage
import StoreRequests

/// An answer other than the page that was asked for: its status, and what the person is told.
struct PageProblem: Error {
  var status: HTTPResponse.Status
  var notice: Notice
  var headers: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ notice: Notice, headers: HTTPFields = [:]) {
    self.status = status
    self.notice = notice
    self.headers = headers
  }

  /// A status in words.
  init(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) {
    self.init(status, Self.notice(of: status), headers: headers)
  }

  private static func notice(of status: HTTPResponse.Status) -> Notice {
    switch status.code {
    case 401:
      Notice(
        title: "Please sign in", sentences: ["This is shown only to somebody who is signed in."],
        links: [.signIn(), .home])
    case 404:
      Notice(
        title: "There is nothing here", sentences: ["The page does not exist, or it belongs to somebody else."],
        links: [.home])
    case 405:
      Notice(title: "That is not how this page works", sentences: ["Go back and use the buttons."], links: [.home])
    case 400, 411, 415:
      Notice(
        title: "The request could not be read", sentences: ["It did not arrive whole. Go back and try again."],
        links: [.home])
    case 413:
      Notice(
        title: "That is too long", sentences: ["A form may hold 250,000 characters. Go back and shorten the text."],
        links: [.home])
    case 414, 431:
      Notice(
        title: "The request is too large",
        sentences: ["If this stays so, delete this site's cookies in your browser and sign in again."], links: [.home])
    case 429:
      Notice(
        title: "Too many attempts", sentences: ["Wait a minute, then try again."], links: [.home])
    case 402..<500:
      Notice(title: "That does not work", sentences: ["Go back and try it another way."], links: [.home])
    default:
      Notice(
        title: "Something went wrong here",
        sentences: ["It is not your doing, and nothing you had before is lost. Try again in a moment."], links: [.home])
    }
  }

  static func foreignToken(typed: [Notice.Typed]) -> PageProblem {
    PageProblem(
      .forbidden,
      Notice(
        title: "This page was out of date",
        sentences: [
          "You signed in anew since it was opened, so nothing was changed. Open the page again and repeat it."
        ],
        typed: typed, links: [.home]))
  }

  static let foreignOrigin = PageProblem(
    .forbidden,
    Notice(
      title: "That did not come from here",
      sentences: ["Another site tried to press a button for you. Nothing was changed."], links: [.home]))

  static let storeBusy = PageProblem(
    .serviceUnavailable,
    Notice(title: "Busy just now", sentences: ["Nothing was changed. Try again in a few seconds."], links: [.home]),
    headers: [.retryAfter: "5"])

  /// What is kept of this person cannot be understood. Columns and what they may hold are no secret.
  static func unreadableRow(_ error: StorageError) -> PageProblem {
    PageProblem(
      .internalServerError,
      Notice(
        title: "What is kept of you cannot be understood",
        sentences: [
          "Tell the person who runs this service: \(error)",
          "Until that is corrected your secretary is stopped. Nothing you had before is lost.",
        ], links: [.home]))
  }

  /// The page is shown after signing in. A part of a page is no page to go back to.
  static func signInNeeded(for request: Request) -> PageProblem {
    let path = SitePath.isRegion(request.uri.path) ? SitePath.home.address() : request.uri.string
    return PageProblem(
      .unauthorized,
      Notice(
        title: "Please sign in", sentences: ["You are signed out, or were away for long."],
        links: [.signIn(returnTo: path), .home]))
  }

  /// A form is not sent again by itself after signing in: the person decides anew.
  static func signedOut(typed: [Notice.Typed]) -> PageProblem {
    PageProblem(
      .unauthorized,
      Notice(
        title: "You are signed out",
        sentences: ["Nothing was changed. Sign in again, then repeat it."], typed: typed,
        links: [.signIn(isApart: !typed.isEmpty), .home]))
  }
}
