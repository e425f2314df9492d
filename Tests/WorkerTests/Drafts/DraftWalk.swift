import FoundationEssentials
import GmailSimulator
import MailFormat
import ManualTime
import Secretary
import Storage
import Testing
import Vault

@testable import Worker

/// Ada, her correspondents and chance: everything that can happen to drafts and their conversations, in any order.
///
/// What was shown is remembered when she opens a draft's page, and what she approved when the store takes it. Everything
/// that then lies in Sent is decoded and compared with it.
struct DraftWalk {
  /// What a draft's page showed: the form as it will be posted, and the messages of the conversation.
  struct Shown {
    var draft: EmailDraft
    var thread: Set<String>
  }

  let fixture: WorkerFixture
  private var chance: Chance
  /// What she has on the screen.
  private var page: Shown?
  private var approved: [String: Shown] = [:]
  /// Sent by herself on Gmail's page.
  private var sentByHand: Set<String> = []
  private var checked: Set<String> = []

  init(_ fixture: WorkerFixture, seed: UInt64) {
    self.fixture = fixture
    chance = Chance(state: seed)
  }

  // MARK: Steps

  mutating func run(steps: Int) async throws {
    try await check()
    for _ in 0..<steps { try await step() }
    try await settle()
  }

  private mutating func step() async throws {
    fixture.time.advance(by: Double(chance.below(8)))
    switch chance.below(100) {
    case ..<12: try await arrive()
    case ..<20: try await answer(own: false)
    case ..<25: try await answer(own: true)
    case ..<33: try await open()
    case ..<45: try await approve()
    case ..<48: try await decide { try await $0.takeBack($1, of: WorkerFixture.ada) }
    case ..<51: try await decide { try await $0.dismiss($1, of: WorkerFixture.ada) }
    case ..<54: try await decide { try await $0.restore($1, of: WorkerFixture.ada) }
    case ..<59: try await edit()
    case ..<69: try await inGmail()
    case ..<75: try await moveConversation()
    case ..<80: try await trouble()
    default: try await check()
    }
  }

  private func arrive() async throws {
    try await fixture.deliver(
      from: "P\(fixture.time.now.timeIntervalSince1970) <ben@friends.example>", subject: "Lunch")
  }

  private mutating func answer(own: Bool) async throws {
    let mail = try await messages().filter { !$0.labels.contains("DRAFT") }
    guard let parent = chance.pick(mail), let id = parent.header("Message-ID") else { return }
    let sender = chance.pick(["Ben <ben@friends.example>", "Cleo <cleo@friends.example>"]) ?? ""
    try await fixture.deliver(
      from: own ? "Ada <\(WorkerFixture.address)>" : sender, to: own ? "ben@friends.example" : WorkerFixture.address,
      subject: "Re: Lunch", text: "Still on \(chance.below(1_000))?",
      headers: ["In-Reply-To: \(id)", "References: \(id)"],
      labels: own ? ["SENT"] : ["UNREAD", "INBOX"])
  }

  /// She looks at a draft; what she then decides is about what she saw.
  private mutating func open() async throws {
    guard let draft = chance.pick(try await fixture.drafts) else { return }
    let keys = try fixture.ring.keys(forUser: WorkerFixture.ada.rawValue)
    let kept = try await fixture.store.drafts.conversation(of: draft.id, user: WorkerFixture.ada, openedWith: keys)
    let now = try await messages().filter { $0.threadID == draft.threadID.rawValue }
    let texts = Set((kept?.messages ?? []).map { $0.text.trimmingEnd })
    let thread = now.filter { texts.contains(Self.text(of: $0).trimmingEnd) }.map(\.id)
    page = Shown(draft: draft, thread: Set(thread))
  }

  private mutating func approve() async throws {
    if chance.below(2) == 0 { try await open() }
    guard let page, page.draft.status == .proposed else { return }  // no other page has the button
    let answer = try await fixture.store.decisions.approve(
      page.draft.id, of: WorkerFixture.ada, version: page.draft.version, seen: page.draft.newestMessageID)
    // Refused when it has moved on: she looks again.
    if case .decided = answer { approved[page.draft.id.rawValue] = page }
  }

  private mutating func decide(_ verb: (DraftDecisions, DraftID) async throws -> DecisionAnswer) async throws {
    guard let draft = chance.pick(try await fixture.drafts) else { return }
    _ = try await verb(fixture.store.decisions, draft.id)
  }

