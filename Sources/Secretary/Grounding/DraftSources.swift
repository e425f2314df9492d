internal import CivilTime

package import struct FoundationEssentials.Date

/// What the facts of a draft may come from. The worker asks when it has written one, the page whenever it shows one, and both
/// ask of the conversation as it is kept beside the draft.
package struct DraftSources: Sendable {
  package let conversation: Conversation
  private let settings: AgentSettings
  private let facts: [RememberedFact]
  /// The user's own addresses, besides the one the draft goes out from.
  private let addresses: [EmailAddress]
  private let moment: @Sendable (Date) -> LocalMoment?

  /// - Parameters:
  ///   - facts: what the user had remembered.
  ///   - moment: what the user's wall clock shows; where it says nothing, days are those of UTC.
  package init(
    _ conversation: Conversation, settings: AgentSettings, facts: [RememberedFact] = [], addresses: [EmailAddress],
    moment: @escaping @Sendable (Date) -> LocalMoment?
  ) {
    self.conversation = conversation
    self.settings = settings
    self.facts = facts
    self.addresses = addresses
    self.moment = moment
  }

  private func day(_ date: Date) -> CivilDate {
    moment(date).map { CivilDate(year: $0.year, month: $0.month, day: $0.day) } ?? CivilDate(inUTC: date)
  }

  /// - Parameter text: instead of the draft's own body, as it stands in a form.
  package func check(_ draft: EmailDraft, saying text: String? = nil) -> CheckedText {
    let grounding = grounding(of: draft, saying: text)
    let answered = conversation.answered
    // A reminder answers nothing, and what stands in for a writer says that it does not.
    let asks =
      draft.kind == .followUp || draft.stockText != nil
      ? .nothing
      : AskCoverage(
        of: answered?.text ?? "", in: text ?? draft.body, stating: Set(grounding.findings.map(\.fact.kind)),
        gaps: grounding.gaps.count)
    return CheckedText(grounding: grounding, asks: asks, isDoubtful: answered?.doubts?.isEmpty == false)
  }

  /// - Parameter text: instead of the draft's own body, as it stands in a form.
  package func grounding(of draft: EmailDraft, saying text: String? = nil) -> Grounding {
    Grounding(
      draft: text ?? draft.body, on: day(draft.createdAt), owner: draft.recipients.from,
      addressee: draft.recipients.to.first, sources: sources(of: draft))
  }

  /// The messages first, so that their numbers are those of the conversation.
  private func sources(of draft: EmailDraft) -> [GroundingSource] {
    let messages = conversation.messages.enumerated().map { index, message in
      GroundingSource(message, number: index + 1, day: day(message.receivedAt))
    }
    let written = day(draft.createdAt)
    let names = addresses.map { "\($0.name) <\($0.address)>" }.joined(separator: ",\n")
    let remembered = facts.map { GroundingSource(.memory($0.text), text: $0.text, day: day($0.rememberedAt)) }
    return messages + [GroundingSource(.instructions, text: settings.instructions, day: written)] + remembered + [
      GroundingSource(.ownWords, text: draft.ownWords, day: written),
      GroundingSource(.owner, text: "\(settings.signature)\n\n\(names)", day: written),
    ]
  }
}

extension CivilDate {
  init(inUTC moment: Date) {
    self.init(dayNumber: Int(moment.timeIntervalSince1970.rounded(.down)).dividedDown(by: 86_400).quotient)
  }
}
