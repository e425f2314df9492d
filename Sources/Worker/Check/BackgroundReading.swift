import Drafting
import Secretary
import StoreRequests

/// Looks up what a writer is given beside the conversation. Nothing for one that does not read it.
struct BackgroundReading {
  let mailbox: any Mailbox
  let store: any WorkerStore
  let owner: MailboxOwner
  let facts: [RememberedFact]

  func background(
    for message: EmailMessage, to recipients: ReplyRecipients, writer: any DraftWriter
  ) async throws -> Background {
    guard writer.readsTexts, let person = recipients.to.first else { return Background() }
    var background = Background(facts: facts)
    background.examples = try await OwnReplyReading(mailbox: mailbox, owner: owner)
      .replies(to: person, outside: message.threadID)
    if let language = message.language {
      background.voice = try await store.voice.voice(in: language, to: person)
    }
    return background
  }
}
