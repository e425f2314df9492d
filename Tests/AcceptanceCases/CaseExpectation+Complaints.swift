import Drafting
import GmailSimulator
import Secretary

extension CaseExpectation {
  /// In words, everything that is not as it has to be.
  func complaints(about outcome: CaseOutcome) -> [String] {
    let name = mail ?? outcome.judged
    let draft = outcome.draft(answering: name)
    return verdictComplaints(outcome, name) + draftComplaints(draft) + groundingComplaints(draft)
      + countComplaints(outcome) + promptComplaints(outcome)
  }

  private func compare<Value: Equatable>(_ name: String, _ wanted: Value?, _ found: Value?) -> [String] {
    guard let wanted, wanted != found else { return [] }
    return ["\(name) is \(found.map { "\($0)" } ?? "missing"), not \(wanted)"]
  }

  private func verdictComplaints(_ outcome: CaseOutcome, _ name: String?) -> [String] {
    var complaints: [String] = []
    var wanted = verdicts
    if let verdict, let name { wanted[name] = verdict }
    for (mail, verdict) in wanted.sorted(by: { $0.key < $1.key }) {
      let found = outcome.verdict(on: mail)
      let isSo =
        verdict == "no draft" ? outcome.draft(answering: mail) == nil && outcome.states[mail] != nil : verdict == found
      if !isSo { complaints.append("the verdict on \(mail) is \(found), not \(verdict)") }
    }
    if case .setAside(let reason)? = name.flatMap({ outcome.states[$0] }) {
      for part in reasonHas where !reason.words.contains(part) {
        complaints.append("the reason is \(reason.words.debugDescription)")
      }
    } else if !reasonHas.isEmpty {
      complaints.append("it is not set aside")
    }
    return complaints
  }

  private func draftComplaints(_ judged: CaseOutcome.JudgedDraft?) -> [String] {
    let draft = judged?.draft
    let body = draft?.body ?? ""
    var complaints =
      compare("from", from, draft?.recipients.from.address) + compare("to", to, draft?.recipients.to.map(\.address))
      + compare("cc", cc, draft?.recipients.cc.map(\.address))
      + compare("names", names, draft?.recipients.to.map(\.name))
      + compare("subject", subject, draft?.subject) + compare("status", status, draft?.status)
      + compare("retirement", retirement, draft?.retirement) + compare("news", threadNews, draft?.threadNews)
      + compare("edited in Gmail", isEditedInGmail, draft?.isEditedInMailbox)
      + compare("edit distance", editDistance, draft?.sentChanges?.distance)
      + compare("language", language, draft.flatMap { LetterLanguage(of: $0.body) })
    for part in has where !body.contains(part) {
      complaints.append("the draft lacks \(part.debugDescription); it is \(body.debugDescription)")
    }
    for part in lacks where body.contains(part) {
      complaints.append("the draft has \(part.debugDescription); it is \(body.debugDescription)")
    }
    let words = body.split(whereSeparator: \.isWhitespace).count
    if let longest, words > longest { complaints.append("the draft has \(words) words") }
    for (name, value) in headers {
      complaints += compare(name, value, judged?.placed.map { $0.header(name) ?? "" })
    }
    if let isInThread {
      complaints += compare("in thread", isInThread, judged?.placed.map { $0.threadID == judged?.answered?.threadID })
    }
    return complaints
  }

  private func groundingComplaints(_ judged: CaseOutcome.JudgedDraft?) -> [String] {
    guard let judged else {
      let asked =
        !traced.isEmpty || !untraced.isEmpty || !marked.isEmpty || gaps != nil || confidence != nil
        || isGrounded != nil || isDoubtful != nil
      return asked || marks != nil ? ["there is no draft to look at"] : []
    }
    let findings = judged.grounding?.findings ?? []
    func overlapping(_ text: String) -> [Grounding.Finding] {
      let places = judged.ranges(of: text)
      return findings.filter { finding in places.contains { $0.overlaps(finding.fact.range) } }
    }
    var complaints: [String] = []
    for text in traced where overlapping(text).isEmpty || !overlapping(text).allSatisfy(\.isTraced) {
      complaints.append("\(text.debugDescription) is not traced in \(judged.draft.body.debugDescription)")
    }
    for text in untraced where !overlapping(text).contains(where: { !$0.isTraced }) {
      complaints.append("\(text.debugDescription) is not found untraced in \(judged.draft.body.debugDescription)")
    }
    for text in marked
    where judged.ranges(of: text).isEmpty || !judged.ranges(of: text).allSatisfy(judged.isMarked) {
      complaints.append("\(text.debugDescription) is not marked in \(judged.draft.body.debugDescription)")
    }
    let found = Set((judged.grounding?.marks ?? []).map(\.kind))
    return complaints + compare("marks", marks.map { Set($0) }, found)
      + compare("grounded", isGrounded, judged.grounding.map(\.untraced.isEmpty))
      + compare("doubtful", isDoubtful, !judged.doubts.isEmpty)
      + compare("gaps", gaps, DraftGaps(judged.draft.body).fields.map(\.name))
      + compare("confidence", confidence, judged.confidence?.level)
  }

  private func countComplaints(_ outcome: CaseOutcome) -> [String] {
    var complaints =
      compare("drafts", drafts, outcome.drafts.count) + compare("placed", placed, outcome.placed)
      + compare("sent", sent, outcome.sent) + compare("model calls", modelCalls, outcome.requests.count)
      + compare("connected", isConnected, outcome.isConnected)
      + compare("neighbour drafts", neighbourDrafts, outcome.neighbourDrafts)
      + compare("refused", refused, outcome.refused)
    for part in problemHas where outcome.problem?.contains(part) != true {
      complaints.append("the problem is \((outcome.problem ?? "").debugDescription)")
    }
    return complaints
  }

  private func promptComplaints(_ outcome: CaseOutcome) -> [String] {
    let last = outcome.requests.last.map { $0.system + "\n" + $0.user } ?? ""
    return promptHas.filter { !last.contains($0) }.map {
      "the model was not told \($0.debugDescription), but \(last.suffix(600).debugDescription)"
    }
      + promptLacks.filter { part in outcome.requests.contains { ($0.system + "\n" + $0.user).contains(part) } }.map {
        "the model was told \($0.debugDescription)"
      }
  }
}
