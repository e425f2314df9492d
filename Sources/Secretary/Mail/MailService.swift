/// The service that keeps people's mailboxes. The domain knows no more of it.
package enum MailService {
  /// As it is called to people.
  package static let name = "Gmail"
  /// How its server names itself in `Authentication-Results`.
  package static let authenticationHost = "mx.google.com"
}
