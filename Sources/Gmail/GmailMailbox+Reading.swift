import MailFormat
import MailReading
package import Secretary

package import struct FoundationEssentials.Date

extension GmailMailbox {
  /// Pages of one list that are read, five hundred entries each: a list that goes on beyond does not come to an end, as one
  /// whose page leads to itself.
  static let mostPages = 200

  package func profile() async throws(MailboxError) -> MailboxProfile {
    let wire = try await call(
      GmailCall(path: "/profile", query: [("fields", "emailAddress,historyId")], units: QuotaPrice.profile),
      as: WireProfile.self)
    return MailboxProfile(address: wire.emailAddress, cursor: MailboxCursor(wire.historyId), now: answeredAt)
  }

  /// All changes after `cursor`, oldest first, from all pages. No label filter: what it would test is not documented,
  /// and mail rescued from spam shows only as a label change.
  ///
  /// A history without end, one that cannot be read, and one that lies before the cursor because that was never one of this
  /// mailbox, cannot be followed: all are `.changesLost`. Asking again would give the same record again, for good.
  package func changes(
    since cursor: MailboxCursor, asking label: RequestLabelID?
  ) async throws(MailboxError) -> MailboxChanges {
    let stub = "message(id,threadId,labelIds)"
    // `messages` repeats the typed arrays and is left out.
    let fields =
      "history(messagesAdded(\(stub)),messagesDeleted(\(stub)),labelsAdded(\(stub),labelIds),"
      + "labelsRemoved(\(stub),labelIds)),nextPageToken,historyId"
    var changes: [MailboxChange] = []
    var token: String?
    for _ in 1...Self.mostPages {
      var query = [("startHistoryId", cursor.rawValue), ("maxResults", "500"), ("fields", fields)]
      if let token { query.append(("pageToken", token)) }
      let page: WireHistoryPage
      do {
        page = try await call(
          GmailCall(path: "/history", query: query, units: QuotaPrice.historyPage), as: WireHistoryPage.self)
      } catch .gone, .unreadable {
        throw .changesLost  // the body is that of any missing thing; only the call tells them apart
      }
      for record in page.history ?? [] { changes += record.changes(asking: label?.rawValue) }
      // A page may be empty and still have a successor: only the token decides.
      guard let next = page.nextPageToken else {
        guard let start = MailboxCursor.known.number(in: cursor.rawValue),
          let current = MailboxCursor.known.number(in: page.historyId), current >= start
        else { throw .changesLost }
        return MailboxChanges(changes: changes, cursor: MailboxCursor(page.historyId))
      }
      token = next
    }
    throw .changesLost
  }

  /// One page of a listing, newest first. `labels` must all be present. Listing by label is immediate; a search goes
  /// through its index, which lags behind.
  private func messagePage(
    labels: [String], search: String?, size: Int, page: String?
  ) async throws(MailboxError) -> MessageListing {
    var parameters = labels.map { ("labelIds", $0) }
    if let search { parameters.append(("q", search)) }
    if let page { parameters.append(("pageToken", page)) }
    parameters += [("maxResults", String(size)), ("fields", "messages(id,threadId),nextPageToken")]
    let wire = try await call(
      GmailCall(path: "/messages", query: parameters, units: QuotaPrice.messagePage), as: WireMessagePage.self)
    return MessageListing(messages: (wire.messages ?? []).map(\.reference), next: wire.nextPageToken)
  }

  package func messages(after moment: Date) async throws(MailboxError) -> [MessageReference] {
    // Seconds are exact; a written date would be midnight in California.
    try await messageIDs(search: "after:\(Int(moment.timeIntervalSince1970))")
  }

  package func newestMessages(_ limit: Int, in place: MailPlace?) async throws(MailboxError) -> [MessageReference] {
    try await messageIDs(labels: place.flatMap { Labels.id(of: $0) }.map { [$0] } ?? [], limit: limit)
  }

  package func sentMessages(to address: EmailAddress, limit: Int) async throws(MailboxError) -> [MessageReference] {
    // Whoever wrote the address chose it. Of plain characters and between quotation marks it is one word of the search,
    // whatever is in it.
    guard address.isDeliverable else { return [] }
    return try await messageIDs(labels: [Labels.sent], search: "to:\"\(address.onTheWire)\"", limit: limit)
  }

  /// All pages of a listing, newest first, or as many messages as `limit` asks for.
  func messageIDs(
    labels: [String] = [], search: String? = nil, limit: Int = .max
  ) async throws(MailboxError) -> [MessageReference] {
    var found: [MessageReference] = []
    var page: String?
    for _ in 1...Self.mostPages {
      let answer = try await messagePage(
        labels: labels, search: search, size: min(500, limit - found.count), page: page)
      found += answer.messages
      page = answer.next
      if page == nil || found.count >= limit { return Array(found.prefix(limit)) }
    }
    throw .endlessList
  }

  /// A whole message, read by itself: only its conversation shows for certain what in it is history. `.gone` is ordinary: the user may have deleted it since it was listed.
  package func message(_ id: MessageID) async throws(MailboxError) -> EmailMessage {
    let wire = try await call(
      GmailCall(
        path: "/messages/\(FormEncoding.escape(id.rawValue))",
        query: [("format", "full"), ("fields", Self.messageFields)], units: QuotaPrice.message),
      as: WireMessage.self)
    return try await emailMessage(wire)
  }

