import Drafting
import FoundationEssentials
import GmailSimulator
import Secretary
import Worker

/// How things stand at one point of a case.
struct CaseOutcome: Sendable {
  /// A draft, and what the review page would say about it.
  struct JudgedDraft: Sendable {
    let draft: EmailDraft
    /// Nil when its conversation is not kept any more.
    let checked: CheckedText?
    let doubts: [SenderDoubt]
    /// In Gmail.
    let placed: SimulatedGoogle.MessageSummary?
    /// The mail it answers.
    let answered: SimulatedGoogle.MessageSummary?

    var grounding: Grounding? { checked?.grounding }

    var confidence: Confidence? {
      (draft.checks ?? checked.map { DraftChecks($0) }).map { Confidence($0, score: draft.score) }
    }
  }

  /// Of mails, by name; nil where the ledger has no row.
  var states: [String: MessageState]
  /// The name of the mail that is meant when none is named.
  var judged: String?
  /// Names of mails by id.
  var names: [MessageID: String]
  /// Oldest first.
  var drafts: [JudgedDraft]
  /// Drafts of ours that lie in Gmail, and mails of ours that were sent.
  var placed: Int
  var sent: Int
  var requests: [CompletionRequest]
  var lastCheck: CheckOutcome?
  var isConnected: Bool
  var neighbourDrafts: Int
  var refused: String

  func draft(answering name: String?) -> JudgedDraft? {
    drafts.last { names[$0.draft.messageID] == name }
  }

  /// `draft`, the code of a reason, or the state it is in.
  func verdict(on name: String?) -> String {
    switch name.flatMap({ states[$0] }) {
    case .setAside(let reason): reason.code
    case let state: draft(answering: name) != nil ? "draft" : state?.name.rawValue ?? "not seen"
    }
  }

  /// What the last check found in the way.
  var problem: String? {
    switch lastCheck {
    case .completed(_, _, let problem), .closed(_, _, _, let problem): problem
    case .failed(.ended(let end)): end.words
    case .failed(.paused(_, let words)), .failed(.check(let words)), .failed(.mailbox(let words)),
      .failed(.model(let words, _)), .failed(.noRoom(let words, _)), .failed(.message(let words)):
      words
    case .failed(.cancelled), nil: nil
    }
  }
}
