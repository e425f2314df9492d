import Storage
import Vault

/// Proves that a form was on a page we made for this very session: another site cannot know the token, and one of another
/// session does not fit.
struct FormToken: Sendable {
  /// The hidden field's name.
  static let field = "form_token"

  private let keys: WebKeys

  init(_ keys: WebKeys) { self.keys = keys }

  func text(for session: WebSession) -> String { keys.sign("form", session.tokenHash) }

  func matches(_ text: String?, _ session: WebSession) -> Bool {
    text.map { keys.verify($0, "form", session.tokenHash) } ?? false
  }
}
