/// What somebody sees who is not signed in: what this is, what it may do and never does, and one button.
struct WelcomePage: Page {
  static let template = "welcome"
  let title = "Welcome"
  let connectAddress: String

  /// - `returnTo`: the path on this site to go to after signing in, when somebody came for a certain page.
  init(returnTo: String? = nil) { connectAddress = ConnectLink(returnTo: returnTo).address }
}
