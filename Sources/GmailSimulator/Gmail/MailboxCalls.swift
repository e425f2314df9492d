import FoundationEssentials

/// The mailbox as a whole: profile, history, aliases, push.
enum MailboxCalls {
  static let methods = [
    GmailMethod("getProfile", "GET", "profile", 1, GrantableScope.profile, profile),
    GmailMethod(
      "history.list", "GET", "history", 2, GrantableScope.reading,
      taking: ["startHistoryId", "historyTypes", "labelId", "maxResults", "pageToken"], history),
    GmailMethod("settings.sendAs.list", "GET", "settings/sendAs", 1, GrantableScope.readingSettings, sendAs),
    GmailMethod("settings.sendAs.get", "GET", "settings/sendAs/*", 1, GrantableScope.readingSettings, oneSendAs),
    GmailMethod("watch", "POST", "watch", 100, GrantableScope.reading, watch),
    GmailMethod("stop", "POST", "stop", 50, GrantableScope.reading) { call in
      call.account.watch = nil
      return GmailReply(body: nil)
    },
  ]

  @Sendable private static func profile(_ call: APICall) -> GmailReply {
    GmailReply(
      body: .object([
        "emailAddress": .string(call.account.address), "messagesTotal": .int(call.mailbox.messages.count),
        "threadsTotal": .int(call.mailbox.threads.count), "historyId": .number(call.mailbox.history.current),
      ]))
  }

  @Sendable private static func history(_ call: APICall) throws(APIError) -> GmailReply {
    let mailbox = call.mailbox
    guard let start = call.query["startHistoryId"].flatMap(UInt64.init) else {
      throw .invalidArgument("Missing/invalid parameter: startHistoryId")
    }
    let types = Set(call.query.all("historyTypes"))
    if let unknown = types.first(where: { !History.types.contains($0) }) {
      throw .invalidArgument("Invalid value at 'history_types' (TYPE_ENUM), \"\(unknown)\"")
    }
    let limit = try call.limit()
    mailbox.history.expire(before: call.now.addingTimeInterval(-call.settings.historyRetention))
    guard mailbox.history.knows(start) else { throw .notFound }
    var after = start
    if let token = call.query["pageToken"] { after = try Paging.position(token) }
    let current = JSON.number(mailbox.history.current)
    if mailbox.history.emptyPages > 0 {
      mailbox.history.emptyPages -= 1
      return GmailReply(body: .object(["nextPageToken": .string(Paging.token(after)), "historyId": current]))
    }
    let label = call.query["labelId"]
    let page = mailbox.history.page(after: after, limit: limit) { record in
      (types.isEmpty || types.contains(record.change.type)) && (label.map { concerns(record, $0, mailbox) } ?? true)
    }
    return GmailReply(
      body: .object([
        "history": .nonEmpty(page.records.map { json($0, mailbox) }),
        "nextPageToken": page.next.map { .string(Paging.token($0)) }, "historyId": current,
      ]))
  }

  private static func concerns(_ record: History.Record, _ label: String, _ mailbox: SimulatedMailbox) -> Bool {
    switch record.change {
    case .labelsAdded(let labels), .labelsRemoved(let labels):
      labels.contains(label) || mailbox.messages[record.message]?.has(label) == true
    case .added, .deleted: mailbox.messages[record.message]?.has(label) == true
    }
  }

  /// A record carries the message's labels as they are now, not as they were; a deleted message has none.
  private static func json(_ record: History.Record, _ mailbox: SimulatedMailbox) -> JSON {
    let reference = JSON.object(["id": record.message.json, "threadId": record.thread.json])
    let message = mailbox.messages[record.message]?.labelled ?? reference
    func labelled(_ labels: [String]) -> JSON {
      .array([.object(["message": message, "labelIds": .array(labels.map { .string($0) })])])
    }
    let change: (name: String, value: JSON) =
      switch record.change {
      case .added: ("messagesAdded", .array([.object(["message": message])]))
      case .deleted: ("messagesDeleted", .array([.object(["message": reference])]))
      case .labelsAdded(let labels): ("labelsAdded", labelled(labels))
      case .labelsRemoved(let labels): ("labelsRemoved", labelled(labels))
      }
    return .object([
      JSON.Member(name: "id", value: .number(record.id)), JSON.Member(name: "messages", value: .array([reference])),
      JSON.Member(name: change.name, value: change.value),
    ])
  }

  @Sendable private static func sendAs(_ call: APICall) -> GmailReply {
    GmailReply(body: .object(["sendAs": .array(call.account.sendAs)]))
  }

  @Sendable private static func oneSendAs(_ call: APICall) throws(APIError) -> GmailReply {
    let wanted = call.ids[0].lowercased()
    guard let found = call.account.sendAs.first(where: { $0["sendAsEmail"]?.text == wanted }) else { throw .notFound }
    return GmailReply(body: found)
  }

  /// Registers the one push client; nothing is published.
  @Sendable private static func watch(_ call: APICall) throws(APIError) -> GmailReply {
    guard let topic = call.body["topicName"]?.text, topic.hasPrefix("projects/"), topic.contains("/topics/") else {
      throw .invalidArgument("Invalid topicName does not match projects/*/topics/*")
    }
    guard call.account.watch == nil || call.account.watch == topic else {
      throw .invalidArgument("Only one user push notification client allowed per developer (call /stop then try again)")
    }
    call.account.watch = topic
    let expires = call.now.addingTimeInterval(7 * 86_400).timeIntervalSince1970 * 1000
    return GmailReply(
      body: .object(["historyId": .number(call.mailbox.history.current), "expiration": .number(Int64(expires))]))
  }
}
