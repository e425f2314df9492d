/// An opaque name of something, kept apart by type so that a thread id can never travel as a message id.
///
/// The mailbox's ids are opaque strings: nothing may be computed from them (docs/gmail.md, Ids).
package protocol Identifier: Hashable, Sendable, Codable, CustomStringConvertible, RawRepresentable
where RawValue == String {
  init(rawValue: String)
}

extension Identifier {
  package init(_ rawValue: String) { self.init(rawValue: rawValue) }

  package var description: String { rawValue }

  package init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// A person with an account here: our own key, a UUID in text form unless the operator chose another.
package struct UserID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The mailbox's id of one message. A draft's message changes its id with every edit (docs/gmail.md, Drafts).
package struct MessageID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The mailbox's id of the label by which the person asks for a draft.
package struct RequestLabelID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The mailbox's id of a conversation.
package struct ThreadID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The mailbox's id of a draft: stable across edits, unlike the message inside.
package struct MailboxDraftID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A point in the changes of a mailbox. Opaque: only the service that gave it knows which of two is the later.
package struct MailboxCursor: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Our own id of a row in `email_drafts`: a lower-case UUID, also carried in the draft's `X-Secretary-Draft` header.
package struct DraftID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}
