import HTTPTypes
import Hummingbird

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
    case 404:
      Notice(
        title: "There is nothing here", sentences: ["The page does not exist, or it belongs to somebody else."],
        links: [.home])
    case 405:
      Notice(title: "That is not how this page works", sentences: ["Go back and use the buttons."], links: [.home])
    case 411, 415, 400:
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
    default:
      Notice(
        title: "Something went wrong here",
        sentences: ["It is not your doing, and nothing you had before is lost. Try again in a moment."], links: [.home])
    }
  }

  static let foreignToken = PageProblem(
    .forbidden,
    Notice(
      title: "This page was out of date",
      sentences: [
        "You signed in anew since it was opened, so nothing was changed. Go back, copy what you typed, open the page again and repeat it."
      ], links: [.home]))

  static let foreignOrigin = PageProblem(
    .forbidden,
    Notice(
      title: "That did not come from here",
      sentences: ["Another site tried to press a button for you. Nothing was changed."], links: [.home]))

  static let storeBusy = PageProblem(
    .serviceUnavailable,
    Notice(title: "Busy just now", sentences: ["Nothing was changed. Try again in a few seconds."], links: [.home]),
    headers: [.retryAfter: "5"])

  /// A page is asked for again after signing in. A form is not sent again by itself: what was typed stays in the browser,
  /// one step back.
  static func signInNeeded(_ request: Request) -> PageProblem {
    if request.method == .get || request.method == .head {
      let path = request.uri.path.hasPrefix("/live/") ? "/" : request.uri.string
      return PageProblem(
        .unauthorized,
        Notice(
          title: "Please sign in", sentences: ["You are signed out, or were away for long."],
          links: [.signIn(returnTo: path), .home]))
    }
    return PageProblem(
      .unauthorized,
      Notice(
        title: "You are signed out",
        sentences: [
          "Nothing was changed. Sign in again in another tab, then come back here, go one step back and repeat it: what you typed is still there."
        ], links: [.signIn(returnTo: "/", isApart: true)]))
  }
}
