import Secretary

/// Every message the secretary saw, what it decided, and why.
struct MailPage: Page {
  static let template = "mail"
  /// Messages on one page.
  static let pageSize = 50

  struct Choice: Sendable, Equatable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  struct Item: Sendable, Equatable {
    let subject: ShownText
    let sender: NamedPerson
    let at: Stamp
    let verdict: Pill
    let reason: String
    /// How likely an answer of the person's is; nil when that was not judged.
    let likelihood: String?
    /// Where its draft is; nil when there is none.
    let draftAddress: String?
    /// What is wanted for all mail of its sender; nil when nobody could be answered.
    let senderQuestion: SenderQuestion?
    /// Where to ask for a draft; nil when that makes no sense.
    let askAddress: String?
  }

  let title = "Mail"
  var place: Place? { .mail }
  let flash: String?
  let search: String
  let choices: [Choice]
  let hasMessages: Bool
  let messages: [Item]
  let isFiltered: Bool
  let emptyHeading: String
  let emptyExplanation: String
  let pager: Pager?

  init(
    _ entries: [LedgerEntry], search: String, filter: MailFilter, next: String?, pagination: Pagination, isActive: Bool,
    flash: String? = nil, clock: WallClock
  ) {
    self.flash = flash
    self.search = search
    choices = MailFilter.allCases.map { Choice(value: $0.rawValue, label: $0.label, isChosen: $0 == filter) }
    messages = entries.map { Item($0, isActive: isActive, clock: clock) }
    hasMessages = !messages.isEmpty
    isFiltered = !search.isEmpty || filter != .all || !pagination.marks.isEmpty
    (emptyHeading, emptyExplanation) =
      isFiltered
      ? ("Nothing found", "No message is like that.")
      : ("No mail yet", "Messages that arrive while your secretary is on are listed here, each with what it decided.")
    let list = SitePath.mail.address(query: [
      "q": search.isEmpty ? nil : search, "state": filter == .all ? nil : filter.rawValue,
    ])
    pager = Pager(pagination, next: next, path: list)
  }
}

extension MailPage.Item {
  /// - `isActive`: whether a worker would write a draft that is asked for.
  init(_ entry: LedgerEntry, isActive: Bool, clock: WallClock) {
    let words = VerdictWords(entry, clock: clock)
    var isOwn = false
    if case .setAside(let why) = entry.state { isOwn = ["own-mail", "draft"].contains(why.code) }
    subject =
      entry.subject.map { $0.isEmpty ? "(no subject)" : ShownText($0) } ?? (isOwn ? "Mail of yours" : "(not opened)")
    sender =
      entry.sender.map { $0.isEmpty ? NamedPerson("(no sender)") : NamedPerson(line: $0) }
      ?? NamedPerson(isOwn ? "You" : "Sender and subject were not read.")
    at = clock.when(entry.receivedAt ?? entry.seenAt)
    verdict = words.verdict
    reason = words.reason
    likelihood = entry.score.map { "You are \(Percentage($0).words) likely to answer it." }
    let message = entry.messageID.rawValue
    var isDrafted = false
    if case .drafted = entry.state { isDrafted = true }
    draftAddress = isDrafted ? SitePath.draftOfMessage.address(message) : nil
    senderQuestion = isOwn ? nil : entry.correspondent.map { SenderQuestion($0, back: SitePath.mail.address()) }
    askAddress = isActive && !isOwn && Self.mayBeAsked(entry.state) ? SitePath.draftAnyway.address(message) : nil
  }

  private static func mayBeAsked(_ state: MessageState) -> Bool {
    switch state {
    case .setAside, .failed: true
    case .seen, .drafting, .drafted: false
    }
  }
}
