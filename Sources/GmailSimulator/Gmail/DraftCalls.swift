import FoundationEssentials

/// Drafts: a stable container whose message is replaced, under a new id, on every change.
enum DraftCalls {
  static let methods = [
    GmailMethod(
      "drafts.list", "GET", "drafts", 5, GrantableScope.readingDrafts,
      taking: ["q", "maxResults", "pageToken", "includeSpamTrash"],
      list),
    GmailMethod("drafts.create", "POST", "drafts", 10, GrantableScope.writingDrafts, upload: true, create),
    GmailMethod("drafts.send", "POST", "drafts/send", 100, GrantableScope.writingDrafts, upload: true, send),
    GmailMethod("drafts.get", "GET", "drafts/*", 20, GrantableScope.readingDrafts, taking: ["format"]) {
      call throws(APIError) in
      let message = try held(call.ids[0], call)
      return GmailReply(body: .object(["id": .string(call.ids[0]), "message": try call.view().json(message)]))
    },
    GmailMethod("drafts.update", "PUT", "drafts/*", 15, GrantableScope.writingDrafts, upload: true, update),
    GmailMethod("drafts.delete", "DELETE", "drafts/*", 10, GrantableScope.writingDrafts) { call throws(APIError) in
      // Permanent, and of whatever the draft holds: also of a message that has been sent from elsewhere.
      let message = try held(call.ids[0], call)
      call.mailbox.drafts.remove(call.ids[0])
      call.mailbox.delete(message.id, at: call.now)
      return GmailReply(body: nil)
    },
  ]

  private static func held(_ draft: String, _ call: APICall) throws(APIError) -> StoredMessage {
    guard let id = call.mailbox.drafts.message(draft), let message = call.mailbox.messages[id] else { throw .notFound }
    return message
  }

  @Sendable private static func list(_ call: APICall) throws(APIError) -> GmailReply {
    let drafts = try MessageCalls.matching(call).filter { call.mailbox.drafts.draft(holding: $0.id) != nil }
    let page = try Paging.page(drafts, after: call.query["pageToken"], limit: try call.limit(), key: { $0.id.value })
    return GmailReply(
      body: .object([
        "drafts": .nonEmpty(
          page.items.map { message in
            .object([
              "id": call.mailbox.drafts.draft(holding: message.id).map { .string($0) }, "message": message.reference,
            ])
          }),
        "nextPageToken": page.next,
        "resultSizeEstimate": .int(page.items.isEmpty ? 0 : page.next == nil ? page.items.count : 201),
      ]))
  }

  @Sendable private static func create(_ call: APICall) throws(APIError) -> GmailReply {
    let content = call.body["message"] ?? .object([])
    let thread = try call.thread(in: content)
    let mail = try call.outgoing(content)
    try mail.checkRecipients()
    let message = call.add(mail, labels: ["DRAFT"], thread: thread)
    let draft = call.mailbox.startDraft(holding: message.id)
    return GmailReply(body: .object(["id": .string(draft), "message": message.labelled]))
  }

  @Sendable private static func update(_ call: APICall) throws(APIError) -> GmailReply {
    let draft = call.ids[0]
    let old = try held(draft, call)
    guard old.has("DRAFT") else { throw .invalidArgument("Message not a draft") }
    let content = call.body["message"] ?? .object([])
    let thread = try call.thread(in: content)
    let mail = try call.outgoing(content)
    try mail.checkRecipients()
    return GmailReply(
      body: .object([
        "id": .string(draft), "message": replace(old, in: draft, with: mail, thread: thread, call).labelled,
      ]))
  }

  /// Without a thread id the draft leaves its conversation.
  private static func replace(
    _ old: StoredMessage, in draft: String, with mail: OutgoingMail, thread: HexID?, _ call: APICall
  ) -> StoredMessage {
    let message = call.add(mail, labels: ["DRAFT"], thread: thread)
    call.mailbox.drafts.put(message.id, in: draft)
    call.mailbox.delete(old.id, at: call.now)
    return message
  }

  /// The draft disappears; the sent copy has a new id and another Message-ID, in the draft's conversation.
  @Sendable private static func send(_ call: APICall) throws(APIError) -> GmailReply {
    guard let draft = call.body["id"]?.text else { throw .invalidArgument("Invalid draft") }
    let old = try held(draft, call)
    guard old.has("DRAFT") else { throw .invalidArgument("Message not a draft") }
    var content = call.body["message"]
    if call.upload != nil { content = content ?? .object([]) }
    let mail: OutgoingMail
    if let content, content["raw"] != nil || call.upload != nil {
      mail = try call.outgoing(content)
    } else {
      mail = OutgoingMail(
        old.source.read(), from: call.account, at: call.now,
        messageID: "CA" + call.mailbox.random.text(50) + "@mail.gmail.com")
    }
    try mail.checkSendable()
    let sent = call.add(mail, labels: SentLabels.of(mail, from: call.account), thread: old.threadID)
    call.mailbox.drafts.remove(draft)
    call.mailbox.delete(old.id, at: call.now)
    return GmailReply(body: sent.labelled, sent: mail)
  }
}
