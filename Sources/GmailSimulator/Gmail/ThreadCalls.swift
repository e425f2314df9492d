/// Conversations.
enum ThreadCalls {
  static let methods = [
    GmailMethod(
      "threads.list", "GET", "threads", 10, GrantableScope.reading,
      taking: ["q", "labelIds", "maxResults", "pageToken", "includeSpamTrash"], list),
    GmailMethod(
      "threads.get", "GET", "threads/*", 40, GrantableScope.reading, taking: ["format", "metadataHeaders"], get),
    GmailMethod("threads.delete", "DELETE", "threads/*", 40, GrantableScope.deleting) { call throws(APIError) in
      for message in try messages(call) { call.mailbox.delete(message.id, at: call.now) }
      return GmailReply(body: nil)
    },
    GmailMethod("threads.modify", "POST", "threads/*/modify", 10, GrantableScope.modifying) { call throws(APIError) in
      let messages = try messages(call)
      return relabelled(call, messages, try LabelChange(call, on: messages))
    },
    GmailMethod("threads.trash", "POST", "threads/*/trash", 40, GrantableScope.modifying) { call throws(APIError) in
      relabelled(call, try messages(call), .trash)
    },
    GmailMethod("threads.untrash", "POST", "threads/*/untrash", 10, GrantableScope.modifying) { call throws(APIError) in
      relabelled(call, try messages(call), .untrash)
    },
  ]

  /// A thread's current messages, oldest first.
  private static func messages(_ call: APICall) throws(APIError) -> [StoredMessage] {
    let messages = call.mailbox.thread(try call.id())
    guard !messages.isEmpty else { throw .notFound }
    return messages
  }

  private static func relabelled(_ call: APICall, _ messages: [StoredMessage], _ change: LabelChange) -> GmailReply {
    let changed = messages.compactMap { change.apply(to: $0.id, call) }
    return GmailReply(
      body: .object(["id": .string(call.ids[0]), "messages": .nonEmpty(changed.map(\.labelled))]))
  }

  /// Every thread with a matching message, by its newest message.
  @Sendable private static func list(_ call: APICall) throws(APIError) -> GmailReply {
    var seen: Set<HexID> = []
    let newest = try MessageCalls.matching(call).filter { seen.insert($0.threadID).inserted }
    let page = try Paging.page(newest, after: call.query["pageToken"], limit: try call.limit(), key: { $0.id.value })
    let view = MessageResource(format: .minimal, hidesSnippet: call.isPoisoned)
    return GmailReply(
      body: .object([
        "threads": .nonEmpty(
          page.items.map { message in
            .object([
              "id": message.threadID.json, "snippet": view.json(message)["snippet"],
              "historyId": .number(historyID(call.mailbox.thread(message.threadID))),
            ])
          }),
        "nextPageToken": page.next,
        "resultSizeEstimate": .int(page.items.isEmpty ? 0 : page.next == nil ? page.items.count : 201),
      ]))
  }

  @Sendable private static func get(_ call: APICall) throws(APIError) -> GmailReply {
    let view = try call.view(allowsRaw: false)
    let messages = try messages(call)
    return GmailReply(
      body: .object([
        "id": .string(call.ids[0]), "historyId": .number(historyID(messages)),
        "messages": .array(messages.map(view.json)),
      ]))
  }

  private static func historyID(_ messages: [StoredMessage]) -> UInt64 { messages.map(\.historyID).max() ?? 0 }
}
