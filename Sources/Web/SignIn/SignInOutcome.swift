import HTTPTypes

/// The ways in which signing in can end without success. Each says what happened and what the person can do.
enum SignInOutcome: Error, Sendable, Equatable {
  /// The person pressed Cancel at Google.
  case denied
  /// Used, too old, of another browser, or never ours.
  case expired
  /// Begun while somebody else was signed in here.
  case otherSession
  /// The box for Gmail was left unticked.
  case boxNotTicked
  /// Signed in as one person, and another was chosen at Google.
  case wrongAccount(signedIn: String, chosen: String)
  case notAllowed(String)
  /// The address belongs to another account here.
  case addressTaken(String)
  /// Google names one mailbox and the identity another.
  case otherMailbox
  /// Google gave no lasting access, even when asked again.
  case noLastingAccess
  /// Google's words, or ours about Google.
  case googleUnwell(String)
  case refused(String)
  case operatorProblem
  case badReturnAddress

  /// - `returnTo`: taken along when the person tries again.
  func problem(returnTo: String?) -> PageProblem {
    let again = Notice.Link.signIn("Try again", returnTo: returnTo)
    switch self {
    case .denied:
      return PageProblem(
        .forbidden,
        Notice(
          title: "You did not allow it",
          sentences: [
            "Google was asked not to give access, so nothing was connected. Without access to your mailbox there is nothing the secretary could do."
          ], links: [again, .home]))
    case .expired:
      return PageProblem(
        .badRequest,
        Notice(
          title: "That took too long, or was used before",
          sentences: [
            "A sign-in works once, for ten minutes, and in the browser it was begun in. Nothing was changed."
          ],
          links: [again, .home]))
    case .otherSession:
      return PageProblem(
        .badRequest,
        Notice(
          title: "You are signed in differently now",
          sentences: ["This was begun in another session, so nothing was changed."], links: [again, .home]))
    case .boxNotTicked:
      return PageProblem(
        .forbidden,
        Notice(
          title: "One box was not ticked",
          sentences: [
            "Google asks for each permission by itself, and the one for Gmail was left out. Nothing was connected."
          ],
          points: [
            "Try again, and on Google's page tick the box “Read, compose, and send emails from your Gmail account”.",
            "Nothing is ever sent that you did not approve.",
          ], links: [again, .home]))
    case .wrongAccount(let signedIn, let chosen):
      return PageProblem(
        .conflict,
        Notice(
          title: "Which account do you mean?",
          sentences: [
            "You are signed in as \(signedIn), and at Google you chose \(chosen). Nothing was changed.",
            "To use \(chosen) instead, sign out first; then choose it when you sign in.",
          ], links: [.signIn("Use \(signedIn)", returnTo: returnTo, account: signedIn), .home],
          button: Notice.Button(label: "Sign out", address: SitePath.signOut.address())))
    case .notAllowed(let address):
      return PageProblem(
        .forbidden,
        Notice(
          title: "This account may not sign in here",
          sentences: [
            "\(address) is not among those who may use this secretary. Choose another account, or ask whoever runs it to add you."
          ], links: [.signIn("Choose another account", returnTo: returnTo), .home]))
    case .addressTaken(let address):
      return PageProblem(
        .conflict,
        Notice(
          title: "This address belongs to another account here",
          sentences: [
            "\(address) was used here with another Google account before. Ask whoever runs this secretary to sort it out."
          ], links: [.home]))
    case .otherMailbox:
      return PageProblem(
        .conflict,
        Notice(
          title: "Google named two different mailboxes",
          sentences: [
            "The account you signed in with and the mailbox it opened are not the same. Nothing was connected."
          ],
          links: [again, .home]))
    case .noLastingAccess:
      return PageProblem(
        .badGateway,
        Notice(
          title: "Google gave no lasting access",
          sentences: [
            "The secretary works while you are away, so it needs access that lasts, and Google did not give it although it was asked twice. Nothing was connected."
          ],
          points: [
            "Remove this app's access at myaccount.google.com/connections, then try again."
          ], links: [again, .home]))
    case .googleUnwell(let words):
      return PageProblem(
        .badGateway, Notice(title: "Google is not well just now", sentences: [words], links: [again, .home]))
    case .refused(let words):
      return PageProblem(
        .forbidden, Notice(title: "Google did not sign you in", sentences: [words], links: [again, .home]))
    case .operatorProblem:
      return PageProblem(
        .internalServerError,
        Notice(
          title: "Signing in is not set up rightly",
          sentences: [
            "Google does not accept how this secretary is registered. It is nothing you did. Tell whoever runs it; the log names what to change."
          ], links: [.home]))
    case .badReturnAddress:
      return PageProblem(
        .badRequest,
        Notice(
          title: "This link is not in order",
          sentences: [
            "It asks to go on to a place that is not part of this site. If you made the link: its origin must stand in web.return_to."
          ], links: [.signIn(), .home]))
    }
  }
}
