import Secretary

/// Who looks at a page: what the frame around every page depends on.
struct Layout: Sendable {
  struct Visitor: Sendable {
    let address: String
    /// The hidden `form_token` of every form, bound to the session.
    let formToken: String
    let isOperator: Bool
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
  }

  struct SignedIn: Sendable {
    let visitorAddress: String
  }

  let title: String
  let refreshAfter: Int?
  let styleAddress: String
  let scriptAddress: String
  let iconAddress: String
  let paths = FixedAddresses()
  let visitor: SignedIn?
  let formToken: String
  let destinations: [Destination]
  let page: any Page

  init(_ page: any Page, for layout: Layout) {
    title = ShownText(page.title).text
    refreshAfter = page.refreshSeconds
    styleAddress = Asset.style.address
    scriptAddress = Asset.script.address
    iconAddress = Asset.icon.address
    visitor = layout.visitor.map { SignedIn(visitorAddress: $0.address) }
    formToken = layout.visitor?.formToken ?? ""
    destinations =
      layout.visitor.map { visitor in
        Place.allCases.filter { $0 != .operator || visitor.isOperator }.map { place in
          Destination(name: place.name, address: place.address, isCurrent: place == page.place)
        }
      } ?? []
    self.page = page
  }
}
