package import Secretary

/// Counts what is taken of models, call by call, and says when it is enough.
package protocol ModelMeter: Sendable {
  /// Notes that a call is about to be made, with the most that it can take; should nobody live to say what it took, that counts.
  /// Throws when the budget has no room for it.
  func begin(_ call: ModelCall) async throws(LanguageModelError)

  /// Notes what it took, nothing when it never came to that.
  func end(_ call: ModelCall, took usage: TokenUsage) async throws(LanguageModelError)
}
