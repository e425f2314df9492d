package import Secretary

/// Has a language model write, and takes the letter out of what it wrote. What is no letter is refused: the model is told why,
/// and asked once more.
package struct ModelWriter: DraftWriter {
  private let model: any LanguageModel
  private let readsFirst: Bool

  /// - Parameter readsFirst: it is asked what the mail asks, then for the text. Small models do each better than both at once.
  package init(_ model: any LanguageModel, readsFirst: Bool = false) {
    self.model = model
    self.readsFirst = readsFirst
  }

  package var asker: MailJudge? { readsFirst ? MailJudge(model) : nil }

  package func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    var request = CompletionRequest(system: prompt.system, user: prompt.user)
    let first = try await completion(of: request)
    let complaint: String
    do {
      return try draft(first, prompt)
    } catch .unusable(let words) {
      complaint = words
    }
    request.system += """


      You have answered this before, and your answer could not be used: \(complaint). Write the reply anew, and keep to every \
      rule above.
      """
    var second = try await completion(of: request)
    second.add(first)
    return try draft(second, prompt)
  }

  private func completion(of request: CompletionRequest) async throws(DraftingError) -> Completion {
    do { return try await model.complete(request) } catch { throw .model(error) }
  }

  private func draft(_ completion: Completion, _ prompt: Prompt) throws(DraftingError) -> DraftText {
    let letter = try ReplyCleaning.reply(
      from: completion.text, signature: prompt.signature, owner: prompt.owner, addressee: prompt.addressee)
    guard !PromptRules.areTold(in: letter) else { throw .unusable("it repeats the rules it was given") }
    guard prompt.isRewriting || !RepeatedMail(conversation: prompt.user).isAll(of: letter) else {
      throw .unusable("it repeats the mail it should answer")
    }
    guard let body = prompt.names.restored(in: letter) else {
      throw .unusable("it writes to somebody who is not in the conversation")
    }
    return DraftText(
      body: body, writer: completion.model ?? model.name,
      usage: completion.usage.map {
        DraftUsage($0, cost: completion.cost, currency: completion.currency, promptVersion: PromptComposer.version)
      }, trouble: completion.trouble)
  }
}

extension Completion {
  /// What an earlier one took counts as well.
  fileprivate mutating func add(_ earlier: Completion) {
    trouble = trouble ?? earlier.trouble
    usage = [usage, earlier.usage].compactMap(\.self).reduce(nil) { sum, part in sum.map { $0 + part } ?? part }
    cost = [cost, earlier.cost].compactMap(\.self).reduce(nil) { sum, part in sum.map { $0 + part } ?? part }
  }
}
