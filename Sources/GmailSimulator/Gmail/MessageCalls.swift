import FoundationEssentials
import MailFormat
import Vault

/// Messages: listing, reading, sending, labelling.
enum MessageCalls {
  private static let listing: Set = ["q", "labelIds", "maxResults", "pageToken", "includeSpamTrash"]
  private static let getting: Set = ["format", "metadataHeaders"]

  static let methods = [
    GmailMethod("messages.list", "GET", "messages", 5, GrantableScope.reading, taking: listing, list),
    GmailMethod("messages.send", "POST", "messages/send", 100, GrantableScope.sending, upload: true, send),
    GmailMethod("messages.batchModify", "POST", "messages/batchModify", 50, GrantableScope.modifying, batchModify),
    GmailMethod("messages.batchDelete", "POST", "messages/batchDelete", 50, GrantableScope.deleting, batchDelete),
    GmailMethod(
      "messages.import", "POST", "messages/import", 25, GrantableScope.inserting,
      taking: ["internalDateSource", "neverMarkSpam", "processForCalendar", "deleted"], upload: true, insert),
    GmailMethod(
      "messages.insert", "POST", "messages", 25, GrantableScope.inserting, taking: ["internalDateSource", "deleted"],
      upload: true,
      insert),
    GmailMethod("messages.get", "GET", "messages/*", 20, GrantableScope.reading, taking: getting) {
      call throws(APIError) in
      GmailReply(body: try call.view().json(try call.message()))
    },
    GmailMethod("messages.delete", "DELETE", "messages/*", 20, GrantableScope.deleting) { call throws(APIError) in
      call.mailbox.delete(try call.message().id, at: call.now)
      return GmailReply(body: nil)
    },
    GmailMethod("messages.modify", "POST", "messages/*/modify", 5, GrantableScope.modifying) { call throws(APIError) in
      let message = try call.message()
      let change = try LabelChange(call, on: [message])
      return GmailReply(body: change.apply(to: message.id, call)?.labelled)
    },
    GmailMethod("messages.trash", "POST", "messages/*/trash", 20, GrantableScope.modifying) { call throws(APIError) in
      GmailReply(body: LabelChange.trash.apply(to: try call.message().id, call)?.labelled)
    },
    GmailMethod("messages.untrash", "POST", "messages/*/untrash", 5, GrantableScope.modifying) {
      call throws(APIError) in
      GmailReply(body: LabelChange.untrash.apply(to: try call.message().id, call)?.labelled)
    },
    GmailMethod(
      "messages.attachments.get", "GET", "messages/*/attachments/*", 20, GrantableScope.attachments, attachment),
  ]

  @Sendable private static func list(_ call: APICall) throws(APIError) -> GmailReply {
    let found = try matching(call)
    let page = try Paging.page(
      found, after: call.query["pageToken"], limit: try call.limit(), key: { $0.id.value })
    // The real estimate is unreliable; so is this one.
    let estimate = page.items.isEmpty ? 0 : page.next == nil ? page.items.count : 201
    return GmailReply(
      body: .object([
        "messages": .nonEmpty(page.items.map(\.reference)), "nextPageToken": page.next,
        "resultSizeEstimate": .int(estimate),
      ]))
  }

  /// The messages a list call asks for, newest first. Label lists are exact; search lags behind new mail.
  static func matching(_ call: APICall) throws(APIError) -> some Sequence<StoredMessage> {
    let mailbox = call.mailbox
    let labels = call.query.all("labelIds")
    for label in labels where !mailbox.labels.contains(label) { throw .invalidArgument("Invalid label: \(label)") }
    let text = call.query["q"].flatMap { $0.withoutBlanks.isEmpty ? nil : $0 }
    if text != nil, call.isPoisoned { throw .forbidden("Metadata scope does not support 'q' parameter") }
    let query = text.map { SearchParser.parse($0, labels: mailbox.labels, now: call.now) }
    let withSpamAndTrash =
      try call.flag("includeSpamTrash") || labels.contains("SPAM") || labels.contains("TRASH")
      || query?.namesSpamOrTrash == true
    let now = call.now
    return mailbox.order.reversed().lazy.compactMap { mailbox.messages[$0] }.filter { message in
      (withSpamAndTrash || !(message.has("SPAM") || message.has("TRASH"))) && labels.allSatisfy(message.has)
        && (query.map { message.searchableFrom <= now && $0.matches(message, SearchedContent(message.source)) } ?? true)
    }
  }

  @Sendable private static func send(_ call: APICall) throws(APIError) -> GmailReply {
    let thread = try call.thread(in: call.body)
    let mail = try call.outgoing(call.body)
    try mail.checkSendable()
    let message = call.add(mail, labels: SentLabels.of(mail, from: call.account), thread: thread)
    return GmailReply(body: message.labelled, sent: mail)
  }

  /// Insert and import put a message in as it is: its own Message-ID stays.
  @Sendable private static func insert(_ call: APICall) throws(APIError) -> GmailReply {
    let raw = try call.mail(in: call.body)
    let header = MailHeader(raw)
    let thread = try call.thread(in: call.body)
    let labels = try call.labels("labelIds")
    let source = call.query["internalDateSource"] ?? "receivedTime"
    let date = source == "dateHeader" ? header["Date"].flatMap(MailDate.parse) ?? call.now : call.now
    let message = call.mailbox.add(
      .memory(raw), size: raw.count, header: header, labels: labels, internalDate: date,
      threading: thread.map { .given($0) } ?? .byHeaders, entry: call.entry())
    return GmailReply(body: message.labelled)
  }

  private static func batch(_ call: APICall) throws(APIError) -> [StoredMessage] {
    guard let texts = call.body["ids"]?.texts, !texts.isEmpty else {
      throw .invalidArgument("No message ids specified")
    }
    guard texts.count <= 1000 else { throw .invalidArgument("Too many message ids") }
    var messages: [StoredMessage] = []
    for text in texts {
      guard let id = HexID(text) else { throw .invalidArgument("Invalid ids value") }
      if let message = call.mailbox.messages[id] { messages.append(message) }
    }
    return messages
  }

  @Sendable private static func batchModify(_ call: APICall) throws(APIError) -> GmailReply {
    let messages = try batch(call)
    let change = try LabelChange(call, on: messages)
    for message in messages { change.apply(to: message.id, call) }
    return GmailReply(body: nil)
  }

  @Sendable private static func batchDelete(_ call: APICall) throws(APIError) -> GmailReply {
    for message in try batch(call) { call.mailbox.delete(message.id, at: call.now) }
    return GmailReply(body: nil)
  }

  @Sendable private static func attachment(_ call: APICall) throws(APIError) -> GmailReply {
    let message = try call.message()
    guard let attachment = AttachmentID(call.ids[1]), attachment.message == message.id,
      let part = part(attachment.part, of: MIMETree.parse(message.source.read()))
    else { throw .invalidArgument("Invalid attachment token") }
    let content = MessageResource.content(part)
    return GmailReply(
      body: .object(["size": .int(content.count), "data": .string(Base64URL.encode(content, padded: true))]))
  }

  private static func part(_ path: String, of root: MIMEPart) -> MIMEPart? {
    var part = root
    for step in path.split(separator: ".") {
      guard let index = Int(step), part.children.indices.contains(index) else { return nil }
      part = part.children[index]
    }
    return part
  }
}
