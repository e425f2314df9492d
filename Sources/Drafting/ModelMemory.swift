import Secretary
import Synchronization

import struct FoundationEssentials.Date

/// What was found out about one model on its server, for as long as the process lives.
package final class ModelMemory: Sendable {
  /// Tokens from which it shows whether a prompt was read whole.
  private static let shortest = 500

  private struct State {
    var spelling = RequestSpelling()
    /// Tokens as the server counts them, for one of ours.
    var scale = 1.0
    var rest: (until: Date, error: LanguageModelError)?
  }

  private let state = Mutex(State())

  package init() {}

  var spelling: RequestSpelling {
    get { state.withLock { $0.spelling } }
    set { state.withLock { $0.spelling = newValue } }
  }

  /// The tokens that a prompt will be, after what was seen so far, where a server does not count. Only more than reckoned is
  /// believed.
  func reckoned(_ estimate: TokenEstimate) -> Int {
    let scale = state.withLock { $0.scale }
    return min(Int(Double(min(estimate.most, TokenUsage.most)) * max(1, scale)) + Self.marks, Self.bound(estimate))
  }

  /// The most tokens that a prompt can be, whatever model reads it.
  /// - Parameter form: what the answer's is; servers put it before the messages once more, with words of their own.
  static func bound(_ estimate: TokenEstimate, form: AnswerForm? = nil) -> Int {
    let formed = form.map { $0.schema.text.utf8.count + wrapping } ?? 0
    return min(estimate.bound + wrapping + formed, TokenUsage.most)
  }

  /// Marks of roles and beginnings, which every server puts around the messages.
  private static let marks = 32
  /// The most that it puts there: some add who the model is, and the day.
  private static let wrapping = 256

  /// Learns from what a server counted.
  func learn(_ estimate: TokenEstimate, was prompt: Int) {
    guard estimate.most >= Self.shortest else { return }
    let ratio = min(max(Double(prompt) / Double(estimate.most), 0.5), 2)
    state.withLock { $0.scale += (ratio - $0.scale) / 4 }
  }

  /// Whether the server can have read all of the prompt. Some cut what is longer than their context, and say nothing. Exactly as
  /// many as a context commonly has are what is left of more.
  static func isWhole(_ estimate: TokenEstimate, read prompt: Int) -> Bool {
    guard estimate.least >= shortest else { return true }
    return prompt >= estimate.least && !(contexts.contains(prompt) && estimate.most > prompt)
  }

  /// Tokens of the contexts that local servers are set to, and of those that keep room for the first token of the answer.
  private static let contexts: Set<Int> = Set((11...17).flatMap { [1 << $0, (1 << $0) - 1] })

  /// Why it is not asked now; nil when it may be.
  func rest(at now: Date) -> LanguageModelError? {
    state.withLock { state in state.rest.flatMap { $0.until > now ? $0.error : nil } }
  }

  func rest(until moment: Date?, because error: LanguageModelError?) {
    state.withLock { state in state.rest = error.flatMap { error in moment.map { (until: $0, error: error) } } }
  }
}
