package import FoundationEssentials
import HTTPTransport
package import Secretary
import Vault

/// Writing. Gmail offers no idempotency key: a write whose answer got lost ends as `.answerUnknown`, and the caller looks
/// (`reply(_:in:)`) before doing it again.
extension GmailMailbox {
  /// Largest MIME message sent inside JSON; Gmail's JSON path takes about 5 MB of base64.
  package static let longestDraft = 3_500_000

  /// Puts a new draft into a thread. The answer's `threadID` is where Gmail really put it.
  package func createDraft(_ mime: [UInt8], in thread: ThreadID) async throws(MailboxError) -> PlacedDraft {
    let request = GmailCall(
      method: .post, path: "/drafts", query: [("fields", "id,message(id,threadId,labelIds)")],
      body: try Self.body(mime, thread), units: QuotaPrice.draftCreate, isRepeatable: false)
    return try await call(request, as: WireDraftStub.self).placed
  }

  /// Where a draft stands now, with its labels and headers.
  package func draft(_ id: MailboxDraftID) async throws(MailboxError) -> PlacedDraft {
    let fields = "id,message(id,threadId,labelIds,payload(headers))"
    let wire = try await call(
      GmailCall(
        path: Self.path(id), query: [("format", "metadata"), ("fields", fields)], units: QuotaPrice.draftGet),
      as: WireDraft.self)
    return wire.message.placed(as: MailboxDraftID(wire.id))
  }

  /// Deletes for good, after making sure that it still is a draft: after the user sent it from Gmail's own page, the
  /// draft's id leads to the sent mail, and deleting would destroy that. With `holding`, also that nobody has changed it
  /// since that message was read. `.gone` means it was gone already.
  package func deleteDraft(_ id: MailboxDraftID, holding message: MessageID?) async throws(MailboxError) {
    try await requireDraft(id, holding: message)
    _ = try await call(
      GmailCall(method: .delete, path: Self.path(id), units: QuotaPrice.draftDelete, isRepeatable: false))
  }

  /// Sends a draft as this mail, whatever is in it in Gmail; the draft then disappears, and the sent copy has the id returned
  /// here. So what goes out is what we wrote, to the byte but for the `Message-ID`, also when the draft was changed a moment
  /// ago. One try, at once: every error but `.answerUnknown` means that nothing was sent, and after that one look before
  /// calling this again.
  package func sendDraft(
    _ id: MailboxDraftID, as mime: [UInt8], in thread: ThreadID
  ) async throws(MailboxError) -> MessageReference {
    guard mime.count <= Self.longestDraft else { throw .refused("The mail is longer than Gmail takes.") }
    let mail = WireDraftSend(
      id: id.rawValue, message: .init(raw: Base64URL.encode(mime), threadId: thread.rawValue))
    let request = GmailCall(
      method: .post, path: "/drafts/send", query: [("fields", "id,threadId")], body: try Self.json(mail),
      units: QuotaPrice.draftSend, isRepeatable: false, isPatient: false)
    return try await call(request, as: WireStub.self).reference
  }

  /// Looks in a thread for the reply that carries our own draft id, and besides for the newest message without such a header
  /// that was sent in it since a moment: the page may drop it from what the user writes there. The thread is current at once,
  /// where a search is not. Gmail's times are exact to the second at best.
  package func trace(
    of draft: DraftID, in thread: ThreadID, sentAfter moment: Date
  ) async throws(MailboxError) -> ReplyTrace {
    let fields = "id,messages(id,threadId,labelIds,internalDate,payload(headers))"
    let query = [("format", "metadata"), ("metadataHeaders", EmailDraft.header), ("fields", fields)]
    let wire: WireThread
    do {
      wire = try await call(
        GmailCall(
          path: "/threads/\(FormEncoding.escape(thread.rawValue))", query: query, units: QuotaPrice.thread),
        as: WireThread.self)
    } catch .gone {
      return ReplyTrace()
    }
    let messages = wire.messages ?? []
    let sent = messages.filter(\.labels.isSent)
    let newer = sent.last { ($0.payload?.headers ?? []).isEmpty && $0.receivedAt >= moment.addingTimeInterval(-1) }?
      .reference
    let ours = messages.filter { $0.payload?.header(EmailDraft.header) == draft.rawValue }
    if let sent = ours.first(where: \.labels.isSent) {
      return ReplyTrace(reply: .sent(sent.reference), newerSent: newer)
    }
    guard let found = ours.first(where: \.labels.isStillDraft) else {
      return ReplyTrace(newerSent: newer)
    }
    return ReplyTrace(reply: try await placedDraft(holding: found).map { .draft($0) }, newerSent: newer)
  }

  /// Gmail tells a draft's id only in the list of drafts.
  func placedDraft(holding message: WireMessage) async throws(MailboxError) -> PlacedDraft? {
    var token: String?
    for _ in 1...Self.mostPages {
      var query = [("maxResults", "500"), ("fields", "drafts(id,message(id,threadId)),nextPageToken")]
      if let token { query.append(("pageToken", token)) }
      let page = try await call(
        GmailCall(path: "/drafts", query: query, units: QuotaPrice.draftPage), as: WireDraftPage.self)
      if let stub = page.drafts?.first(where: { $0.message.id == message.id }) {
        return message.placed(as: MailboxDraftID(stub.id))
      }
      token = page.nextPageToken
      if token == nil { return nil }
    }
    throw .endlessList
  }

  private func requireDraft(_ id: MailboxDraftID, holding message: MessageID?) async throws(MailboxError) {
    let found = try await draft(id)
    guard found.isStillDraft else { throw .refused("The draft has been sent meanwhile.") }
    guard message == nil || message == found.messageID else {
      throw .refused("The draft has been changed in Gmail meanwhile.")
    }
  }

  private static func path(_ id: MailboxDraftID) -> String { "/drafts/\(FormEncoding.escape(id.rawValue))" }

  private static func body(_ mime: [UInt8], _ thread: ThreadID) throws(MailboxError) -> [UInt8] {
    guard mime.count <= longestDraft else { throw .refused("The draft is longer than Gmail takes.") }
    return try json(WireDraftWrite(message: .init(raw: Base64URL.encode(mime), threadId: thread.rawValue)))
  }

  private static func json(_ value: some Encodable) throws(MailboxError) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(value))
    } catch {
      throw .refused("The request could not be written as JSON.")
    }
  }
}

extension WireMessage {
  fileprivate func placed(as id: MailboxDraftID) -> PlacedDraft {
    PlacedDraft(id: id, in: MessageReference(id: MessageID(self.id), threadID: ThreadID(threadId)), labels)
  }
}

extension WireDraftStub {
  fileprivate var placed: PlacedDraft {
    PlacedDraft(id: MailboxDraftID(id), in: message.reference, Labels(message.labelIds ?? [Labels.draft]))
  }
}

extension PlacedDraft {
  fileprivate init(id: MailboxDraftID, in message: MessageReference, _ labels: Labels) {
    self.init(
      id: id, messageID: message.id, threadID: message.threadID, place: labels.isSent ? .sent : labels.place,
      isStillDraft: labels.isStillDraft)
  }
}
