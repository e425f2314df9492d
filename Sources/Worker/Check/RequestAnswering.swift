import Secretary
import StoreRequests

/// Takes the label that asks for a draft off messages whose draft is there, or which the ledger says why there is none for.
struct RequestAnswering {
  let check: CheckContext

  func run() async throws {
    for message in try await check.store.ledger.answeredRequests() {
      if Task.isCancelled { throw CancellationError() }
      guard let label = try await check.requestLabel() else { return }
      do {
        try await check.mailbox.takeOff(label, from: message)
        check.mailboxAnswered()
      } catch {
        switch CheckFailure(error) {
        // The message is gone, or the label: either way it is off.
        case .message: break
        // Somebody sees the label for longer; the next check takes it off.
        case .mailbox: return
        default: throw error
        }
      }
      try await check.store.ledger.closeRequest(message)
    }
  }
}
