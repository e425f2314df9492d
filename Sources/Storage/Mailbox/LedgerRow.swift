import Database
import Secretary
import StoreRequests

/// How `mailbox_messages` becomes `LedgerEntry`.
enum LedgerRow {
  static let columns = """
    user_id, gmail_message_id, gmail_thread_id, state, reason_code, reason, problem, attempts, retry_at, seen_at, sender,
    subject, received_at, wanted_by_user, begun_at, score, correspondent
    """

  /// The states of a message that is still to be worked on.
  static let open = SQLList.of(MessageState.Name.allCases.filter(\.isOpen))

  static func entry(_ row: SQLRow) throws -> LedgerEntry {
    LedgerEntry(
      userID: try row.value("user_id"), messageID: try row.value("gmail_message_id"),
      threadID: try row.value("gmail_thread_id"), state: try state(row), seenAt: try row.date("seen_at"),
      attempts: try row.int("attempts"), isBegun: try row.optionalDate("begun_at") != nil,
      sender: try row.optionalText("sender"), subject: try row.optionalText("subject"),
      receivedAt: try row.optionalDate("received_at"),
      isWanted: try row.bool("wanted_by_user"), score: try row.optionalDouble("score"),
      correspondent: try row.optionalText("correspondent"))
  }

  /// With what became of its draft.
  static func listed(_ row: SQLRow) throws -> LedgerEntry {
    var entry = try entry(row)
    if try row.optionalText("draft_status") != nil { entry.draftStatus = try row.value("draft_status") }
    return entry
  }

  private static func state(_ row: SQLRow) throws -> MessageState {
    switch try row.value("state", as: MessageState.Name.self) {
    case .seen: .seen
    case .setAside: .setAside(SetAsideReason(code: try row.text("reason_code"), words: try row.text("reason")))
    case .drafting: .drafting(reason: try row.text("reason"))
    case .drafted: .drafted(reason: try row.text("reason"))
    case .failed:
      .failed(
        problem: try row.text("problem"), attempts: try row.int("attempts"), retryAt: try row.date("retry_at"))
    }
  }

  /// Why nothing could be decided about a message any more.
  static func refusal(_ message: MessageID, of user: UserID, _ session: SQLSession) throws -> StorageError {
    let found = try session.query(
      "SELECT state FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $2",
      [SQLValue(user), SQLValue(message)])
    guard let row = found.first else { return .unknownMessage }
    return .alreadyDecided(state: try row.text("state"))
  }
}

extension SQLValue {
  /// What others wrote gets into the ledger as a line only.
  init(_ line: LedgerLine?) { self.init(line?.text) }
}
