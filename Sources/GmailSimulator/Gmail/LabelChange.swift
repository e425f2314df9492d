/// Labels to add to and take from messages, checked against what Gmail allows.
struct LabelChange {
  let add: [String]
  let remove: [String]

  static let trash = LabelChange(add: ["TRASH"], remove: ["INBOX"])
  static let untrash = LabelChange(add: [], remove: ["TRASH"])

  private init(add: [String], remove: [String]) {
    self.add = add
    self.remove = remove
  }

  /// SENT and DRAFT cannot be set by hand, and a draft carries no other label.
  init(_ call: APICall, on messages: [StoredMessage]) throws(APIError) {
    add = try call.labels("addLabelIds")
    remove = try call.labels("removeLabelIds")
    guard !add.isEmpty || !remove.isEmpty else { throw .invalidArgument("No label add or removes specified") }
    for label in add + remove where label == "SENT" || label == "DRAFT" {
      throw .invalidArgument("Invalid label: \(label)")
    }
    guard !messages.contains(where: { $0.has("DRAFT") }) else {
      throw .invalidArgument("Cannot modify labels of a draft")
    }
  }

  @discardableResult
  func apply(to id: HexID, _ call: APICall) -> StoredMessage? {
    call.mailbox.relabel(id, add: add, remove: remove, at: call.now)
  }
}

/// The labels of a sent message: mail to oneself is also in the inbox.
enum SentLabels {
  static func of(_ mail: OutgoingMail, from account: Account) -> [String] {
    mail.recipients.contains(where: account.owns) ? ["UNREAD", "SENT", "INBOX"] : ["SENT"]
  }
}
