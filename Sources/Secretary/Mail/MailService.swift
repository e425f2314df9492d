/// The service that keeps people's mailboxes, as it is called to them. One line: the domain knows no more of it.
package enum MailService {
  package static let name = "Gmail"
}
