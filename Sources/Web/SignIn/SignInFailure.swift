import HTTPTypes

/// The ways in which signing in can fail. Each says what happened and what the person can do.
enum SignInFailure: Error, Sendable, Equatable {
  /// The person pressed Cancel at Google.
  case denied
  /// Used, too old, of another browser, or never ours; or without a code that could be one.
  case expired
  /// Begun in a session that has ended, or by somebody else.
  case otherSession
  /// The box for Gmail was left unticked.
  case boxNotTicked
  /// Signed in as one person, and another was chosen at Google.
  case wrongAccount(signedIn: String, chosen: String)
  /// The address is not among those who may.
  case notAllowed(address: String)
  /// The address belongs to another account here.
  case addressTaken(address: String)
  /// Google names one mailbox and the identity another.
  case otherMailbox
  /// Google gave no lasting access although the question insisted on it.
  case noLastingAccess
  case googleUnwell(words: String)
  /// By Google, or by us because of what Google says of the person.
  case refused(words: String)
  /// Google does not accept how this installation is registered.
  case operatorProblem
  /// The link that began it asks to come back to a place that is none of ours.
  case badReturnAddress
}

extension SignInFailure {
  /// - `returnTo`: taken along when the person tries again.
  func problem(returnTo: String?) -> PageProblem {
    let words = words
    return PageProblem(
      status,
      Notice(
        title: words.title, sentences: words.sentences, points: words.points,
        links: [anotherTry(returnTo), .home].compactMap(\.self), button: button))
  }

  private var status: HTTPResponse.Status {
    switch self {
    case .expired, .otherSession, .badReturnAddress: .badRequest
    case .denied, .boxNotTicked, .notAllowed, .refused: .forbidden
    case .wrongAccount, .addressTaken, .otherMailbox: .conflict
    case .noLastingAccess, .googleUnwell: .badGateway
    case .operatorProblem: .internalServerError
    }
  }

  /// Nil where nothing the person does would end otherwise.
  private func anotherTry(_ returnTo: String?) -> Notice.Link? {
    switch self {
    case .addressTaken, .operatorProblem: nil
    case .badReturnAddress: .signIn()
    case .wrongAccount(let signedIn, _): .signIn("Use \(signedIn)", returnTo: returnTo, account: signedIn)
    case .notAllowed: .signIn("Choose another account", returnTo: returnTo)
    case .denied, .expired, .otherSession, .boxNotTicked, .otherMailbox, .noLastingAccess, .googleUnwell, .refused:
      .signIn("Try again", returnTo: returnTo)
    }
  }

  private var button: Notice.Button? {
    guard case .wrongAccount = self else { return nil }
    return Notice.Button(label: "Sign out", address: SitePath.signOut.address())
  }

  /// What the page says: what happened, and what to do about it, one thing each.
  private struct Words {
    var title: String
    var sentences: [String]
    var points: [String] = []
  }

  private var words: Words {
    switch self {
    case .denied:
      Words(
        title: "You did not allow it",
        sentences: [
          "Google was asked not to give access, so nothing was connected. Without access to your mailbox there is nothing the"
            + " secretary could do."
        ])
    case .expired:
      Words(
        title: "That took too long, or was used before",
        sentences: [
          "A sign-in works once, for ten minutes, and in the browser it was begun in. Nothing was changed."
        ])
    case .otherSession:
      Words(
        title: "You are signed in differently now",
        sentences: ["This was begun in another session, so nothing was changed."])
    case .boxNotTicked:
      Words(
        title: "One box was not ticked",
        sentences: [
          "Google asks for each permission by itself, and the one for Gmail was left out. Nothing was connected."
        ],
        points: [
          "Try again, and on Google's page tick the box “Read, compose, and send emails from your Gmail account”.",
          "Nothing is ever sent that you did not approve.",
        ])
    case .wrongAccount(let signedIn, let chosen):
      Words(
        title: "Which account do you mean?",
        sentences: [
          "You are signed in as \(signedIn), and at Google you chose \(chosen). Nothing was changed.",
          "To use \(chosen) instead, sign out first; then choose it when you sign in.",
        ])
    case .notAllowed(let address):
      Words(
        title: "This account may not sign in here",
        sentences: [
          "\(address) is not among those who may use this secretary. Choose another account, or ask whoever runs it to add"
            + " you."
        ])
    case .addressTaken(let address):
      Words(
        title: "This address belongs to another account here",
        sentences: [
          "\(address) was used here with another Google account before. Ask whoever runs this secretary to sort it out."
        ])
    case .otherMailbox:
      Words(
        title: "Google named two different mailboxes",
        sentences: [
          "The account you signed in with and the mailbox it opened are not the same. Nothing was connected."
        ])
    case .noLastingAccess:
      Words(
        title: "Google gave no lasting access",
        sentences: [
          "The secretary works while you are away, so it needs access that lasts, and Google did not give it although it was"
            + " asked to. Nothing was connected."
        ],
        points: ["Remove this app's access at myaccount.google.com/connections, then try again."])
    case .googleUnwell(let words): Words(title: "Google is not well just now", sentences: [words])
    case .refused(let words): Words(title: "Google did not sign you in", sentences: [words])
    case .operatorProblem:
      Words(
        title: "Signing in is not set up rightly",
        sentences: [
          "Google does not accept how this secretary is registered. It is nothing you did. Tell whoever runs it; the log"
            + " names what to change."
        ])
    case .badReturnAddress:
      Words(
        title: "This link is not in order",
        sentences: [
          "It asks to go on to a place that is not part of this site. If you made the link: its origin must stand in"
            + " web.return_to."
        ])
    }
  }
}
