import HTTPTransport
import Secretary

/// Why a sign-in with Google came to nothing, sorted by who can do something about it; each with a sentence for the person.
package enum SignInError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Google did not answer, or not sensibly. Another try may succeed.
  case googleUnwell(String)
  /// Google, an administrator or the account itself says no. Beginning again is right when the code was too old.
  case refused(String)
  /// The installation's registration with Google is at fault, and so it is for everybody.
  case operatorProblem(String)
  /// What Google said about the person does not belong to this sign-in: forged, mixed up, or too old.
  case badIdentity(String)
  case cancelled

  package var description: String {
    switch self {
    case .googleUnwell(let words), .refused(let words), .operatorProblem(let words), .badIdentity(let words): words
    case .cancelled: "The sign-in was cancelled."
    }
  }

  /// What the token endpoint's refusal of a code means.
  static func of(_ response: HTTPResponse, redirectURI: String) -> SignInError {
    TokenRequest.error(in: response).flatMap { named($0.error, redirectURI: redirectURI) }
      ?? .googleUnwell("Google's sign-in service is not well (HTTP \(response.status)). Try again in a moment.")
  }

  /// What it means that the browser came back with `error=…` instead of a code. Most errors never come back: Google
  /// shows them on a page of its own. The text is the browser's and is never repeated.
  package static func returned(_ error: String, redirectURI: String) -> SignInError {
    named(error, redirectURI: redirectURI)
      ?? .googleUnwell("Google could not finish the sign-in. Try again in a moment.")
  }

  /// OAuth's names for errors (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core 1.0 §3.1.2.6) and Google's own.
  private static func named(_ error: String, redirectURI: String) -> SignInError? {
    switch error {
    case "invalid_grant":
      // One name for a code that is used, too old, mutilated, or asked for with another verifier.
      .refused("Google does not accept this sign-in any more: it is used, or took too long. Start again.")
    case "access_denied":
      .refused("Google was not given the permission. Start again, and allow it.")
    case "consent_required", "interaction_required", "login_required":
      .refused("Google has to ask you something first. Start again.")
    case "invalid_rapt", "rapt_required":
      .refused("Your organisation asks you to sign in to Google again. Do that, then start again here.")
    case "admin_policy_enforced":
      .refused("Your organisation's Google administrator does not allow this app. Ask the administrator.")
    case "org_internal":
      .refused("This app is for the accounts of one organisation only. Choose an account of that organisation.")
    case "disallowed_useragent":
      .refused("Google does not allow signing in from this browser. Open the page in another one.")
    case "redirect_uri_mismatch":
      .operatorProblem("Google does not know the address \(redirectURI); add it to the OAuth client's redirect URIs.")
    case "invalid_client", "deleted_client", "unauthorized_client":
      .operatorProblem(
        "Google does not accept this installation's client id and secret; correct google.client_id or its secret.")
    case "invalid_scope":
      .operatorProblem("The Google project does not offer the Gmail permission; add it to its consent screen.")
    case "invalid_request", "unsupported_grant_type", "unsupported_response_type":
      .operatorProblem("Google does not accept the sign-in request; check the google settings.")
    default: nil
    }
  }

  /// What it means that there is no answer at all. A code that was under way may be used up; beginning anew is always safe.
  static func of(_ error: HTTPTransportError) -> SignInError {
    switch error {
    case .cancelled: .cancelled
    case .refusedURL(let words):
      .operatorProblem("The Google address is not usable: \(words); check the google settings.")
    case .neverReached, .answerUnknown, .tooLarge: .googleUnwell("Google gave no answer. Try again in a moment.")
    }
  }

  /// What Gmail's refusal of the first call means.
  static func of(_ refusal: GmailRefusal) -> SignInError {
    switch refusal {
    case .final(.missingScope):
      .refused("Google did not give the permission to read mail. Start again, and tick its box.")
    case .final(.accessWithdrawn(let words)): .refused(words)
    case .final(.misconfigured(let words)): .operatorProblem(words)
    case .final(.cancelled): .cancelled
    case .renewToken, .waitUntil, .backOff, .passing, .uncertain, .final:
      .googleUnwell("Gmail could not say whose mailbox this is. Try again in a moment.")
    }
  }
}
