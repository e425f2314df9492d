import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about the ledger: `LedgerRequests`, as values.
enum LedgerVerb: Sendable, Codable {
  case entry(for: MessageID)
  case messages(about: String)
  case due(at: Date, limit: Int)
  case nextRetry
  case describe(MessageDescription)
  case begin(MessageID, attempts: Int, problem: String, at: Date)
  case begun
  case answeredRequests
  case closeRequest(MessageID)
  case mark(MessageID, MessageState)

  func asked(of ledger: any LedgerRequests) async throws(StorageError) -> Answer {
    switch self {
    case .entry(let message): Answer(try await ledger.entry(for: message))
    case .messages(let subject): Answer(try await ledger.messages(about: subject))
    case .due(let moment, let limit): Answer(try await ledger.due(at: moment, limit: limit))
    case .nextRetry: Answer(try await ledger.nextRetry())
    case .describe(let message): Answer(try await ledger.describe(message))
    case .begin(let message, let attempts, let problem, let moment):
      Answer(try await ledger.begin(message, attempts: attempts, problem: problem, at: moment))
    case .begun: Answer(try await ledger.begun())
    case .answeredRequests: Answer(try await ledger.answeredRequests())
    case .closeRequest(let message): Answer(try await ledger.closeRequest(message))
    case .mark(let message, let state): Answer(try await ledger.mark(message, state))
    }
  }
}

struct DistantLedger: LedgerRequests {
  let line: StoreLine

  func entry(for message: MessageID) async throws(StorageError) -> LedgerEntry? {
    try await line.ask(.ledger(.entry(for: message)))
  }

  func messages(about subject: String) async throws(StorageError) -> [MessageID] {
    try await line.ask(.ledger(.messages(about: subject)))
  }

  func due(at moment: Date, limit: Int) async throws(StorageError) -> [LedgerEntry] {
    try await line.ask(.ledger(.due(at: moment, limit: limit)))
  }

  func nextRetry() async throws(StorageError) -> Date? {
    try await line.ask(.ledger(.nextRetry))
  }

  func describe(_ message: MessageDescription) async throws(StorageError) {
    try await line.ask(.ledger(.describe(message)))
  }

  func begin(_ message: MessageID, attempts: Int, problem: String, at moment: Date) async throws(StorageError) {
    try await line.ask(.ledger(.begin(message, attempts: attempts, problem: problem, at: moment)))
  }

  func begun() async throws(StorageError) -> [LedgerEntry] {
    try await line.ask(.ledger(.begun))
  }

  func answeredRequests() async throws(StorageError) -> [MessageID] {
    try await line.ask(.ledger(.answeredRequests))
  }

  func closeRequest(_ message: MessageID) async throws(StorageError) {
    try await line.ask(.ledger(.closeRequest(message)))
  }

  func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError) {
    try await line.ask(.ledger(.mark(message, state)))
  }
}
