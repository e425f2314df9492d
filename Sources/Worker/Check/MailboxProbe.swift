import Secretary

extension Mailbox {
  /// To be called when the mailbox stumbled over several messages or drafts in a row. Asked something that concerns none of them,
  /// it shows whether it is those, which come again each in its time, or the mailbox altogether: then this throws what ends the
  /// check.
  func probe() async throws {
    do {
      _ = try await profile()
    } catch {
      guard case .mailbox(let words) = CheckTrouble(error) else { throw error }
      throw CheckAbandoned(words: words)
    }
  }
}

/// The mailbox fails whatever it is asked.
struct CheckAbandoned: Error, Equatable {
  var words: String
}
