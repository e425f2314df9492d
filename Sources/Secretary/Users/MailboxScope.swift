/// What a user can allow a program in their mailbox (OAuth scopes, RFC 6749 §3.3), as the mailbox's service spells them.
package enum MailboxScope {
  /// Reads mail and writes drafts; nothing is granted beyond it but settings that are read, too.
  package static let modify = "https://www.googleapis.com/auth/gmail.modify"
  package static let compose = "https://www.googleapis.com/auth/gmail.compose"
  package static let readonly = "https://www.googleapis.com/auth/gmail.readonly"
  package static let full = "https://mail.google.com/"
  /// Poisons the others: with it, bodies and searches are refused even when `modify` is granted as well.
  package static let metadata = "https://www.googleapis.com/auth/gmail.metadata"

  /// Whether these scopes let the secretary read mail and write drafts: the one rule for whoever takes tokens over, asks
  /// for them or uses them.
  package static func suffice(_ granted: some Sequence<String>) -> Bool {
    let granted = Set(granted)
    if granted.contains(full) { return true }
    if granted.contains(metadata) { return false }
    return granted.contains(modify) || granted.isSuperset(of: [readonly, compose])
  }
}
