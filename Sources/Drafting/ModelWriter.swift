package import Secretary

/// Has a language model write, and takes the letter out of what it wrote, or refuses it.
package struct ModelWriter: DraftWriter {
  private let model: any LanguageModel

  package init(_ model: any LanguageModel) { self.model = model }

  package func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    let completion: Completion
    do {
      completion = try await model.complete(CompletionRequest(system: prompt.system, user: prompt.user))
    } catch {
      throw .model(error)
    }
    let letter = try ReplyCleaning.reply(from: completion.text, signature: prompt.signature, owner: prompt.owner)
    guard !PromptRules.areTold(in: letter) else { throw .unusable("it repeats the rules it was given") }
    guard let body = prompt.names.restored(in: letter) else {
      throw .unusable("it writes to somebody who is not in the conversation")
    }
    return DraftText(
      body: body, writer: completion.model ?? model.name,
      usage: completion.usage.map {
        DraftUsage($0, cost: completion.cost, currency: completion.currency, promptVersion: PromptComposer.version)
      }, trouble: completion.trouble.map { "\($0) Another model writes in its place." })
  }
}
