import AcceptanceCases
import GmailSimulator
import Secretary
import Storage
import Worker

extension MailCase {
  /// Delivers the mails to a mailbox of their own, has the worker check it once, and looks at what came of the last mail
  /// that its owner did not write.
  func outcome() async throws -> Outcome {
    try await CaseStage.with { stage in
      let owner = StagedPerson(address: address, name: name, aliases: aliases)
      let settings = AgentSettings(
        userID: owner.id, activeAgents: [AgentSettings.emailSecretary],
        draftMode: expectation.concernsGmail ? .gmail : .review, signature: story.signature ?? "")
      if let modelReply { await stage.google.setChatRules([ChatModel.Rule(contains: "", reply: modelReply)]) }
      let mailbox = try await StagedMailbox(
        owner, on: stage, settings: settings, writer: modelReply == nil ? .holdingReply : .scripted)
      await mailbox.check()  // the watch begins
      let judged = try await deliver(to: mailbox)
      await mailbox.check()
      guard case .completed? = await mailbox.lastOutcome else { throw CheckNotCompleted() }

      var outcome = Outcome()
      outcome.state = try await stage.store.ledger.entry(for: judged, of: owner.id)?.state
      outcome.draft = try await stage.store.drafts.draft(answering: judged, of: owner.id)
      outcome.text = mailbox.questions.lastPrompt?.messageToAnswer
      if let placed = outcome.draft?.place?.draftID.rawValue,
        let message = try await stage.google.drafts(of: address).first(where: { $0.draftID == placed })
      {
        outcome.header = { message.header($0) }
      }
      return outcome
    }
  }

  /// - Returns: the last mail that the owner did not write.
  private func deliver(to mailbox: StagedMailbox) async throws -> MessageID {
    var last: MessageID?
    for (number, mail) in zip(1..., mails) {
      let delivered = try await mailbox.deliver(mail, labels: story.labels?["\(number)"])
      if delivered.isFromOutside { last = delivered.id }
    }
    guard let last else { throw NothingToJudge() }
    return last
  }

  private struct NothingToJudge: Error {}
  private struct CheckNotCompleted: Error {}
}

extension Prompt {
  /// What stands in the element of the message to answer, as its sender wrote it.
  fileprivate var messageToAnswer: String? {
    guard let tag = user.firstRange(of: "<message-to-answer ") else { return nil }
    let element = user[tag.upperBound...]
    guard let head = element.firstRange(of: ">\n"), let end = element.firstRange(of: "\n</message-to-answer>") else {
      return nil
    }
    let text = String(element[head.upperBound..<max(head.upperBound, end.lowerBound)])
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
