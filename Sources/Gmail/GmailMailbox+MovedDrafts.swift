package import Secretary

package import struct FoundationEssentials.Date

/// Where a draft is that left its conversation: Gmail's page takes one along into another when its subject is changed.
extension GmailMailbox {
  /// Newest messages under a label that are looked at. What is looked for happened since the last check.
  private static let newestLookedAt = 20
  /// Seconds by which Gmail's clock and ours may differ.
  private static let clockSkew: Double = 300

  /// Looks for the reply that carries our own draft id among the newest drafts and sent mails of the whole mailbox, back to a
  /// moment; nil when none does. Lists by label are current at once, where a search is not. Drafts come first, so that one
  /// which is sent in between shows among the sent.
  package func movedReply(
    _ draft: DraftID, since moment: Date, among places: [MailPlace]
  ) async throws(MailboxError) -> PlacedReply? {
    for place in places {
      for reference in try await newestMessages(Self.newestLookedAt, in: place) {
        guard let message = try await tagged(reference.id) else { continue }
        if message.receivedAt < moment.addingTimeInterval(-Self.clockSkew) { break }
        guard message.payload?.header(EmailDraft.header) == draft.rawValue else { continue }
        if message.labels.isSent { return .sent(message.reference) }
        if let placed = try await placedDraft(holding: message) { return .draft(placed) }
      }
    }
    return nil
  }

  /// A message with nothing but the header that tells our drafts; nil when it is gone.
  private func tagged(_ id: MessageID) async throws(MailboxError) -> WireMessage? {
    let fields = "id,threadId,labelIds,internalDate,payload(headers)"
    let query = [("format", "metadata"), ("metadataHeaders", EmailDraft.header), ("fields", fields)]
    do {
      return try await call(
        GmailCall(path: "/messages/\(FormEncoding.escape(id.rawValue))", query: query, units: QuotaPrice.message),
        as: WireMessage.self)
    } catch .gone {
      return nil
    }
  }
}
