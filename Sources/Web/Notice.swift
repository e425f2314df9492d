/// A page that says one thing and offers the ways on: every error, and every way in which signing in can end.
struct Notice: Sendable, Equatable {
  var title: String
  var sentences: [String]
  /// Things to check or do, one each.
  var points: [String] = []
  /// What the person wrote into a form that was not saved.
  var typed: [Typed] = []
  var links: [Link] = []
  /// Only for somebody who is signed in.
  var button: Button?

  struct Link: Sendable, Equatable {
    var text: String
    var address: String
    var isMain = false
    /// Opens beside this page, which the person still needs.
    var isApart = false

    static let home = Link(text: "Go to the start page", address: SitePath.home.address())

    static func signIn(
      _ text: String = "Continue with Google", returnTo path: String? = nil, account: String? = nil,
      isApart: Bool = false
    ) -> Link {
      let address = ConnectLink(returnTo: path, account: account).address
      return Link(text: text, address: address, isMain: true, isApart: isApart)
    }
  }

  struct Button: Sendable, Equatable {
    var label: String
    /// Where it posts to; the form's token is added by the page.
    var address: String
  }

  struct Typed: Sendable, Equatable {
    var label: String
    var text: String
  }
}
