import Gmail

extension GmailMailbox {
  /// To be called when Gmail stumbled over several messages or drafts in a row. Asked something that concerns none of them,
  /// it shows whether it is those, which come again each in its time, or Gmail altogether: then this throws what ends the
  /// check.
  func probe() async throws {
    do {
      _ = try await profile()
    } catch {
      guard case .gmail(let words) = CheckTrouble(error) else { throw error }
      throw CheckAbandoned(words: words)
    }
  }
}

/// Gmail fails whatever it is asked.
struct CheckAbandoned: Error, Equatable {
  var words: String
}
