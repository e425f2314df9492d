import Secretary

/// Reads how the user has answered somebody lately. It costs the mailbox a search and up to five messages, so it is asked
/// only when a draft is certain and its writer reads examples.
struct OwnReplyReading {
  /// Sent mails that are listed: those of the conversation in hand are passed over, as it is given whole.
  private static let mostListed = 10
  /// Those of them that are read, until enough are replies.
  private static let mostRead = 5

  let mailbox: any Mailbox
  let owner: MailboxOwner

  /// Newest first; as many as there are when the mailbox has no more to say. No draft fails for want of examples. Without access
  /// there will be none, and no model shall be asked for it.
  func replies(to person: EmailAddress, outside thread: ThreadID) async throws(MailboxError) -> [OwnReply] {
    var replies: [OwnReply] = []
    do {
      let listed = try await mailbox.sentMessages(to: person, limit: Self.mostListed)
      for reference in listed.filter({ $0.threadID != thread }).prefix(Self.mostRead) {
        let message: EmailMessage
        do { message = try await mailbox.message(reference.id) } catch .gone { continue }
        if let reply = OwnReply(message, to: person, owner: owner) { replies.append(reply) }
        if replies.count == OwnReply.most { break }
      }
    } catch {
      switch error {
      case .cancelled, .accessWithdrawn: throw error
      default: return replies
      }
    }
    return replies
  }
}
