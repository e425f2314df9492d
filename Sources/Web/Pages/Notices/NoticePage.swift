/// A `Notice` as its template sees it.
struct NoticePage: Page {
  static let template = "notice"

  struct Typed: Sendable, Equatable {
    let number: Int
    let label: String
    let text: String
  }

  let title: String
  let sentences: [String]
  let hasPoints: Bool
  let points: [String]
  let hasTyped: Bool
  let typed: [Typed]
  let hasActions: Bool
  let links: [Notice.Link]
  let button: Notice.Button?

  /// - `isSignedIn`: without a session there is no token, and a form would be refused.
  init(_ notice: Notice, isSignedIn: Bool) {
    title = notice.title
    sentences = notice.sentences
    points = notice.points
    hasPoints = !points.isEmpty
    typed = notice.typed.enumerated().map { Typed(number: $0 + 1, label: $1.label, text: $1.text) }
    hasTyped = !typed.isEmpty
    // What was typed is on this page only: whatever leads away opens beside it.
    links = notice.links.map { link in
      var link = link
      link.isApart = link.isApart || !notice.typed.isEmpty
      return link
    }
    button = isSignedIn ? notice.button : nil
    hasActions = !links.isEmpty || button != nil
  }
}
