/// Why a reply could not be written as a message. Names the field, never its value.
package enum MailFormatError: Error, Equatable, CustomStringConvertible {
  /// A value holds a line end, a NUL or another control character, which could become a header of its own.
  case unsafeValue(field: String)
  /// An address without a local part or domain, with non-ASCII text before the `@`, or with a domain that no mail can
  /// be sent to.
  case unusableAddress(field: String)
  /// A name that no header field can have, or one that the reply sets itself.
  case unusableField(name: String)
  case noRecipients
  /// A value is longer than any message needs.
  case tooLong(field: String)

  package var description: String {
    switch self {
    case .unsafeValue(let field): "The \(field) of the reply holds a line end or control character; it was not written."
    case .unusableAddress(let field): "An address in \(field) cannot be written to; check it and try again."
    case .unusableField(let name): "The reply cannot carry a header field named “\(name)”."
    case .noRecipients: "The reply has no recipient."
    case .tooLong(let field): "The \(field) of the reply is too long."
    }
  }
}
