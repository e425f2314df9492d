import MailFormat

extension ReplyContext {
  /// A reply of somebody whose name stands in no body.
  static let stranger = ReplyContext(sender: MailAddress(address: "xyzzy@example.com"))
}
