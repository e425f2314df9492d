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
}

extension SignInOutcome {
  /// - `returnTo`: taken along when the person tries again.
  func problem(returnTo: String?) -> PageProblem {
    PageProblem(
      status,
      Notice(
        title: title, sentences: sentences, points: points, links: [anotherTry(returnTo), .home].compactMap(\.self),
        button: button))
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

  private var title: String {
    switch self {
    case .denied: "You did not allow it"
    case .expired: "That took too long, or was used before"
    case .otherSession: "You are signed in differently now"
    case .boxNotTicked: "One box was not ticked"
    case .wrongAccount: "Which account do you mean?"
    case .notAllowed: "This account may not sign in here"
    case .addressTaken: "This address belongs to another account here"
    case .otherMailbox: "Google named two different mailboxes"
    case .noLastingAccess: "Google gave no lasting access"
    case .googleUnwell: "Google is not well just now"
    case .refused: "Google did not sign you in"
    case .operatorProblem: "Signing in is not set up rightly"
    case .badReturnAddress: "This link is not in order"
    }
  }

  private var sentences: [String] {
    switch self {
    case .denied:
      [
        "Google was asked not to give access, so nothing was connected. Without access to your mailbox there is nothing the"
          + " secretary could do."
      ]
    case .expired:
      ["A sign-in works once, for ten minutes, and in the browser it was begun in. Nothing was changed."]
    case .otherSession: ["This was begun in another session, so nothing was changed."]
    case .boxNotTicked:
      ["Google asks for each permission by itself, and the one for Gmail was left out. Nothing was connected."]
    case .wrongAccount(let signedIn, let chosen):
      [
        "You are signed in as \(signedIn), and at Google you chose \(chosen). Nothing was changed.",
        "To use \(chosen) instead, sign out first; then choose it when you sign in.",
      ]
    case .notAllowed(let address):
      [
        "\(address) is not among those who may use this secretary. Choose another account, or ask whoever runs it to add"
          + " you."
      ]
    case .addressTaken(let address):
      [
        "\(address) was used here with another Google account before. Ask whoever runs this secretary to sort it out."
      ]
    case .otherMailbox:
      ["The account you signed in with and the mailbox it opened are not the same. Nothing was connected."]
    case .noLastingAccess:
      [
        "The secretary works while you are away, so it needs access that lasts, and Google did not give it although it was"
          + " asked twice. Nothing was connected."
      ]
    case .googleUnwell(let words), .refused(let words): [words]
    case .operatorProblem:
      [
        "Google does not accept how this secretary is registered. It is nothing you did. Tell whoever runs it; the log"
          + " names what to change."
      ]
    case .badReturnAddress:
      [
        "It asks to go on to a place that is not part of this site. If you made the link: its origin must stand in"
          + " web.return_to."
      ]
    }
  }

  /// What to do, one thing each.
  private var points: [String] {
    switch self {
    case .boxNotTicked:
      [
        "Try again, and on Google's page tick the box “Read, compose, and send emails from your Gmail account”.",
        "Nothing is ever sent that you did not approve.",
      ]
    case .noLastingAccess: ["Remove this app's access at myaccount.google.com/connections, then try again."]
    default: []
    }
  }
}
