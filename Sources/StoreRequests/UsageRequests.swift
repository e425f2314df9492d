package import Secretary

/// What the user's mail takes of language models, day by day.
///
/// One call is under way at a time. It stands in its row at the most that it can take, written before it is made; its end puts
/// what it took in the place of that. A worker that dies in between leaves the most behind, which the next call takes for what
/// it took: a budget is never exceeded because somebody was killed.
package protocol UsageRequests: Sendable {
  /// Notes that a call is about to be made, unless the budget of that day of the user's has no room for it: then why not.
  func begin(_ call: ModelCall, on day: String, within budget: ModelBudget) async throws(StorageError) -> ModelBudget
    .Refusal?

  /// Notes what the call that was begun took; nothing when it never came to that.
  func end(_ call: ModelCall, took usage: TokenUsage) async throws(StorageError)

  /// Forgets the days before that one.
  func forget(before day: String) async throws(StorageError)
}
