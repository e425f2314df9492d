import Foundation
import LinearTime
import MailReading
import Secretary
import Testing

/// The folder of mail: the stories of `CaseTests`, or the one that `SECRETARY_CORPUS` names.
private let folder =
  ProcessInfo.processInfo.environment["SECRETARY_CORPUS"].map { URL(filePath: $0) }
  ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../CaseTests/Cases").standardized

/// Triage and prompt over every `.eml` of a folder, from bytes alone: no mailbox, no simulator, no store.
@Suite(.serialized) struct MailFolderTests {
  private static func files() throws -> [URL] {
    let names = try #require(FileManager.default.enumerator(atPath: folder.path))
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".eml") }.sorted().map {
      folder.appending(path: $0)
    }
  }

  /// What became of the mail of a folder, by the code of the reason.
  private struct Outcome {
    var counts: [String: Int] = [:]
    var prompts = 0
    /// Of them, those with mail of the folder as examples of how its owner answers.
    var withExamples = 0

    /// The owner is whoever the mail was written to, as no account says whose it is.
    mutating func add(_ message: EmailMessage, _ folder: Folder) {
      let owner = MailboxOwner(primary: message.to.first ?? EmailAddress(address: "nobody@example.com"))
      let thread = EmailThread(id: message.threadID, messages: [message])
      switch Triage(owner: owner).verdict(on: message, in: thread, drafts: DraftActivity()) {
      case .setAside(let reason): counts[reason.code, default: 0] += 1
      case .needsReply: counts["draft", default: 0] += 1
      }
      guard let recipients = ReplyRecipients.replying(to: message, owner: owner) else { return }
      let composer = PromptComposer(settings: AgentSettings(userID: UserID("owner")), owner: owner)
      let examples = folder.replies(of: owner, to: recipients.to[0], besides: message)
      let prompt = composer.prompt(for: message, in: thread, to: recipients, background: Background(examples: examples))
      if prompt.user.contains("<message-to-answer ") { prompts += 1 }
      if prompt.user.contains("<own-reply>") { withExamples += 1 }
    }
  }

  /// The mail of a folder, each in a conversation of its own.
  private struct Folder {
    let messages: [EmailMessage]
    private let bySender: [String: [EmailMessage]]

    init(_ mails: [[UInt8]]) {
      messages = mails.enumerated().map { MailFile($1).message(id: MessageID("mail-\($0)")) }
      bySender = Dictionary(grouping: messages) { $0.from.first?.canonical ?? "" }
    }

    func replies(of owner: MailboxOwner, to person: EmailAddress, besides message: EmailMessage) -> [OwnReply] {
      (bySender[owner.primary.canonical] ?? []).suffix(50).filter { $0.receivedAt < message.receivedAt }
        .sorted { $0.receivedAt > $1.receivedAt }.lazy.compactMap { OwnReply($0, to: person, owner: owner) }
        .prefix(OwnReply.most).map { $0 }
    }
  }

  @Test func `answers of the owner's in a folder are examples for the mail after them`() {
    func mail(from: String, to: String, subject: String, day: Int, _ text: String) -> [UInt8] {
      let head = "From: \(from)\r\nTo: \(to)\r\nSubject: \(subject)\r\nDate: \(day) Sep 2026 14:00:00 +0000\r\n\r\n"
      return Array((head + text).utf8)
    }
    let answer = mail(
      from: "ada@example.com", to: "ben@example.org", subject: "Re: Dinner", day: 20, "Hi Ben, at eight.")
    for (day, isLater) in [(21, true), (19, false)] {
      let folder = Folder([
        answer, mail(from: "ben@example.org", to: "ada@example.com", subject: "Lunch", day: day, "When?"),
      ])
      var outcome = Outcome()
      outcome.add(folder.messages[1], folder)
      #expect((outcome.prompts, outcome.withExamples) == (1, isLater ? 1 : 0))
    }
  }

  /// Rounds of the rate: a busy machine only ever makes it lower.
  private static let rounds = 3
  /// Messages in a second of an ordinary machine's processor.
  private static let wantedRate = 200.0

  @Test func `a folder of mail is judged, and a prompt made of it, at over 200 messages a second`() throws {
    let mails = try Self.files().map { Array(try Data(contentsOf: $0)) }
    try #require(mails.count > 100)
    var outcome = Outcome()
    var rate = 0.0
    for _ in 0..<Self.rounds where rate <= Self.wantedRate {
      outcome = Outcome()
      let seconds =
        ProcessorTime.of {
          let folder = Folder(mails)
          for message in folder.messages { outcome.add(message, folder) }
        } / ProcessorTime.slowness
      rate = Double(mails.count) / seconds
    }
    let told = outcome.counts.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print(
      "mail folder: \(mails.count) messages, \(Int(rate)) a second, \(outcome.prompts) prompts, "
        + "\(outcome.withExamples) with examples; \(told)")
    #expect(outcome.counts.values.reduce(0, +) == mails.count)
    #expect(outcome.prompts > mails.count / 2)
    #expect(outcome.counts["draft", default: 0] > 0 && outcome.counts.count > 5)
    #expect(rate > Self.wantedRate)
  }
}