  /// A conversation with whole messages, oldest first, each read with what was said before it; drafts in it are included, labelled `DRAFT`.
  package func thread(_ id: ThreadID) async throws(MailboxError) -> EmailThread {
    let wire = try await call(
      GmailCall(
        path: "/threads/\(FormEncoding.escape(id.rawValue))",
        query: [("format", "full"), ("fields", "id,messages(\(Self.messageFields))")], units: QuotaPrice.thread),
      as: WireThread.self)
    var conversation = ConversationSoFar()
    var messages: [EmailMessage] = []
    for message in wire.messages ?? [] {
      messages.append(try await emailMessage(message, in: conversation))
      conversation.add(messages[messages.count - 1])
    }
    return EmailThread(id: ThreadID(wire.id), messages: messages)
  }

  /// A conversation without its texts: who wrote, when, what lies where, and what a reply has to name (RFC 5322 §3.6.4).
  /// Nil when there is none.
  package func outline(of id: ThreadID) async throws(MailboxError) -> EmailThread? {
    let headers = ["From", "Message-ID", "References", "In-Reply-To", EmailDraft.header]
    let query =
      [("format", "metadata"), ("fields", "id,messages(id,threadId,labelIds,internalDate,payload(headers))")]
      + headers.map { ("metadataHeaders", $0) }
    do {
      let wire = try await call(
        GmailCall(path: "/threads/\(FormEncoding.escape(id.rawValue))", query: query, units: QuotaPrice.thread),
        as: WireThread.self)
      return EmailThread(
        id: ThreadID(wire.id), messages: (wire.messages ?? []).map(\.head))
    } catch .gone {
      return nil
    }
  }

  /// Every address the user may send from, the primary one among them.
  package func sendAs() async throws(MailboxError) -> [SendAsAddress] {
    let fields = "sendAs(sendAsEmail,displayName,isPrimary,verificationStatus)"
    let wire = try await call(
      GmailCall(path: "/settings/sendAs", query: [("fields", fields)], units: QuotaPrice.sendAs), as: WireSendAs.self)
    return (wire.sendAs ?? []).map { address in
      SendAsAddress(
        address: EmailAddress(name: address.displayName ?? "", address: address.sendAsEmail),
        isPrimary: address.isPrimary ?? false,
        // The primary address needs no verification and carries no status.
        isVerified: address.isPrimary == true || address.verificationStatus == "accepted")
    }
  }

  private static let messageFields = "id,threadId,labelIds,internalDate,payload"

  /// Fetches the texts Gmail keeps behind attachment ids on the way.
  private func emailMessage(
    _ wire: WireMessage, in conversation: ConversationSoFar = ConversationSoFar()
  ) async throws(MailboxError) -> EmailMessage {
    let root = wire.root
    var reader = MessageReader(root, wire.attributes, in: conversation)
    guard !reader.missing.isEmpty else { return reader.message }
    let parts = root.withDescendants
    let attachments = wire.payload?.attachmentIDs ?? []
    while !reader.missing.isEmpty {
      var texts: [Int: String] = [:]
      for position in reader.missing {
        let data = try await attachment(attachments[position] ?? "", of: wire.id)
        texts[position] = data.map { parts[position].text(ofData: $0) } ?? ""
      }
      reader.supply(texts)
    }
    return reader.message
  }

  /// Base64 of a part that is kept apart; nil when it is gone.
  private func attachment(_ id: String, of message: String) async throws(MailboxError) -> String? {
    let path = "/messages/\(FormEncoding.escape(message))/attachments/\(FormEncoding.escape(id))"
    do {
      return try await call(GmailCall(path: path, units: QuotaPrice.attachment), as: WireAttachment.self).data
    } catch .gone {
      return nil
    }
  }
}

extension MailboxCursor {
  /// Those Gmail can have given: a cursor at the end of what 64 bits hold would stand there for good.
  fileprivate static let known: ClosedRange<UInt64> = 1...UInt64(Int64.max)
}

extension WireStub {
  /// Gmail leaves the thread id out of no list; should it ever, a thread's id equals its first message's.
  var reference: MessageReference { MessageReference(id: MessageID(id), threadID: ThreadID(threadId ?? id)) }
}

extension WireHistoryPage.Record {
  /// - label: what asks for a draft while it is on a message. A filter of the user's may put it on as the message arrives.
  func changes(asking label: String?) -> [MailboxChange] {
    func changes(_ written: [WireHistoryPage.Change]?, _ kinds: (Labels) -> [MailboxChange.Kind]) -> [MailboxChange] {
      (written ?? []).flatMap { change in
        let now = change.message.labelIds.map { Labels($0) }
        return kinds(Labels(change.labelIds ?? [])).map {
          MailboxChange(
            kind: $0, messageID: change.message.reference.id, threadID: change.message.reference.threadID,
            place: now?.place, category: now?.category)
        }
      }
    }
    let asked = ((messagesAdded ?? []).filter { $0.carries(label) } + (labelsAdded ?? []).filter { $0.puts(on: label) })
      .map {
        MailboxChange(kind: .asked, messageID: $0.message.reference.id, threadID: $0.message.reference.threadID)
      }
    return changes(messagesAdded) { _ in [.added] } + changes(labelsAdded, \.whenAdded)
      + changes(labelsRemoved, \.whenRemoved) + changes(messagesDeleted) { _ in [.deleted] } + asked
  }
}

extension WireHistoryPage.Change {
  /// Whether the message has the label now.
  fileprivate func carries(_ label: String?) -> Bool { label.map { message.labelIds?.contains($0) ?? false } ?? false }

  /// Whether the label was put on, and has not been taken off since, as far as that is told.
  fileprivate func puts(on label: String?) -> Bool {
    guard let label, labelIds?.contains(label) == true else { return false }
    return message.labelIds?.contains(label) ?? true
  }
}
