/// Labels. The list names them; only a single get counts.
enum LabelCalls {
  static let methods = [
    GmailMethod("labels.list", "GET", "labels", 1, GrantableScope.readingLabels) { call in
      GmailReply(body: .object(["labels": .array(call.mailbox.labels.all.map { json($0) })]))
    },
    GmailMethod("labels.get", "GET", "labels/*", 1, GrantableScope.readingLabels) { call throws(APIError) in
      guard let label = call.mailbox.labels[call.ids[0]] else { throw .notFound }
      return GmailReply(body: json(label, counting: call.mailbox))
    },
    GmailMethod("labels.create", "POST", "labels", 5, GrantableScope.writingLabels) { call throws(APIError) in
      GmailReply(body: json(try call.mailbox.labels.create(call.body), withColor: true))
    },
    GmailMethod("labels.patch", "PATCH", "labels/*", 5, GrantableScope.writingLabels, update),
    GmailMethod("labels.update", "PUT", "labels/*", 5, GrantableScope.writingLabels, update),
    GmailMethod("labels.delete", "DELETE", "labels/*", 5, GrantableScope.writingLabels) { call throws(APIError) in
      try call.mailbox.deleteLabel(call.ids[0], at: call.now)
      return GmailReply(body: nil)
    },
  ]

  @Sendable private static func update(_ call: APICall) throws(APIError) -> GmailReply {
    GmailReply(body: json(try call.mailbox.labels.update(call.ids[0], call.body), withColor: true))
  }

  private static func json(_ label: LabelList.Label, withColor: Bool = false, counting mailbox: SimulatedMailbox? = nil)
    -> JSON
  {
    let messages = mailbox?.messages.values.filter { $0.has(label.id) }
    let unread = messages?.filter { $0.has("UNREAD") }
    return .object([
      "id": .string(label.id), "name": .string(label.name),
      "messageListVisibility": label.messageListVisibility.map { .string($0) },
      "labelListVisibility": label.labelListVisibility.map { .string($0) },
      "type": label.isSystem ? "system" : "user", "messagesTotal": messages.map { .int($0.count) },
      "messagesUnread": unread.map { .int($0.count) },
      "threadsTotal": messages.map { .int(Set($0.map(\.threadID)).count) },
      "threadsUnread": unread.map { .int(Set($0.map(\.threadID)).count) },
      "color": withColor || mailbox != nil ? label.color : nil,
    ])
  }
}
