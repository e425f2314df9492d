import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about the account: `AccountRequests`, as values.
enum AccountVerb: Sendable, Codable {
  case rows
  case saveTokens(SealedTokens, ofConnection: Int)
  case disconnect(connection: Int, because: String)
  case clearCheckRequest(upTo: Date)
  case report(WorkerCheckReport)
  case reportLongCheck(since: Date)
  case reportProblem(String)

  func asked(of account: any AccountRequests) async throws(StorageError) -> Answer {
    switch self {
    case .rows: Answer(try await account.rows())
    case .saveTokens(let tokens, let version): Answer(try await account.saveTokens(tokens, ofConnection: version))
    case .disconnect(let version, let reason):
      Answer(try await account.disconnect(connection: version, because: reason))
    case .clearCheckRequest(let moment): Answer(try await account.clearCheckRequest(upTo: moment))
    case .report(let check): Answer(try await account.report(check))
    case .reportLongCheck(let begun): Answer(try await account.reportLongCheck(since: begun))
    case .reportProblem(let words): Answer(try await account.reportProblem(words))
    }
  }
}

struct DistantAccount: AccountRequests {
  let line: StoreLine

  func rows() async throws(StorageError) -> AccountRows {
    try await line.ask(.account(.rows))
  }

  func saveTokens(_ tokens: SealedTokens, ofConnection version: Int) async throws(StorageError) -> Bool {
    try await line.ask(.account(.saveTokens(tokens, ofConnection: version)))
  }

  func disconnect(connection version: Int, because reason: String) async throws(StorageError) -> Bool {
    try await line.ask(.account(.disconnect(connection: version, because: reason)))
  }

  func clearCheckRequest(upTo moment: Date) async throws(StorageError) {
    try await line.ask(.account(.clearCheckRequest(upTo: moment)))
  }

  func report(_ check: WorkerCheckReport) async throws(StorageError) {
    try await line.ask(.account(.report(check)))
  }

  func reportLongCheck(since begun: Date) async throws(StorageError) {
    try await line.ask(.account(.reportLongCheck(since: begun)))
  }

  func reportProblem(_ words: String) async throws(StorageError) {
    try await line.ask(.account(.reportProblem(words)))
  }
}
