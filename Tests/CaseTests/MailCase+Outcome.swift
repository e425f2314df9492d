import Drafting
import FoundationEssentials
import Gmail
import HTTPTransport
import Logging
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing
import Vault

@testable import GmailSimulator
@testable import Worker

extension MailCase {
  /// Delivers the mails to a mailbox of their own, has the worker check it once, and looks at what came of the last mail
  /// that its owner did not write. Real parts all of them; only time is ours.
  func outcome() async throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("case-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let location = try StoreLocation("sqlite:\(folder.path)/secretary.db")
    let time = TestTime(Date(timeIntervalSince1970: 1_795_593_600))  // 2026-11-25 08:00 UTC: the day of the mails
    var configuration = SimulatorConfiguration()
    configuration.now = { time.now }
    return try await SimulatorServer(configuration: configuration).serving { google, base in
      let store = try await Store.open(location, migrating: true, now: { time.now })
      let ring = try KeyRing.generated()
      let owner = UserID("mia")
      let keys = try ring.keys(forUser: owner.rawValue)
      try await store.users.add(address, id: owner)
      await google.addUser(address, name: name, aliases: aliases)
      let credentials = try await google.credentials(of: address)
      try await store.credentials.connect(
        owner, address: address,
        tokens: MailboxTokens(
          access: Secret(credentials.accessToken), refresh: Secret(credentials.refreshToken),
          expiry: time.now.addingTimeInterval(3_599)),
        sealedWith: keys, scopes: credentials.scopes)
      try await store.settings.save(
        AgentSettings(
          userID: owner, activeAgents: [AgentSettings.emailSecretary],
          draftMode: expectation.concernsGmail ? .gmail : .review, signature: story.signature ?? ""))

      let holder = LeaseHolder(id: "case", program: "case", host: "here", pid: 1)
      let lease = try await store.leases.acquire([owner], holder: holder, until: .distantFuture).granted[owner]
      if let modelReply { await google.setChatRules([ChatModel.Rule(contains: "", reply: modelReply)]) }
      let prompts = Prompts()
      let gmail = GmailService(
        client: OAuthClient(id: credentials.clientID, secret: Secret(credentials.clientSecret)),
        endpoints: GoogleEndpoints(api: base, token: base + "/token", revoke: base + "/revoke"),
        policy: RetryPolicy(attempts: 2, firstPause: 1, longestPause: 1, longestWait: 1, jitter: { _ in 0 }))
      let worker = MailboxWorker(
        WorkerConfiguration(
          user: owner, store: { try await LeasedStore.open(location, of: $0, lease: $1, now: $2) }, keys: keys,
          mailbox: { gmail.mailbox(of: $0.tokens, over: $0.transport, clock: $0.clock, now: $0.now, save: $0.save) },
          writer: { [modelReply] access in
            let model = ModelServer(baseURL: base + "/v1", model: "scripted")
            return modelReply == nil
              ? RecordingWriter(writer: HoldingReply(), prompts: prompts)
              : ModelWriter(
                ServedModel(.chatCompletions, on: model, transport: access.transport, now: { time.now }))
          }),
        lease: try #require(lease), log: Logger(label: "case") { _ in SwiftLogNoOpLogHandler() },
        limits: CheckLimits(processorTimeUsed: { 0 }), clock: HastyClock(time: time), now: { time.now },
        jitter: { 0.5 },
        abandon: { _ in })
      _ = await worker.check()  // the watch begins
      let judged = try await deliver(to: google, time)
      guard case .completed = await worker.check().outcome else { throw CheckNotCompleted() }

      var outcome = Outcome()
      outcome.state = try await store.ledger.entry(for: judged, of: owner)?.state
      outcome.draft = try await store.drafts.draft(answering: judged, of: owner)
      outcome.text = prompts.last?.messageToAnswer
      if let placed = outcome.draft?.place?.draftID.rawValue,
        let message = try await google.drafts(of: address).first(where: { $0.draftID == placed })
      {
        outcome.header = { message.header($0) }
      }
      await store.close()
      return outcome
    }
  }

  /// A minute passes before each mail. What the owner wrote to others is filed as sent, as Gmail would.
  /// - Returns: the last mail that is not.
  private func deliver(to google: SimulatedGoogle, _ time: TestTime) async throws -> MessageID {
    var last: MessageID?
    for (number, mail) in zip(1..., mails) {
      time.advance(by: 60)
      let header = MailHeader(mail)
      let own = Set([address] + aliases)
      let isSent =
        header.addresses("From").contains(where: own.contains) && !header.addresses("To").contains(where: own.contains)
      let labels = story.labels?["\(number)"] ?? (isSent ? ["SENT"] : ["UNREAD", "INBOX"])
      let message = try await google.deliver(mail, to: address, labels: labels)
      if !labels.contains("SENT") { last = MessageID(message.id) }
    }
    guard let last else { throw NothingToJudge() }
    return last
  }

  private struct NothingToJudge: Error {}
  private struct CheckNotCompleted: Error {}
}

/// What a writer was asked.
private final class Prompts: Sendable {
  private let kept = Mutex<[Prompt]>([])

  var last: Prompt? { kept.withLock(\.last) }
  func add(_ prompt: Prompt) { kept.withLock { $0.append(prompt) } }
}

private struct RecordingWriter: DraftWriter {
  let writer: HoldingReply
  let prompts: Prompts

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    prompts.add(prompt)
    return try await writer.write(prompt)
  }
}

extension Prompt {
  /// What stands in the element of the message to answer, as its sender wrote it.
  fileprivate var messageToAnswer: String? {
    guard let tag = user.firstRange(of: "<message-to-answer ") else { return nil }
    let element = user[tag.upperBound...]
    guard let head = element.firstRange(of: ">\n"), let end = element.firstRange(of: "\n</message-to-answer>") else {
      return nil
    }
    let text = String(element[head.upperBound..<max(head.upperBound, end.lowerBound)])
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
