package import struct FoundationEssentials.Date

/// A model, and others to take its place while it is away, overloaded or not paid for. What one refuses, or cannot do for that one
/// conversation, no other is asked about.
package struct ModelChain: LanguageModel {
  /// Seconds that a model rests which gave nothing, so that not every message waits for it first.
  static let pause: Double = 60

  private let models: [ServedModel]
  private let now: @Sendable () -> Date

  /// - Parameter models: at least one, in the order in which they are asked.
  package init(_ models: [ServedModel], now: @escaping @Sendable () -> Date) {
    self.models = models
    self.now = now
  }

  package var name: String { models.first?.name ?? "" }

  package func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    var trouble: LanguageModelError?
    for model in models {
      if let resting = model.memory.rest(at: now()) {
        trouble = trouble ?? resting
        continue
      }
      do {
        var completion = try await model.complete(request)
        model.memory.rest(until: nil, because: nil)
        completion.trouble = trouble.map { "\($0) Another model writes in its place." } ?? completion.trouble
        return completion
      } catch {
        guard let end = restEnd(after: error) else { throw error }
        model.memory.rest(until: end, because: error)
        trouble = trouble ?? error
      }
    }
    throw trouble ?? .misconfigured("there is none")
  }

  /// Until when a model is left alone that failed so; nil when another one would be no better.
  private func restEnd(after error: LanguageModelError) -> Date? {
    switch error {
    case .temporary: now().addingTimeInterval(Self.pause)
    case .rateLimited(let until), .unpaid(_, let until): until
    case .incomplete, .refused, .misconfigured, .budgetUsed, .beyondBudget, .unaccounted, .cancelled: nil
    }
  }
}