  private mutating func edit() async throws {
    guard let draft = chance.pick(try await fixture.drafts) else { return }
    let body = "Ada's words \(chance.below(1_000_000)).\n"
    _ = try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: body, version: draft.version)
  }

  private mutating func inGmail() async throws {
    guard let placed = chance.pick(try await fixture.placed), let id = placed.draftID, placed.isDraft else { return }
    switch chance.below(6) {
    case 0: try await fixture.google.change(placed.id, of: WorkerFixture.address, .delete)
    case 1:
      sentByHand.insert(
        try await fixture.google.sendFromWeb(draft: id, of: WorkerFixture.address, orphan: chance.below(2) == 0))
    case 2: _ = try await fixture.google.editFromWeb(draft: id, of: WorkerFixture.address, raw: placed.raw)
    case 3:
      let header = Array("Reply-To: thief@evil.example\r\nX-Other: 1\r\n".utf8)
      _ = try await fixture.google.editFromWeb(draft: id, of: WorkerFixture.address, raw: header + placed.raw)
    case 4: try await fixture.changeSubjectInGmail(placed, to: chance.pick(["Dinner", "Re: Lunch"]) ?? "")
    default:
      let end = placed.raw.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? placed.raw.endIndex
      let other = Array("Other words \(chance.below(1_000_000)).".utf8)
      _ = try await fixture.google.editFromWeb(
        draft: id, of: WorkerFixture.address, raw: Array(placed.raw[..<end]) + other)
    }
  }

  private mutating func moveConversation() async throws {
    guard let message = chance.pick(try await messages().filter { !$0.labels.contains("DRAFT") }) else { return }
    let away = ["TRASH", "SPAM"].filter(message.labels.contains)
    let change: MessageChange =
      if chance.below(12) == 0 {
        .delete
      } else if let label = away.first {
        .relabel(add: ["INBOX"], remove: [label])
      } else {
        .relabel(add: [chance.below(2) == 0 ? "TRASH" : "SPAM"], remove: ["INBOX"])
      }
    try await fixture.google.change(message.id, of: WorkerFixture.address, change)
  }

  /// Gmail breaks off in the middle, or the worker is killed there, which looks the same to whoever comes next.
  private mutating func trouble() async throws {
    let fault =
      switch chance.below(6) {
      case 0: Fault(.reset, .after, method: "POST", path: "*/drafts/send")
      case 1: Fault(.reset, .after, method: "POST", path: "*/drafts")
      case 2: Fault(.reset, .before, method: "POST", path: "*/drafts/send")
      case 3: Fault(.backendError, path: "*/threads/*")
      case 4: Fault(.notFound, method: "GET", path: "*/drafts/*")
      default: Fault(.reset, .after, method: "DELETE", path: "*/drafts/*")
      }
    await fixture.google.add(fault)
  }

  private mutating func check() async throws {
    _ = try await fixture.worker().check()
    try await compareSent()
  }

  /// Time passes and nothing goes wrong any more: everything comes to rest.
  private mutating func settle() async throws {
    await fixture.google.clearFaults()
    for _ in 0..<8 {
      fixture.time.advance(by: 400)
      try await check()
    }
    let drafts = try await fixture.drafts
    #expect(drafts.allSatisfy { ![.approved, .sending].contains($0.status) }, "nothing stays on its way")
    let placed = try await fixture.placed.filter(\.isDraft)
    for message in try await messages() where Set(message.labels).isDisjoint(with: ["DRAFT", "SENT"]) {
      let (id, state) = (MessageID(message.id), try await fixture.entry(MessageID(message.id)))
      switch state {
      case .setAside(let reason) where reason.code == "draft-waiting":
        #expect(
          drafts.contains { $0.threadID.rawValue == message.threadID && $0.status.isOpen }, "\(id) waits for nothing")
      case .setAside(let reason) where reason.code == "own-draft":
        #expect(placed.contains { $0.threadID == message.threadID }, "\(id) waits for no draft")
      case .setAside, .drafted: break
      case .seen, .drafting, .failed, nil: Issue.record("\(id) is not decided: \(String(describing: state))")
      }
    }
  }

  // MARK: What was sent

  /// Of each draft at most one mail, and that as it was approved: the words, the people, every header, and the conversation.
  private mutating func compareSent() async throws {
    let all = try await messages()
    let sent = all.filter { $0.labels.contains("SENT") && $0.header("X-Secretary-Draft") != nil }
    #expect(Set(sent.compactMap { $0.header("X-Secretary-Draft") }).count == sent.count, "a draft was sent twice")
    for message in sent where !sentByHand.contains(message.id) && checked.insert(message.id).inserted {
      let id = message.header("X-Secretary-Draft") ?? ""
      guard let shown = approved[id] else {
        Issue.record("\(id) was sent and never approved")
        continue
      }
      let mail = MIMETree.parse(message.raw)
      let recipients = shown.draft.recipients
      #expect(mail.type == "text/plain" && mail.children.isEmpty)
      #expect(mail.text?.trimmingEnd == shown.draft.body.trimmingEnd)
      #expect(mail.header("Subject") == shown.draft.subject)
      #expect(Self.addresses(mail, "From") == [recipients.from.canonical])
      #expect(Self.addresses(mail, "To") == recipients.to.map(\.canonical))
      #expect(Self.addresses(mail, "Cc") == recipients.cc.map(\.canonical))
      let known: Set = [
        "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
        "content-type", "content-transfer-encoding", "x-secretary-draft",
      ]
      #expect(Set(mail.headers.map { $0.name.lowercased() }).isSubset(of: known))
      let thread = all.filter {
        $0.threadID == message.threadID && $0.id != message.id && $0.internalDate <= message.internalDate
          && Set($0.labels).isDisjoint(with: ["DRAFT", "TRASH", "SPAM"])
      }
      let unseen = thread.filter { !shown.thread.contains($0.id) && $0.internalDate > Self.newest(shown, in: all) }
      #expect(unseen.isEmpty, "\(id) was sent into a conversation that was not shown")
    }
  }

  private static func newest(_ shown: Shown, in all: [SimulatedGoogle.MessageSummary]) -> Date {
    all.filter { shown.thread.contains($0.id) }.map(\.internalDate).max() ?? .distantPast
  }

  private static func addresses(_ mail: MIMEPart, _ name: String) -> [String] {
    mail.headers(named: name).flatMap { AddressList.parse($0) }.map { EmailAddress(address: $0.address).canonical }
  }

  private static func text(of message: SimulatedGoogle.MessageSummary) -> String {
    MIMETree.parse(message.raw).text ?? ""
  }

  private func messages() async throws -> [SimulatedGoogle.MessageSummary] {
    try await fixture.google.messages(of: WorkerFixture.address)
  }
}

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }

  mutating func pick<Value>(_ values: [Value]) -> Value? { values.isEmpty ? nil : values[below(values.count)] }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text).replacing("\r\n", with: "\n")
  }
}
