import Secretary

/// What the worker made of the last mail that came from outside.
struct Outcome: Sendable {
  var state: MessageState?
  var draft: EmailDraft?
  /// What the writer got as the message to answer; nil when it was not asked.
  var text: String?
  /// Header fields of the draft in Gmail.
  var header: @Sendable (String) -> String? = { _ in nil }

  /// `draft`, the code of a reason, or the state it is in.
  var verdict: String {
    if draft != nil { return "draft" }
    guard case .setAside(let reason) = state else { return state?.name.rawValue ?? "never seen" }
    return reason.code
  }

  /// In words, every expectation that does not hold.
  func complaints(_ expected: Expectation) -> [String] {
    var complaints: [String] = []
    func compare<Value: Equatable>(_ name: String, _ wanted: Value?, _ found: Value?) {
      guard let wanted, wanted != found else { return }
      complaints.append("\(name) is \(found.map { "\($0)" } ?? "missing"), not \(wanted)")
    }
    if expected.verdict == "!draft" {
      guard case .setAside = state else { return ["it is not set aside, but \(verdict)"] }
    } else {
      compare("verdict", expected.verdict, verdict)
    }
    if let textIs = expected.textIs { compare("text", textIs, text.map(Self.withoutAttachments)) }
    for part in expected.has ?? [] where text?.contains(part) != true {
      complaints.append("the text lacks \(part.debugDescription); it is \((text ?? "").debugDescription)")
    }
    for part in expected.lacks ?? [] where text?.contains(part) != false {
      complaints.append("the text has \(part.debugDescription); it is \((text ?? "").debugDescription)")
    }
    compare("from", expected.from, draft?.recipients.from.address)
    compare("to", expected.to, draft?.recipients.to.map(\.address))
    compare("cc", expected.cc, draft?.recipients.cc.map(\.address))
    compare("names", expected.names, draft?.recipients.to.map(\.name))
    compare("subject", expected.subject, draft?.subject)
    compare("placement", expected.placement, draft?.placement.name.rawValue)
    for part in expected.bodyLacks ?? [] where draft?.body.contains(part) == true {
      complaints.append("the body has \(part.debugDescription)")
    }
    for (name, value) in expected.headers ?? [:] { compare(name, value, header(name)) }
    if case .setAside(let reason) = state {
      for part in expected.reasonLacks ?? [] where reason.words.contains(part) {
        complaints.append("the reason says \(reason.words.debugDescription)")
      }
    }
    return complaints
  }

  private static func withoutAttachments(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("<attachment ") }
      .joined(separator: "\n")
  }
}
