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

    /// - Parameter owner: whoever the mail was written to, as no account says whose it is.
    mutating func add(_ bytes: [UInt8]) {
      let message = MailFile(bytes).message(id: MessageID("mail"))
      let owner = MailboxOwner(primary: message.to.first ?? EmailAddress(address: "nobody@example.com"))
      let thread = EmailThread(id: message.threadID, messages: [message])
      switch Triage(owner: owner).verdict(on: message, in: thread, drafts: DraftActivity()) {
      case .setAside(let reason): counts[reason.code, default: 0] += 1
      case .needsReply: counts["draft", default: 0] += 1
      }
      guard let recipients = ReplyRecipients.replying(to: message, owner: owner) else { return }
      let composer = PromptComposer(settings: AgentSettings(userID: UserID("owner")), owner: owner)
      let prompt = composer.prompt(for: message, in: thread, to: recipients)
      if prompt.user.contains("<message-to-answer ") { prompts += 1 }
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
      let seconds = ProcessorTime.of { for mail in mails { outcome.add(mail) } } / ProcessorTime.slowness
      rate = Double(mails.count) / seconds
    }
    let told = outcome.counts.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print("mail folder: \(mails.count) messages, \(Int(rate)) a second, \(outcome.prompts) prompts; \(told)")
    #expect(outcome.counts.values.reduce(0, +) == mails.count)
    #expect(outcome.prompts > mails.count / 2)
    #expect(outcome.counts["draft", default: 0] > 0 && outcome.counts.count > 5)
    #expect(rate > Self.wantedRate)
  }
}
