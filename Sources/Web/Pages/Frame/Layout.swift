import Secretary

/// Who looks at a page: what the frame around every page depends on.
struct Layout: Sendable {
  struct Visitor: Sendable {
    let address: String
    /// The hidden `form_token` of every form, bound to the session.
    let formToken: String
    let isOperator: Bool
    /// How many drafts wait for them; told in the tab and in the navigation of every page.
    var waiting = 0
  }

  /// Nil when nobody is signed in.
  let visitor: Visitor?
}

/// The outermost struct of every page, around the page's own.
struct Document: Sendable {
  struct Destination: Sendable {
    let name: String
    let address: String
    let isCurrent: Bool
    /// Whether it is the place where drafts wait.
    let isCounted: Bool
  }

  struct SignedIn: Sendable {
    let visitorAddress: String
  }

  let title: String
  let refreshAfter: Int?
  let styleAddress: String
  let scriptAddress: String
  let typingAddress: String
  let iconAddress: String
  let paths = FixedAddresses()
  let visitor: SignedIn?
  let formToken: String
  let destinations: [Destination]
  let waitingCount: Int
  let isWaiting: Bool
  let page: any Page

  init(_ page: any Page, for layout: Layout) {
    waitingCount = layout.visitor?.waiting ?? 0
    isWaiting = waitingCount > 0
    title = (isWaiting ? "(\(waitingCount)) " : "") + ShownText(page.title).text
    refreshAfter = page.refreshSeconds
    styleAddress = Asset.style.address
    scriptAddress = Asset.script.address
    typingAddress = Asset.typing.address
    iconAddress = Asset.icon.address
    visitor = layout.visitor.map { SignedIn(visitorAddress: $0.address) }
    formToken = layout.visitor?.formToken ?? ""
    destinations =
      layout.visitor.map { visitor in
        Place.allCases.filter { $0 != .operator || visitor.isOperator }.map { place in
          Destination(
            name: place.name, address: place.address, isCurrent: place == page.place, isCounted: place == .drafts)
        }
      } ?? []
    self.page = page
  }
}
